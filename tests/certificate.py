"""A certificate for 127.0.0.1 that each process of tests makes for itself."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import trustme

_KEPT: list[TemporaryDirectory[str]] = []
"""Folders that are removed when the process ends."""


@cache
def certificate() -> Path:
    """A file with the key, the certificate and the authority that issued it.

    A server loads it, and a client trusts it where `SSL_CERT_FILE` names it.
    """
    folder = TemporaryDirectory(prefix="briefbot-tests-")
    _KEPT.append(folder)
    file = Path(folder.name) / "certificate.pem"
    authority = trustme.CA()
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(file))
    authority.cert_pem.write_to_path(str(file), append=True)
    return file
