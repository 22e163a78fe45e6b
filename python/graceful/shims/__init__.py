"""What Pyodide lacks and ordinary Flask projects use.

Each shim is put in only where the real thing is missing or wrong.
"""

from graceful.shims import crypto, loops, multiprocess, prefix


def install() -> None:
    """Fill the gaps; does nothing where Python is complete."""
    crypto.install()
    loops.install()
    multiprocess.install()
    prefix.install()
