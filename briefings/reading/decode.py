"""Decodes bytes to characters: encodings, byte-order marks, and bytes that are not text."""

import codecs
import re

from briefings.reading.article import ReadingError
from briefings.translations import Message, gettext

MAX_BYTES = 20_000_000
"""The largest document read, in bytes: some hundred times a long news page."""


def _archive(kind: str) -> Message:
    return gettext("this is an archive (%(kind)s): save it as text or HTML first", kind=kind)


def _picture(kind: str) -> Message:
    return gettext("this is a picture (%(kind)s): save it as text or HTML first", kind=kind)


_MAGIC = (
    (b"%PDF", gettext("this is a PDF: save it as text or HTML first")),
    (
        b"PK\x03\x04",
        gettext("this is a ZIP archive or an office document: save it as text or HTML first"),
    ),
    (b"\x1f\x8b", _archive("gzip")),
    (b"\x89PNG", _picture("PNG")),
    (b"\xff\xd8\xff", _picture("JPEG")),
    (b"GIF8", _picture("GIF")),
    (
        b"\xd0\xcf\x11\xe0",
        gettext("this is an old office document: save it as text or HTML first"),
    ),
    (b"\x7fELF", gettext("this is a program, not text: give another address or file")),
    (b"BZh", _archive("bzip2")),
    (b"7z\xbc\xaf", _archive("7-Zip")),
    (b"\xfd7zXZ", _archive("xz")),
    (b"{\\rtf", gettext("this is an RTF document: save it as text or HTML first")),
)
_MARKS = (
    # UTF-32 first: its little-endian mark starts with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_META = re.compile(
    rb"""<meta\b[^<>]{0,500}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""\s*<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEAD = 4_096
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MAX_CONTROLS = 0.02
"""Share of control and undecodable characters above which bytes are not text."""
_STRAY_ZEROS = 0.002
"""Share of zero bytes up to which they are accidents in a text that is not UTF-16."""
_ESCAPED = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_DECLARATION = frozenset(
    # UTF-8 is tried first, and UTF-16 has a mark or zero bytes; the others encode no text
    {"utf-8", "utf-16le", "utf-16be", "replacement", "x-user-defined"}
)
_MAX_WRONG = 0.2
"""Share of non-ASCII characters that may be undecodable before a declaration counts as wrong."""


def decode(data: bytes, content_type: str | None = None) -> str:
    """The text of `data`: by its byte-order mark, else UTF-8, UTF-16 or UTF-32 if its bytes fit,
    else as the document declares, else Windows-1252. Line breaks become ``\\n``; undecodable bytes
    become U+FFFD, one by one.

    Raises:
        ReadingError: empty, binary, or larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise ReadingError(
            gettext(
                "the document is larger than %(most)s MB: split it into its articles",
                most=MAX_BYTES // 1_000_000,
            )
        )
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadingError(what)
    text = _decode(data, content_type)
    if not text.strip("\ufeff \t\r\n\0"):
        raise ReadingError(gettext("the document is empty: give one with an article's text"))
    if len(_CONTROLS.findall(text)) > _MAX_CONTROLS * len(text):
        raise _binary()
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, content_type: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data:
        if data.count(0) > _STRAY_ZEROS * len(data):
            return _decode_utf16(data)
        data = data.replace(b"\0", b"")
    declared = _declared(data, content_type)
    if declared == "iso2022_jp" and b"\x1b" in data:  # it all looks like ASCII
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    mixed = data.decode("utf-8", "surrogateescape")
    if declared is not None and not _is_mostly_utf_8(mixed):
        text = data.decode(declared, "replace")
        if text.count("\ufffd") <= _MAX_WRONG * len(_NOT_ASCII.findall(text)):
            return text
    # Windows-1252, byte by byte where the bytes are not UTF-8: a page may mix both
    return _ESCAPED.sub(
        lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"), mixed
    )


def _is_mostly_utf_8(text: str) -> bool:
    """Whether nine in ten non-ASCII characters were UTF-8, which is never by chance."""
    return 10 * len(_ESCAPED.findall(text)) <= len(_NOT_ASCII.findall(text))


def _decode_utf16(data: bytes) -> str:
    """Decode UTF-16 without a mark: the zero bytes of its ASCII part are all on one side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    text = data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    # zero bytes on both sides, or hardly any, mean binary data
    if min(even, odd) > 0.05 * max(even, odd) or max(even, odd) < 0.005 * len(data):
        raise _binary()
    return text


def _binary() -> ReadingError:
    return ReadingError(gettext("this is binary data, not text: save it as text or HTML first"))


def _declared(data: bytes, content_type: str | None) -> str | None:
    """Python's codec for the encoding named by the header, else by the document's start.

    Labels mean what the Encoding Standard says
    (https://encoding.spec.whatwg.org/#names-and-labels): ``iso-8859-1`` is Windows-1252, ``gb2312``
    GB 18030, and so on. None for an unknown label.
    """
    head = _COMMENT.sub(b"", data[:_HEAD])
    header = _CHARSET.search(content_type or "")
    found = _XML.match(head) or _META.search(head)
    for label in (header and header[1], found and found[1].decode("ascii")):
        codec = _codec(label) if label else None
        if codec is not None:
            return codec
    return None


def _codec(label: str) -> str | None:
    import webencodings  # takes 20 ms to import, and most documents are in UTF-8

    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name in _NO_DECLARATION:
        return None
    # the Standard's gb18030 decoder also reads GBK (section 10.1.1); Python's GBK covers less
    name = "gb18030" if encoding.name == "gbk" else encoding.codec_info.name
    return codecs.lookup(name).name.replace("-", "_")
