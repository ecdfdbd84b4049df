"""What a Keystone needs to know before someone can log in: domains, projects,
users, roles and the catalogue, all made through its API.

It is made so that a client which takes the wrong turn notices: two domains
have a user and a project of the same name, two regions the same services, and
only one of the interfaces leads to Cinder by its plain address.

    domain      project          user     roles
    Default     owner-project    owner    member (and reader, which it implies)
    Default     owner-project    reader   reader
    Default     second-project   second   member
    Elsewhere   owner-project    owner    member
    Default     admin            admin    admin
    Default     service          cinder   admin
"""
import json
import secrets

from client import Client, Failure, request

REGION = "RegionOne"
# Where Cinder is not; a client that forgets the region may come here.
OTHER_REGION = "RegionTwo"
NOBODY = "http://127.0.0.1:1/v3/%(project_id)s"

# name: user, its domain, its project, its role
PEOPLE = {
    "owner": ("owner", "Default", "owner-project", "member"),
    "reader": ("reader", "Default", "owner-project", "reader"),
    "second": ("second", "Default", "second-project", "member"),
    "elsewhere": ("owner", "Elsewhere", "owner-project", "member"),
    "cinder": ("cinder", "Default", "service", "admin"),
}


def password():
    """Not guessable, and with what YAML, JSON or a shell may get wrong."""
    return secrets.token_urlsafe(12) + " #'\"\\: é"


def identity(name, domain, word, project):
    """What a user sends to log in by password to a project by its name."""
    of = {"domain": {"name": domain}}
    return {"auth": {
        "identity": {"methods": ["password"], "password": {"user": {
            "name": name, **of, "password": word}}},
        "scope": {"project": {"name": project, **of}}}}


class Cloud:
    """A Keystone on a port of loopback, and who is known there."""

    def __init__(self, port, admin_password, deadline):
        self.port, self.url = port, f"http://127.0.0.1:{port}/v3"
        self.deadline = deadline
        # This one goes into cinder.conf, where $ and % mean something.
        self.passwords = {"admin": admin_password,
                          "cinder": secrets.token_hex(12)}
        self.people = {"admin": ("admin", "Default", "admin", "admin")}
        self.users, self.projects = {}, {}

    def login(self, who):
        """Give a token and what Keystone says about it."""
        name, domain, project, _ = self.people[who]
        status, headers, text = request(
            self.port, "POST", "/v3/auth/tokens",
            identity(name, domain, self.passwords[who], project))
        if status != 201:
            raise Failure(f"{who} cannot log in: {status} {text}")
        return headers["X-Subject-Token"], json.loads(text)["token"]

    def client(self, who, port=None, base="/v3"):
        return Client(port or self.port, base, lambda: self.login(who)[0],
                      self.deadline)

    def populate(self):
        """Make domains, projects, users and their roles."""
        admin = self.client("admin")
        domains = {"Default": "default"}
        roles = {role["name"]: role["id"]
                 for role in admin.call("GET", "/roles")["roles"]}

        def make(kind, **members):
            return admin.call("POST", f"/{kind}s", {kind: members})[kind]["id"]

        for who, (name, domain, project, role) in PEOPLE.items():
            if domain not in domains:
                domains[domain] = make("domain", name=domain)
            of = domains[domain]
            if (domain, project) not in self.projects:
                self.projects[domain, project] = make(
                    "project", name=project, domain_id=of)
            self.passwords.setdefault(who, password())
            self.users[who] = make("user", name=name, domain_id=of,
                                   password=self.passwords[who])
            admin.call("PUT", f"/projects/{self.projects[domain, project]}"
                       f"/users/{self.users[who]}/roles/{roles[role]}")
        self.people.update(PEOPLE)

    def publish(self, cinder_port):
        """Enter Cinder into the catalogue, under its old and new type."""
        admin = self.client("admin")
        plain = f"http://127.0.0.1:{cinder_port}/v3/%(project_id)s"
        prefixed = f"http://127.0.0.1:{cinder_port}/volume/v3/%(project_id)s"
        admin.call("POST", "/regions", {"region": {"id": OTHER_REGION}})
        for kind, name in (("volumev3", "cinderv3"),
                           ("block-storage", "cinder")):
            service = admin.call("POST", "/services", {"service": {
                "type": kind, "name": name}})["service"]["id"]
            for region, interface, url in (
                    (OTHER_REGION, "public", NOBODY),
                    (REGION, "public", plain),
                    (REGION, "internal", prefixed),
                    (REGION, "admin", NOBODY)):
                admin.call("POST", "/endpoints", {"endpoint": {
                    "service_id": service, "region_id": region,
                    "interface": interface, "url": url}})

    def application_credential(self, who):
        """One that its user makes; give its id and secret."""
        made = self.client(who).call(
            "POST", f"/users/{self.users[who]}/application_credentials",
            {"application_credential": {"name": "assay"}})
        return [made["application_credential"][key]
                for key in ("id", "secret")]


def login_variables(cloud, who, prefix):
    name, domain, project, _ = cloud.people[who]
    return {prefix + "USERNAME": name,
            prefix + "PASSWORD": cloud.passwords[who],
            prefix + "PROJECT_NAME": project,
            prefix + "USER_DOMAIN_NAME": domain,
            prefix + "PROJECT_DOMAIN_NAME": domain}


def variables(cloud, credential):
    """How `cinder env` tells all this to a shell."""
    return {
        "OS_AUTH_URL": cloud.url,
        "OS_IDENTITY_API_VERSION": "3",
        "OS_REGION_NAME": REGION,
        "OTHER_REGION_NAME": OTHER_REGION,
        **login_variables(cloud, "owner", "OS_"),
        **{name: value for who in ("second", "reader", "elsewhere", "admin")
           for name, value in login_variables(
               cloud, who, who.upper() + "_").items()},
        "APPLICATION_CREDENTIAL_ID": credential[0],
        "APPLICATION_CREDENTIAL_SECRET": credential[1],
    }


def yaml(lines, indent, tree):
    """A mapping of mappings and texts, each text quoted as JSON quotes it."""
    for name, value in tree.items():
        if isinstance(value, dict):
            lines.append(f"{indent}{name}:")
            yaml(lines, indent + "  ", value)
        else:
            lines.append(f"{indent}{name}: "
                         + json.dumps(value, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def cloud_files(cloud, credential):
    """clouds.yaml, and secure.yaml with what nobody else should read."""
    common = {"region_name": REGION, "identity_api_version": "3"}
    public, secret = {}, {}
    for who in ("owner", "second", "reader", "elsewhere", "admin"):
        name, domain, project, _ = cloud.people[who]
        public[who] = {"auth_type": "password", "auth": {
            "auth_url": cloud.url, "username": name, "project_name": project,
            "user_domain_name": domain, "project_domain_name": domain},
            **common}
        secret[who] = {"auth": {"password": cloud.passwords[who]}}
    public["owner-app"] = {"auth_type": "v3applicationcredential", "auth": {
        "auth_url": cloud.url, "application_credential_id": credential[0]},
        **common}
    secret["owner-app"] = {"auth": {
        "application_credential_secret": credential[1]}}
    return {"clouds.yaml": yaml([], "", {"clouds": public}),
            "secure.yaml": yaml([], "", {"clouds": secret})}
