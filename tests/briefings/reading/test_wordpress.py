"""WordPress's JSON."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from briefings.reading import ReadArticle, ReadingError, read
from tests.briefings.reading.pages import HARBOUR, HARBOUR_TITLE


def post(content: str, **more: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "date": "2025-03-09T08:30:00",
        "date_gmt": "2025-03-09T12:30:00",
        "link": "https://www.tidings.example/?p=7",
        "title": {"rendered": "Harbour &#8216;vote&#8217; &amp;amp; after"},
        "content": {"rendered": content, "protected": False},
        "excerpt": {"rendered": "<p>Not this [&hellip;]</p>"},
        **more,
    }


def only(value: Any) -> ReadArticle:
    (article,) = read(json.dumps(value).encode(), "post.json")
    return article


PARAGRAPHS = "\n".join(f"<p>{paragraph}</p>" for paragraph in HARBOUR)
AGENCY = f"<p>PORT ELLERY, March 4 (AP) \u2014 {HARBOUR[0]}</p><p>{HARBOUR[1]}</p>"


def test_a_blogs_own_post_is_dated_by_its_two_clocks() -> None:
    article = only(post(PARAGRAPHS))
    assert article.text == "\n\n".join(HARBOUR)
    assert article.headline == "Harbour ‘vote’ & after"
    assert article.publisher == "tidings.example"
    assert article.url == "https://www.tidings.example/?p=7"
    assert article.date_published == datetime(
        2025, 3, 9, 8, 30, tzinfo=timezone(timedelta(hours=-4))
    )
    assert article.reposted_on is None


def test_a_post_without_a_zone_is_dated_by_the_day() -> None:
    assert only(post(PARAGRAPHS, date_gmt=None)).date_published == "2025-03-09"
    assert only(post(PARAGRAPHS, date_gmt=None, date=None)).date_published is None
    moment = only(post(PARAGRAPHS, date="2025-03-01T00:00:00")).date_published
    assert isinstance(moment, datetime), "clocks days apart: only UTC is believed"
    assert moment.isoformat() == "2025-03-09T12:30:00+00:00"


def test_an_agencys_story_is_dated_by_its_dateline_not_by_the_post() -> None:
    article = only(post(AGENCY))
    assert (article.provider, article.dateline) == ("AP", "PORT ELLERY, March 4")
    assert article.date_published == "2025-03-04"
    assert "Posted again on 2025-03-09" in (article.date_published_note or "")
    assert article.reposted_on is not None


def test_an_agencys_story_without_a_day_has_no_date() -> None:
    article = only(post(AGENCY.replace(", March 4", "")))
    assert article.date_published is None
    assert article.date_published_note == (
        "Posted again on 2025-03-09 by tidings.example; the AP story itself gives no date."
    )
    assert isinstance(article.reposted_on, datetime)


def test_links_captions_and_subheads_are_kept_next_to_the_text() -> None:
    article = only(
        post(
            '<figure><img src="a.jpg"/><figcaption>The old&nbsp;pier. Photo: J. Riis'
            "</figcaption></figure>"
            '<p>The council&nbsp;<a href="https://port.example/a(b)">voted&nbsp;on Tuesday</a>, as '
            '<em>many</em> had <a href="/old">hoped</a> and <a href="javascript:x">feared</a>.</p>'
            '<h2 class="wp-block-heading">What comes now</h2><ul><li>First the dredgers.</li></ul>'
            "<p>Line one<br>goes on.<br><br>A new paragraph.</p>"
            '<div class="sharedaddy"><p>Share this on everything</p></div><script>x()</script>'
            "<table><tr><td>Crab</td><td>12</td></tr></table>"
        )
    )
    assert article.text.split("\n\n") == [
        "The old pier. Photo: J. Riis",
        "The council voted on Tuesday, as many had hoped and feared.",
        "What comes now",
        "First the dredgers.",
        "Line one goes on.",
        "A new paragraph.",
        "Crab; 12",
    ]
    assert [article.text[a:b] for a, b in article.captions] == ["The old pier. Photo: J. Riis"]
    assert [article.text[a:b] for a, b in article.subheads] == ["What comes now"]
    assert [(article.text[a:b], url) for a, b, url in article.links] == [
        ("voted on Tuesday", "https://port.example/a%28b%29"),
        ("hoped", "https://www.tidings.example/old"),
    ]


def test_a_paragraph_that_is_a_caption_is_marked_as_one() -> None:
    caption = "FILE - The old pier is seen in Ellery, March 4, 2025. (AP Photo/Jan Riis)"
    article = only(post(f"<p>{caption}</p>{AGENCY}"))
    assert [article.text[a:b] for a, b in article.captions] == [caption]


def test_entities_escaped_twice_and_mojibake_are_repaired() -> None:
    article = only(
        post("<p>The mayor&amp;nbsp;said &amp;#8220;itâ€™s time&amp;#8221; to go on.</p>")
    )
    assert article.text == "The mayor said “it’s time” to go on."


def test_a_list_and_one_post_a_line_are_read_alike() -> None:
    posts = [post(PARAGRAPHS), post(AGENCY, title={"rendered": "Another"})]
    lines = "\n".join(json.dumps(item) for item in posts).encode()
    for data in (json.dumps(posts).encode(), lines, json.dumps({"posts": posts}).encode()):
        assert [article.provider for article in read(data)] == [None, "AP"]


def test_site_author_and_language_come_from_what_plugins_add() -> None:
    article = only(
        post(
            PARAGRAPHS,
            yoast_head_json={"og_site_name": "Tidings &amp; Tides", "og_locale": "en_US"},
            _embedded={"author": [{"name": "Rosa Lindt"}, {"code": "rest_forbidden"}]},
        )
    )
    assert (article.publisher, article.author) == ("Tidings & Tides", "Rosa Lindt")
    assert article.in_language == "en-US"


def test_plain_text_as_content_is_read_too() -> None:
    content = "\n\n".join(HARBOUR)
    assert only(post(content)).text == content
    assert only({"content": content, "title": HARBOUR_TITLE}).headline == HARBOUR_TITLE


def test_a_protected_post_gives_its_excerpt() -> None:
    excerpt = {"rendered": f"<p>{HARBOUR[0]}</p>"}
    assert only(post("", excerpt=excerpt)).text == HARBOUR[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (json.dumps(post(PARAGRAPHS))[:300], "cut short at line 1, column"),
        ('{"a": 1,', "cut short"),
        ('{"a": 1]}', "is broken at line 1"),
        ('{"a": {"content": 3}}', "holds no article"),
        ("[]", "holds no article"),
        ("[{}, 1, [2]]", "holds no article"),
        ('{"posts": [1, null, {"posts": []}]}', "holds no article"),
        ('[{"a":' * 300, "nests more than 200 deep"),
        (json.dumps(post(PARAGRAPHS)) + "\nSkip to content", "is broken at line 2"),
    ],
)
def test_broken_json_is_reported_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ReadingError, match=message) as caught:
        read(text.encode(), "post.json")
    assert str(caught.value).startswith("post.json: ")
    assert "\n" not in str(caught.value)


def test_many_brackets_within_strings_do_not_nest() -> None:
    content = "<p>" + HARBOUR[0] + r" \" " + "[{" * 300 + "</p>"
    assert only(post(content)).text.startswith(HARBOUR[0])


def test_odd_fields_do_no_harm() -> None:
    article = only(
        post(
            PARAGRAPHS,
            title=None,
            link="https://[broken",
            guid=3,
            date="soon",
            date_gmt="2025-99-99T00:00:00",
            _embedded={"author": {}},
            yoast_head_json=[],
        )
    )
    assert article.text == "\n\n".join(HARBOUR)
    assert (article.url, article.publisher, article.headline) == (None, None, None)
