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
