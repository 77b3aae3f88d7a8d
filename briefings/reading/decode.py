"""Bytes become characters: encodings, byte-order marks, and what is no text at all."""

import codecs
import re

from briefings.reading.article import ReadingError

MAX_BYTES = 20_000_000
"""Largest document read, in bytes: some hundred times a long news page."""

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"{\\rtf", "an RTF document"),
)
_MARKS = (
    # UTF-32 first: its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_ONE_OF = re.compile(
    # the encodings that pages are written in; Python knows others, some of them slow on purpose
    r"iso8859[-_]\d+|iso2022_jp\w*|cp\d+|koi8[-_][rut]|shift_jis\w*|euc_\w+|gb\w+|big5\w*|mac[-_]\w+"
)
_HEAD = 4_096
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MAX_CONTROLS = 0.02
"""Share of control and undecodable characters above which bytes are no text."""
_ESCAPED = re.compile("[\udc80-\udcff]")


def decode(data: bytes, content_type: str | None = None) -> str:
    """The text of `data`: UTF-8, UTF-16 and UTF-32 with or without a mark, what the document
    declares, else Windows-1252. Line breaks come out as ``\\n``.

    Raises:
        ReadingError: empty, binary, or larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise ReadingError(
            f"the document is larger than {MAX_BYTES // 1_000_000} MB: split it into its articles"
        )
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadingError(f"this is {what}: save it as text or HTML first")
    text = _decode(data, content_type)
    if not text.strip("\ufeff \t\r\n\0"):
        raise ReadingError("the document is empty: give a file with the article's text")
    if len(_CONTROLS.findall(text)) > _MAX_CONTROLS * len(text):
        raise _binary()
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, content_type: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data:
        return _decode_utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    encoding = _declared((content_type or "").encode()) or _declared(data[:_HEAD]) or "cp1252"
    if encoding != "cp1252":
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    # Windows-1252, byte by byte where the bytes are not UTF-8: a page may hold both
    return _ESCAPED.sub(
        lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"),
        data.decode("utf-8", "surrogateescape"),
    )


def _decode_utf16(data: bytes) -> str:
    """UTF-16 without a mark: the zero bytes of its ASCII part all lie on one side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    text = data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    # zero bytes on both sides, or hardly any, are those of binary data
    if min(even, odd) > 0.05 * max(even, odd) or max(even, odd) < 0.005 * len(data):
        raise _binary()
    return text


def _binary() -> ReadingError:
    return ReadingError("this is binary data, not text: save it as text or HTML first")


def _declared(head: bytes) -> str | None:
    """The encoding that a header or the start of a page names, if it is one of the usual."""
    match = _DECLARED.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    name = name.replace("-", "_")
    if name in {"iso8859_1", "ascii"}:
        # browsers read both as Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels)
        return "cp1252"
    return name if _ONE_OF.fullmatch(name) else None
