"""Keeps templates' compiled code where Python keeps that of modules.

Compiling the built-in templates takes about a tenth of the bot's start. The code is used only for
exactly the text, and by exactly the program, that it was made from; if it can't be kept, templates
are compiled at each start.
"""

import hashlib
import importlib.util
import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType

import jinja2

_PROGRAM = Path(__file__).parent
"""Everything that affects how a template is compiled."""


class Kept:
    """The code of one template.

    Args:
        path: the template's file.
        source: the file's content.
        environment: a word for everything else the code depends on.
    """

    def __init__(self, path: Path, source: bytes, environment: str) -> None:
        self._key = hashlib.sha256(f"{_program()}\n{environment}\n".encode() + source)
        try:
            beside = Path(importlib.util.cache_from_source(str(path)))
        except NotImplementedError:  # an interpreter that keeps no code
            self._file = None
        else:
            self._file = beside.with_suffix(f".{environment}")

    def read(self) -> CodeType | None:
        """The code, if it was kept."""
        if self._file is None:
            return None
        with suppress(OSError, EOFError, ValueError, TypeError):
            data, key = self._file.read_bytes(), self._key.digest()
            if data.startswith(key):
                # Anyone who can write here can also change the program's own code.
                code = marshal.loads(data[len(key) :])  # noqa: S302  # as the line above says
                return code if isinstance(code, CodeType) else None
        return None

    def write(self, code: CodeType) -> None:
        """Keep the code, unless Python is told not to, or the folder can't be written to."""
        if self._file is None or sys.dont_write_bytecode:
            return
        making = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            making.write_bytes(self._key.digest() + marshal.dumps(code))
            making.replace(self._file)  # all or nothing


@cache
def _program() -> str:
    """What distinguishes this state of the program from others."""
    files = sorted(path for path in _PROGRAM.rglob("*.py") if path.parent.name != "samples")
    stamps = [f"{path.name} {(at := path.stat()).st_size} {at.st_mtime_ns}" for path in files]
    return "\n".join((importlib.util.MAGIC_NUMBER.hex(), jinja2.__version__, *stamps))
