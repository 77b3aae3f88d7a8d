"""Processes of this program's own, for work that must not hold up the one that asks."""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_CODE = """
import importlib, importlib.util, sys
where = sys.argv[1]
spec = importlib.util.spec_from_file_location(
    "briefings", where + "/__init__.py", submodule_search_locations=[where])
module = sys.modules["briefings"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
importlib.import_module(sys.argv[2]).work(*sys.argv[3:])
"""
"""What a process runs: this package, found by its place; no folder is put on the path, so that
no file in the working folder can pass for a module."""


def start(module: str, *given: str, stderr: int | None = None) -> subprocess.Popen[bytes]:
    """Start a process that calls `work` of one of this package's modules.

    Args:
        module: such as ``briefings.reading.worker``.
        given: what `work` takes; others on the machine can see it.
        stderr: as for `subprocess.Popen`; the caller's own by default.
    """
    # The arguments are our own, and the parser of options takes none from the environment.
    return subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-I", "-c", _CODE, str(_ROOT), module, *given],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
    )
