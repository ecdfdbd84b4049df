"""What openstacksdk makes of a cloud in clouds.yaml, one "name=value" a line.

usage: sdk.py NAME [REGION]
"""

import sys
import warnings

from openstack.config import OpenStackConfig

warnings.simplefilter("ignore")
SERVICE = "block-storage"
AUTH = (
    "auth_url token username user_id password user_domain_id user_domain_name "
    "project_id project_name project_domain_id project_domain_name "
    "application_credential_id application_credential_name "
    "application_credential_secret"
).split()


def show(name, value):
    if value is not None:
        print(f"{name}={value}")


cloud = OpenStackConfig(load_envvars=True).get_one(
    sys.argv[1], region_name=(sys.argv[2:] or [None])[0]
)
show("auth_type", cloud.config["auth_type"])
for name in AUTH:
    show(name, cloud.config["auth"].get(name))
show("interface", cloud.get_interface(SERVICE))
show("region", cloud.get_region_name(SERVICE) or "")
show("endpoint", cloud.get_endpoint(SERVICE))
verify, cert = cloud.get_requests_verify_args()
show("verify", {True: "yes", False: "no"}.get(verify, verify))
if isinstance(cert, tuple):
    show("cert", cert[0])
    show("key", cert[1])
else:
    show("cert", cert)
