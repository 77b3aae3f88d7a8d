"""Bodies are decompressed piece by piece, within limits."""

import gzip
import sys
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.sources.fetching.decompression import (
    MOST_MEMBERS,
    Body,
    DecompressionError,
    TooLongError,
)

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = ("The ferry to Varnholm runs again. " * 9_000).encode()
Compress = Callable[[bytes], bytes]


def bare_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


CODINGS: dict[str, tuple[str, Compress]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("X-GZIP", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", bare_deflate),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
}
every_coding = pytest.mark.parametrize(("coding", "compress"), CODINGS.values(), ids=list(CODINGS))


def decompressed(coding: str | None, *pieces: bytes, most: int = 10_000_000) -> bytes:
    body = Body(coding, most)
    for piece in pieces:
        body.feed(piece)
    return body.finish()


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@every_coding
@pytest.mark.parametrize("size", [1, 7, 1_000_000])
def test_compressed_data_comes_out_however_it_is_split(
    coding: str, compress: Compress, size: int
) -> None:
    assert decompressed(coding, *cut(compress(TEXT), size)) == TEXT


@given(st.data())
def test_any_bytes_survive_any_coding(data: st.DataObject) -> None:
    coding, compress = data.draw(st.sampled_from(list(CODINGS.values())))
    content, size = data.draw(st.binary(max_size=300)), data.draw(st.integers(1, 50))
    assert decompressed(coding, *cut(compress(content), size)) == content


@given(st.sampled_from(list(CODINGS.values())), st.binary(max_size=200))
def test_garbage_never_crashes(coding: tuple[str, Compress], rubbish: bytes) -> None:
    try:
        assert len(decompressed(coding[0], rubbish, most=1000)) <= 1000
    except (DecompressionError, TooLongError):
        return


@every_coding
def test_a_bomb_is_stopped_at_the_limit_without_the_memory(coding: str, compress: Compress) -> None:
    bomb = compress(bytes(10_000_000))
    body = Body(coding, 100_000)
    tracemalloc.start()
    with pytest.raises(TooLongError):
        body.feed(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(body.so_far()) <= 100_000
    assert peak < 2_000_000


@every_coding
def test_a_body_of_exactly_the_allowed_length_is_not_a_bomb(
    coding: str, compress: Compress
) -> None:
    assert len(decompressed(coding, compress(bytes(100_000)), most=100_000)) == 100_000


def test_a_bomb_within_a_bomb_is_stopped_in_the_layer_where_it_grows() -> None:
    bomb = gzip.compress(gzip.compress(bytes(30_000_000)))
    with pytest.raises(TooLongError):
        decompressed("gzip, gzip", bomb, most=10_000)


def test_codings_are_removed_in_reverse_order_of_the_header() -> None:
    assert decompressed("br, gzip", gzip.compress(brotli.compress(TEXT))) == TEXT
    with pytest.raises(DecompressionError, match="more than 3 times"):
        Body("gzip, gzip, gzip, gzip", 1)


@pytest.mark.parametrize("coding", [None, "", "identity", "UTF-8", "none, identity"])
def test_names_for_no_coding_leave_the_body_unchanged(coding: str | None) -> None:
    assert decompressed(coding, b"ab", b"", b"c") == b"abc"


def test_a_body_without_coding_has_the_same_limit() -> None:
    body = Body(None, 10)
    body.feed(b"12345")
    with pytest.raises(TooLongError):
        body.feed(b"6789012345")
    assert body.so_far() == b"1234567890"


def test_an_unknown_coding_is_named() -> None:
    with pytest.raises(DecompressionError, match="'compress', which is not known"):
        Body("compress", 1)


@every_coding
def test_a_truncated_body_is_reported(coding: str, compress: Compress) -> None:
    with pytest.raises(DecompressionError, match="stops before its end"):
        decompressed(coding, compress(TEXT)[:-5])


@every_coding
def test_an_empty_body_is_empty_whatever_its_coding(coding: str, compress: Compress) -> None:
    assert decompressed(coding) == b""


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
def test_a_damaged_body_is_reported(coding: str) -> None:
    with pytest.raises(DecompressionError, match="is damaged"):
        decompressed(coding, b"\xff<!doctype html><p>not compressed at all")


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_consecutive_streams_are_one_body_up_to_a_limit(coding: str) -> None:
    compress = CODINGS[coding][1]
    assert decompressed(coding, *cut(compress(b"one ") + compress(b"two"), 3)) == b"one two"
    with pytest.raises(DecompressionError, match="more than 1,000 parts"):
        decompressed(coding, compress(b"") * (MOST_MEMBERS + 1))


@pytest.mark.parametrize(("coding", "compress"), [CODINGS["gzip"], CODINGS["deflate"]])
def test_padding_after_the_end_is_ignored(coding: str, compress: Compress) -> None:
    assert decompressed(coding, compress(TEXT) + bytes(10), b"\x1f\x8b and more") == TEXT


def test_a_zstd_stream_may_not_ask_for_more_memory_than_the_standard_recommends() -> None:
    greedy = zstd.compress(
        bytes(40_000_000),
        options={
            zstd.CompressionParameter.window_log: 27,
            zstd.CompressionParameter.content_size_flag: 0,
        },
    )
    with pytest.raises((DecompressionError, TooLongError)):
        decompressed("zstd", greedy, most=50_000_000)
