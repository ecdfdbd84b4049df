#!/usr/bin/python3 -I
"""service.py CONFIG DATABASE PORT_FILE - all of Cinder in one process.

Debian starts cinder-api, cinder-scheduler and cinder-volume as processes of
their own that talk through a message broker.  Here they share one process,
so the in-memory transport fake:// reaches all three and no broker is needed.
Code, database schema, policy and request pipeline are those of the packages.

The API listens on a free port of 127.0.0.1; PORT_FILE gets its number.
"""
import eventlet

eventlet.monkey_patch()  # before anything of OpenStack is imported

import logging as python_logging
import os
import sqlite3
import sys

# Without this, threads made after the patch are unknown to the unpatched
# threading module: https://bugs.launchpad.net/bugs/1863021
import __original_module_threading
import threading

__original_module_threading.current_thread.__globals__["_active"] = \
    threading._active

from oslo_config import cfg
from oslo_log import log
from oslo_service import service as oslo_service

from cinder import i18n

i18n.enable_lazy()

from cinder import coordination, objects, rpc, service, version
from cinder.common import config
from cinder.db import migration


def configure(path):
    """Read this one file: nothing from /etc, HOME or the environment."""
    objects.register_all()
    cfg.CONF(args=[], project="cinder", version=version.version_string(),
             default_config_files=[path], default_config_dirs=[],
             use_env=False)
    config.set_middleware_defaults()
    log.setup(cfg.CONF, "cinder")
    python_logging.captureWarnings(True)


def make_database(path):
    """Cinder's own schema; a log ahead of writes, so reads never block."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    migration.db_sync()


def main(config_file, database, port_file):
    configure(config_file)
    make_database(database)
    coordination.COORDINATOR.start()
    rpc.init(cfg.CONF)
    launcher = oslo_service.ServiceLauncher(cfg.CONF)
    launcher.launch_service(service.Service.create(binary="cinder-scheduler"))
    for backend in cfg.CONF.enabled_backends:
        launcher.launch_service(service.Service.create(
            binary="cinder-volume", service_name=backend,
            host="%s@%s" % (cfg.CONF.host, backend)))
    api = service.WSGIService("osapi_volume")
    launcher.launch_service(api)
    with open(port_file + ".new", "w") as out:
        out.write(str(api.server.port))
    os.rename(port_file + ".new", port_file)
    launcher.wait()


main(*sys.argv[1:])
