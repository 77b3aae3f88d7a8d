"""Starts separate processes of this program, for work that must not hold up the caller."""

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
"""The code that a process runs: it finds this package by its place and puts no folder on the
path, so that no file in the working folder can pass for a module."""


def start(module: str, *given: str, stderr: int | None = None) -> subprocess.Popen[bytes]:
    """Start a process that calls `work` of one of this package's modules.

    Args:
        module: such as ``briefings.reading.worker``.
        given: the arguments of `work`; other users of the machine can see them.
        stderr: as for `subprocess.Popen`; the caller's own by default.
    """
    # The arguments are our own, and the option parser takes none from the environment.
    return subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-I", "-c", _CODE, str(_ROOT), module, *given],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
    )
