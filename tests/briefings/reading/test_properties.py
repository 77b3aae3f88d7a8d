"""Any input gives articles or a one-line error, and every offset is right."""

import itertools
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefings.edtf import latest
from briefings.reading import SUFFIXES, ReadArticle, ReadingError, read
from briefings.reading.blocks import BlockBuilder, clean
from tests.briefings.reading.pages import AGGREGATOR, HARBOUR, MACHINE, RUN_ON, SCRAPED

SNIPPETS = [
    *SCRAPED.split("\n"), *AGGREGATOR.split("\n"), *MACHINE.split("\n"), RUN_ON, *HARBOUR,
    "<p>", "</p>", '<a href="/x">', "</a>", "<br>", "<figcaption>", "</figcaption>", "<h2>",
    "<div>",
    "<!--", "-->", "<script>", "<![CDATA[", "]]>", "<html>", "<rss><channel><item><description>",
    '<feed><entry><content type="html">', "# ", "**", "[a](http://x.example/)", "![a](b)", "> ",
    "---",
    "&amp;nbsp;", "&#x301;", "e", "\u0301", "\u00a0", "\u200b", "Ã©", "â€™", "\ud7ff", "\ufeff",
    " | ",
    "3 hours ago", "© ", "(AP) —", "OSLO, Aug 17", '"', "”", "‘", "\\", "{", "[", '{"content":"',
    '"}',
    "\x00", "\x85", "\u2028", "가", "ᄀ", "ᅡ", "İ", "ﬁ", "1", "999999999",
]  # fmt: skip

NAMES = ("", *{kind: f"a{suffix}" for suffix, kind in SUFFIXES.items()}.values())
"""No name, and one for each format that a name can indicate."""

UNHURRIED = settings(deadline=None, max_examples=60)
"""The first document of a kind also takes the time to import its parser."""


def assert_sound(article: ReadArticle) -> None:
    text = article.text
    assert text == text.strip()
    assert all(part == clean(part) and part for part in text.split("\n\n")) or "&" in text
    assert "\n\n\n" not in text
    assert "\u00a0" not in text
    places = sorted([*article.captions, *article.subheads])
    for start, end in places:
        assert start == 0 or text[start - 2 : start] == "\n\n"
        assert end == len(text) or text[end : end + 2] == "\n\n"
        assert "\n" not in text[start:end]
    assert all(a[1] < b[0] for a, b in itertools.pairwise(places))
    assert all(a.end <= b.start for a, b in zip(article.links, article.links[1:], strict=False))
    for start, end, url in article.links:
        assert text[start:end].strip() == text[start:end] != ""
        assert url.startswith("http")
    if isinstance(article.date_published, str):
        latest(article.date_published)
    assert article.to_article().text == text


def sound(data: bytes, name: str = "") -> None:
    try:
        articles = read(data, name)
    except ReadingError as error:
        articles, message = (), str(error)
    else:
        message = ""
        assert articles
    assert "\n" not in message
    for article in articles:
        assert_sound(article)


@UNHURRIED
@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00\xd8")
def test_any_bytes(data: bytes) -> None:
    sound(data)


@UNHURRIED
@given(st.text(max_size=400), st.sampled_from(NAMES))
def test_any_text(text: str, name: str) -> None:
    sound(text.encode("utf-8", "surrogatepass"), name)


@UNHURRIED
@given(
    st.lists(st.sampled_from(SNIPPETS), max_size=25),
    st.sampled_from(["\n", "\n\n", " ", ""]),
    st.sampled_from(NAMES),
)
def test_pieces_of_documents_in_any_order(pieces: list[str], between: str, name: str) -> None:
    sound(between.join(pieces).encode(), name)


@UNHURRIED
@given(st.lists(st.sampled_from(SNIPPETS), max_size=25), st.sampled_from(["\n", " ", ""]))
def test_pieces_as_a_posts_content(pieces: list[str], between: str) -> None:
    content = f"<p>{HARBOUR[0]}</p>{between.join(pieces)}"
    sound(json.dumps({"content": {"rendered": content}, "title": pieces[:1]}).encode())


@UNHURRIED
@given(st.lists(st.sampled_from(SNIPPETS), max_size=15))
def test_pieces_in_a_page(pieces: list[str]) -> None:
    body = f"<p>{HARBOUR[0]}</p>{''.join(pieces)}"
    sound(f"<html><body><article>{body}</article></body></html>".encode())


@UNHURRIED
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["content", "rendered", "title", "date", "date_gmt", "link", "posts",
                         "_embedded", "author", "name", "yoast_head_json", "og_locale"]),
        inner, max_size=4),
    max_leaves=20,
))  # fmt: skip
def test_any_json(value: object) -> None:
    sound(
        json.dumps(
            [{"content": f"<p>{HARBOUR[0]}</p>", "title": value, "x": value}, value]
        ).encode()
    )


@UNHURRIED
@given(st.lists(st.tuples(st.text(max_size=20), st.booleans()), max_size=12))
def test_a_paragraph_joined_from_pieces_has_its_links_in_place(
    pieces: list[tuple[str, bool]],
) -> None:
    builder = BlockBuilder()
    for piece, is_link in pieces:
        builder.add(piece, "http://x.example/" if is_link else None)
    block = builder.build()
    assert block.text == " ".join(block.text.split())
    assert all(block.text[a:b] == block.text[a:b].strip() != "" for a, b, _ in block.links)
