"""Decompresses bodies a piece at a time, so that a small one can't become a huge one.

The codings are those of the IANA's registry that servers use: gzip, deflate (RFC 9110, section
8.4.1), br (RFC 7932) and zstd (RFC 8878).
"""

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli

from briefings.translations import Message, gettext

if sys.version_info >= (3, 14):
    from compression.zstd import DecompressionParameter, ZstdDecompressor, ZstdError
else:
    from backports.zstd import DecompressionParameter, ZstdDecompressor, ZstdError

ACCEPTED = "gzip, deflate, br, zstd"
"""For the header `Accept-Encoding`."""
PIECE = 65_536
"""How many bytes a decompressor gives at once."""
MOST_MEMBERS = 1_000
"""The most consecutive streams in one body: an honest body has a few."""
MOST_LAYERS = 3
"""The most codings on top of each other."""
_ZSTD_WINDOW = 23
"""log2 of the memory a stream may ask for: 8 MB (RFC 8878, section 3.1.1.1.2; RFC 9659)."""
_NONE = frozenset({"", "identity", "none", "binary", "8bit", "utf-8", "utf8", "iso-8859-1"})
"""Values that mean no compression, including what servers write there by mistake."""


class DecompressionError(Exception):
    """A body can't be decompressed; says why, without its address.

    Attributes:
        what: why, to be said in any language.
    """

    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.what = what


class TooLongError(Exception):
    """A body is longer than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(limit)


class Decompressor(Protocol):
    """Removes one coding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Decompressed `data`, in pieces of about `PIECE` bytes; may raise `DecompressionError`."""

    def ended(self) -> bool:
        """Whether the stream is complete."""


class _Zlib:
    def __init__(self, wbits: int | None) -> None:
        self._wbits = wbits
        self._head = b""
        self._stream = zlib.decompressobj(wbits) if wbits is not None else None
        self._members = 1
        self._padded = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._padded:
            return
        if self._stream is None:
            self._head = data = self._head + data
            if len(data) < 2:
                return
            # "deflate" means zlib's format, but some servers send the raw one (RFC 9110, 8.4.1.2).
            wrapped = data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        full = False
        while data or full:
            if self._stream.eof:
                # Browsers ignore anything after the last member, e.g. padding.
                self._padded = self._wbits is None or not data.startswith(b"\x1f")
                if self._padded:
                    return
                self._members = _counted(self._members)
                self._stream = zlib.decompressobj(self._wbits or zlib.MAX_WBITS)
            try:
                piece = self._stream.decompress(data, PIECE)
            except zlib.error:
                raise DecompressionError(gettext("its compressed body is damaged")) from None
            data = self._stream.unconsumed_tail or self._stream.unused_data
            full = len(piece) == PIECE
            if piece:
                yield piece

    def ended(self) -> bool:
        return self._stream is not None and self._stream.eof


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        while not self._stream.is_finished():
            try:
                piece = self._stream.process(data, output_buffer_limit=PIECE)
            except brotli.error:
                raise DecompressionError(gettext("its compressed body is damaged")) from None
            if piece:
                yield piece
            elif self._stream.can_accept_more_data():
                return
            data = b""  # it keeps what it has not processed yet

    def ended(self) -> bool:
        return bool(self._stream.is_finished())


class _Zstd:
    def __init__(self) -> None:
        self._stream = self._new()
        self._members = 1

    @staticmethod
    def _new() -> ZstdDecompressor:
        return ZstdDecompressor(options={DecompressionParameter.window_log_max: _ZSTD_WINDOW})

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data or not (self._stream.eof or self._stream.needs_input):
            if self._stream.eof:
                self._members = _counted(self._members)
                self._stream = self._new()
            try:
                piece = self._stream.decompress(data, PIECE)
            except ZstdError:
                raise DecompressionError(
                    gettext("its compressed body is damaged, or wants too much memory")
                ) from None
            data = self._stream.unused_data if self._stream.eof else b""
            if piece:
                yield piece

    def ended(self) -> bool:
        return self._stream.eof


def _counted(members: int) -> int:
    if members >= MOST_MEMBERS:
        raise DecompressionError(
            gettext("its compressed body has more than %(most)s parts", most=MOST_MEMBERS)
        )
    return members + 1


_GZIP = zlib.MAX_WBITS | 16
_CODINGS: dict[str, Callable[[], Decompressor]] = {
    "gzip": lambda: _Zlib(_GZIP),
    "x-gzip": lambda: _Zlib(_GZIP),
    "deflate": lambda: _Zlib(None),
    "br": _Brotli,
    "zstd": _Zstd,
}


class Body:
    """A body as it arrives: decompressed, and never longer than `most` in any layer."""

    def __init__(self, content_encoding: str | None, most: int) -> None:
        """Args:
            content_encoding: the header of that name.
            most: the most bytes of the decompressed body.

        Raises:
            DecompressionError: a coding is unknown, or there are too many.
        """
        names = [name.strip().lower() for name in (content_encoding or "").split(",")]
        codings = [name for name in names if name not in _NONE]
        if len(codings) > MOST_LAYERS:
            raise DecompressionError(
                gettext("its body is compressed more than %(most)s times over", most=MOST_LAYERS)
            )
        for name in codings:
            if name not in _CODINGS:
                raise DecompressionError(
                    gettext(
                        "its body is compressed by %(name)s, which is not known", name=repr(name)
                    )
                )
        self._layers = [_CODINGS[name]() for name in reversed(codings)]
        self._counts = [0] * (len(codings) + 1)
        self._most = most
        self._data = bytearray()
        self._started = False

    def feed(self, data: bytes) -> None:
        """Take the next bytes as sent.

        Raises:
            DecompressionError: they are damaged.
            TooLongError: the body would become longer than allowed.
        """
        self._started = self._started or bool(data)
        self._feed(data, 0)

    def _feed(self, data: bytes, depth: int) -> None:
        last = depth == len(self._layers)
        if last:
            self._data += data[: self._most - len(self._data)]
        if depth or last:
            self._counts[depth] += len(data)
            if self._counts[depth] > self._most:
                raise TooLongError(self._most)
        if last:
            return
        for piece in self._layers[depth].feed(data):
            self._feed(piece, depth + 1)

    def so_far(self) -> bytes:
        """What has arrived, complete or not, and no more than is allowed."""
        return bytes(self._data)

    def finish(self) -> bytes:
        """The whole body.

        Raises:
            DecompressionError: it stops before its end.
        """
        if self._started and not all(layer.ended() for layer in self._layers):
            raise DecompressionError(gettext("its compressed body stops before its end"))
        return bytes(self._data)
