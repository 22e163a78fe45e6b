"""What Pyodide lacks and ordinary Flask projects use. Each shim is put in only where the real thing is missing."""

from graceful.shims import crypto, multiprocess


def install() -> None:
    """Fill the gaps; does nothing where Python is complete."""
    crypto.install()
    multiprocess.install()
