"""Markdown."""

from briefings.reading import ReadArticle, read
from tests.briefings.reading.pages import HARBOUR, HARBOUR_TITLE

TEXT = f"""---
title: "Harbour vote"
date: 2025-03-04
author: Rosa Lindt
publisher: Ellery Courier
url: https://courier.example/harbour
lang: en
---

![The old pier](pier.jpg "Pier")

{HARBOUR[0]}

## What *comes* now

The council [voted **twice**](/votes), and `nobody`
objected \\*at all\\*, see <https://port.example/>.

> "Now the dredgers can come," the mayor said.
> She _smiled_ at 5*3 snake_case_words.

---

- First the dredgers
- Then the boats

```
A fenced line of text
```
"""


def test_the_line_under_the_title_gives_outlet_and_date() -> None:
    article = only(f"# {HARBOUR_TITLE}\n\nThe Courier, 4 March 2025\n\n{HARBOUR[0]}")
    assert (article.publisher, article.date_published) == ("The Courier", "2025-03-04")
    assert article.text == HARBOUR[0]


def only(text: str, name: str = "story.md", **options: str) -> ReadArticle:
    (article,) = read(text.encode(), name, **options)
    return article


def test_markup_is_removed_and_words_stay() -> None:
    article = only(TEXT)
    assert article.text.split("\n\n") == [
        "The old pier",
        HARBOUR[0],
        "What comes now",
        "The council voted twice, and nobody objected *at all*, see https://port.example/.",
        '"Now the dredgers can come," the mayor said. She smiled at 5*3 snake_case_words.',
        "First the dredgers",
        "Then the boats",
        "A fenced line of text",
    ]
    assert [article.text[a:b] for a, b in article.subheads] == ["What comes now"]
    assert [article.text[a:b] for a, b in article.captions] == ["The old pier"]
    assert [(article.text[a:b], url) for a, b, url in article.links] == [
        ("voted twice", "https://courier.example/votes"),
        ("https://port.example/", "https://port.example/"),
    ]


def test_front_matter_describes_the_article() -> None:
    article = only(TEXT)
    assert (article.headline, article.author) == ("Harbour vote", "Rosa Lindt")
    assert (article.publisher, article.date_published) == ("Ellery Courier", "2025-03-04")
    assert article.url == "https://courier.example/harbour"


def test_the_first_heading_is_the_headline() -> None:
    for text in (f"# {HARBOUR_TITLE}\n\n{HARBOUR[0]}", f"{HARBOUR_TITLE}\n=====\n{HARBOUR[0]}"):
        article = only(text)
        assert (article.headline, article.text) == (HARBOUR_TITLE, HARBOUR[0])


def test_markdown_is_recognised_without_a_name() -> None:
    for text in (
        f"# {HARBOUR_TITLE}\n\n{HARBOUR[0]}",
        TEXT,
        f"**Note** of the day\n\n{HARBOUR[0]}\n\n[More](https://port.example/) of it",
    ):
        assert "#" not in only(text, "").text
        assert "**" not in only(text, "").text
    assert only(TEXT, "x", content_type="text/markdown; charset=utf-8").author == "Rosa Lindt"


def test_stars_and_hashes_alone_do_not_make_markdown() -> None:
    text = f"{HARBOUR_TITLE}\n\n{HARBOUR[0]} It got 4 * 5 stars, and #harbour trended."
    assert only(text, "story.txt").text.endswith("It got 4 * 5 stars, and #harbour trended.")
