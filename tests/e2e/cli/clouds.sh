#!/bin/sh
# clouds.sh - clouds.yaml as openstacksdk reads it: the same files, two
# readers, the same values.
. "$(dirname "$0")/../lib.sh"

export HOME="$SCRATCH/home"
mkdir -p "$HOME/.config/openstack"
unset XDG_CONFIG_HOME
CLOUD=$BUILD/tools/cloud
[ -x "$CLOUD" ] || make -s -C "$ROOT" BUILD="$BUILD" "$CLOUD" >make.log 2>&1 ||
    exit 2
PYTHON=
for python in python3 /usr/bin/python3; do
    if [ -z "$PYTHON" ] && "$python" -c 'import openstack.config' 2>/dev/null
    then
        PYTHON=$python
    fi
done

cat >"$HOME/.config/openstack/clouds.yaml" <<'Y'
clouds:
  plain:
    auth:
      auth_url: https://keystone.example/v3
      username: someone
      password: open
      project_name: p
      user_domain_name: Default
      project_domain_name: Default
    region_name: RegionOne
  ids: &ids
    auth: &auth
      auth_url: https://keystone.example:5000
      user_id: u1
      password: 12345
      project_id: 0a1b2c3d4e5f60718293a4b5c6d7e8f9
    interface: internal
    verify: false
  merged:
    <<: *ids
    interface: admin
    auth:
      <<: *auth
      password: mine
  beside:
    auth_url: https://keystone.example
    username: top
    password: top
    project_name: top
    user_domain_id: default
    project_domain_id: default
    auth: {}
  both:
    auth: {auth_url: https://keystone.example, username: inside, password: x,
           project_name: p}
    username: outside
    project_name: outside
    domain_name: all
  tenant:
    auth:
      auth_url: https://keystone.example/v2.0
      username: u
      password: p
      tenant_name: t
      domain_id: d
    endpoint_type: internal
  dashes:
    auth:
      auth-url: https://keystone.example
      username: u
      password: p
      project-name: n
      user-domain-name: d
  application:
    auth_type: v3applicationcredential
    auth:
      auth_url: https://keystone.example/v3
      application_credential_id: id
      application_credential_secret: s3cret
    cacert: ~/ca.pem
    cert: ~/client.pem
    key: /etc/ssl/client.key
  token:
    auth_type: v3token
    auth: {auth_url: https://keystone.example/v3, token: gAAAA, project_id: p}
  regions:
    auth: {auth_url: https://keystone.example/v3, username: u, password: p,
           project_name: p}
    regions:
      - north
      - name: south
        values:
          auth: {username: southerner}
          interface: internal
  services:
    auth: {auth_url: https://keystone.example/v3, username: u, password: p,
           project_name: p}
    volume_interface: internal
    volume_endpoint_override: https://volume.example
    block_storage_endpoint_override: https://block.example
    block_storage_api_version: '3'
    volume_api_version: 3
    cacert: /etc/ssl/ca.pem
    insecure: true
  vendor:
    profile: house
    auth: {username: u, password: p, project_name: p}
  otc:
    profile: otc
    auth: {username: u, password: p, project_name: eu-de_x,
           user_domain_name: OTC00000000001000000000}
  secured:
    auth: {auth_url: https://keystone.example, username: u, project_name: p}
Y
cat >"$HOME/.config/openstack/secure.yaml" <<'Y'
clouds:
  secured:
    auth:
      password: "from: secure"
  plain:
    auth: {password: over}
Y
cat >"$HOME/.config/openstack/clouds-public.yml" <<'Y'
public-clouds:
  house:
    auth:
      auth_url: https://{region_name}.keystone.example/v3
      username: replaced
    regions: [east, west]
    interface: internal
Y

# agree NAME [REGION]: both say the same, and something.
agree() {
    "$CLOUD" "$@" >ours 2>&1 || { cp ours seen; return 1; }
    sort ours >ours.sorted
    "$PYTHON" "$ROOT/tests/e2e/cli/sdk.py" "$@" 2>sdk.err >theirs ||
        { tail -3 sdk.err >seen; return 1; }
    sort theirs >theirs.sorted
    diff -u theirs.sorted ours.sorted >seen && [ -s ours ]
}

clouds='plain ids merged beside both tenant dashes application token regions
    services vendor otc secured'
if [ -z "$PYTHON" ]; then
    skip 'openstacksdk reads the same values' \
        'the Python module openstack is not installed'
else
    for cloud in $clouds; do
        ok "openstacksdk reads the same of \"$cloud\"" agree "$cloud"
    done
    ok 'and of a second region' agree regions south
    ok 'and of a second region of a profile' agree vendor west
    ok 'and of another region of the vendor' agree otc eu-nl
fi

# refuses NAME [REGION]: neither takes it.
refuses() {
    "$CLOUD" "$@" >seen 2>&1 && return 1
    [ -z "$PYTHON" ] || ! "$PYTHON" "$ROOT/tests/e2e/cli/sdk.py" "$@" \
        >seen 2>&1
}
ok 'both refuse a cloud that is not there' refuses nowhere
ok 'both refuse a region that is not there' refuses regions west

# The program itself.
assay run --show-config --os-cloud plain
ok 'the program reads the cloud' exited 0
ok 'and says where a value comes from' \
    grep -q 'os-username *someone *(plain of .*clouds.yaml)' seen
ok 'and does not show the password' says_not over
assay run --show-config --os-cloud secured
ok 'what secure.yaml says is said to be of it' \
    grep -q 'os-password *(given, not shown) *(secured of .*/secure.yaml)' seen
OS_USERNAME=else assay run --show-config --os-cloud plain
ok 'a variable wins over the cloud' \
    grep -q 'os-username *else *(OS_USERNAME)' seen
OS_CLOUD=ids assay run --show-config
ok 'OS_CLOUD names the cloud, too' says 'ids                        (OS_CLOUD)'
ok 'and its "verify: false" is heard' grep -q 'insecure *yes *(ids of' seen
assay run --os-cloud nowhere
ok 'a cloud that is not there is a mistake' exited 2
ok 'which lists those that are' says 'plain, ids, merged'
assay run --show-config
ok 'of several clouds none is guessed' exited 2
printf 'clouds:\n  a: [\n' >clouds.yaml
assay run --os-cloud a
ok 'a mistake in YAML has file and line' says './clouds.yaml:3: '
printf 'clouds:\n  lone:\n    auth: {auth_url: http://k, username: u}\n' \
    >clouds.yaml
rm "$HOME/.config/openstack/secure.yaml"
assay run --show-config
ok 'the only cloud is not guessed either' exited 2
assay run --show-config --base-url http://127.0.0.1:1 --project-id p
ok 'but is not asked when a URL is given' says_not lone

done_testing
