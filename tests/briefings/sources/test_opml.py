"""OPML from other programs, and for them."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from briefings.sources.opml import MOST, OpmlError, Outline, parse_opml, write_opml

EXPORTED = """<?xml version="1.0" encoding="utf-8"?>
<!-- made by a reader -->
<opml version="1.0"><head><title>Feeds</title></head><body>
<outline text="Harbours" title="Harbours">
  <outline type="rss" text="Quay &amp; Pier" xmlUrl="https://quay.example/feed?a=1&amp;b=2"/>
  <outline title='The "Lark"' TYPE="rss" xmlURL='https://lark.example/rss'></outline>
</outline>
<outline type="rss" text="Again" xmlUrl="https://lark.example/rss"/>
<outline type="link" url="https://nothing.example"/>
</body></opml>"""


def test_feeds_are_found_in_folders_and_in_any_case() -> None:
    assert parse_opml(EXPORTED) == [
        Outline("https://quay.example/feed?a=1&b=2", "Quay & Pier"),
        Outline("https://lark.example/rss", 'The "Lark"'),
    ]


def test_written_opml_is_xml_and_reads_back() -> None:
    outlines = [
        Outline("https://a.example/?x=1&y=<2>", 'Tea & "cake" <b>\x1b[0m'),
        Outline("https://b.example/feed", None),
    ]
    text = write_opml(outlines, datetime(2031, 5, 6, tzinfo=UTC))
    root = etree.fromstring(text.encode())  # our own
    assert [one.get("xmlUrl") for one in root.iter("outline")] == [one.address for one in outlines]
    assert [one.address for one in parse_opml(text)] == [one.address for one in outlines]
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no OPML file"),
        ("<html></html>", "no OPML file"),
        ("<opml><body/></opml>", "names no feed"),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "entities"),
    ],
)
def test_invalid_opml_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(OpmlError, match=said):
        parse_opml(text)


def test_a_list_of_very_many_is_cut() -> None:
    rows = "".join(f'<outline xmlUrl="https://x.example/{n}"/>' for n in range(MOST + 5))
    assert len(parse_opml(f"<opml>{rows}</opml>")) == MOST


@pytest.mark.parametrize(
    "row",
    [
        '<!-- <outline xmlUrl="https://no.example/"/> -->',
        '<![CDATA[<outline xmlUrl="https://no.example/"/>]]>',
        '<outlined xmlUrl="https://no.example/"/>',
        "<outline text=\"xmlUrl='https://no.example/'\"/>",
    ],
)
def test_what_is_no_outline_is_not_followed(row: str) -> None:
    there = '<outline text="y" xmlUrl="https://y.example/"/>'
    assert parse_opml(f"<opml>{row}{there}</opml>") == [Outline("https://y.example/", "y")]
    assert parse_opml(f"<opml>{there}{row}") == [Outline("https://y.example/", "y")]


@pytest.mark.parametrize(
    "row",
    [
        '<outline text="a > b" xmlUrl="https://y.example/"/>',
        "<outline text='a > b' description='->' xmlUrl='https://y.example/' />",
        '<outline\ntext="a > b"\nxmlUrl="https://y.example/"\n></outline>',
    ],
)
def test_an_attribute_may_hold_the_sign_that_ends_a_tag(row: str) -> None:
    assert parse_opml(f"<opml>{row}</opml>") == [Outline("https://y.example/", "a > b")]


def test_an_outline_whose_marks_do_not_fit_is_still_read() -> None:
    row = '<outline xmlUrl="https://y.example/" text="a "quoted title"/>'
    assert [one.address for one in parse_opml(f"<opml>{row}</opml>")] == ["https://y.example/"]


@pytest.mark.parametrize(
    "start", ["<outline ", "<!-- ", "<![CDATA[", '<outline a="', "<outline a='", "<outline a=b"]
)
def test_what_is_never_closed_is_passed_over_at_once(start: str) -> None:
    """Half a million beginnings: a quadratic algorithm would not end."""
    with pytest.raises(OpmlError, match="names no feed"):
        parse_opml("<opml>" + start * 500_000)
