"""``sys.prefix`` for a Python that says it is installed in ``/``.

Whatever lies below it is an installed package for Flask, the learner's project included: its ``instance_path`` would be
``/var/app-instance``. https://flask.palletsprojects.com/en/stable/config/#instance-folders
"""

import sys

# Pyodide's standard library is below it. Packages, in /site-packages, are known by that folder's name.
PREFIX = "/lib"


def install() -> None:
    if sys.prefix == "/":
        sys.prefix = sys.exec_prefix = sys.base_prefix = sys.base_exec_prefix = PREFIX
