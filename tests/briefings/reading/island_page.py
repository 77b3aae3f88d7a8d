"""A page to build others from, about an island school that gets a new roof."""

import json
from datetime import UTC, datetime

from briefings.reading import ReadArticle, read

TITLE = "Island School Gets a New Roof"
PARTS = (
    (
        "The school on Skarrey is to get a new roof before the winter, the island's council said "
        "on Friday after a meeting that lasted until midnight."
    ),
    (
        "Rain had come through the old one for three years, and twice the children were sent home "
        "because a classroom stood under water."
    ),
    (
        '"We taught in the church hall and in my kitchen," said Ada Venn, who has led the school '
        "for eleven years and was born two streets away."
    ),
    (
        "A builder from the mainland starts in May. The boards come by ferry, eight loads of them, "
        "and the old slates are to be sold to whoever wants them."
    ),
    (
        'Not everyone is pleased: "Nobody counted what the scaffold costs," said Leif Aas, who sat '
        "on the council until last year and voted against the plan."
    ),
    (
        "The state pays two thirds. The rest comes from a fund that islanders set up after a storm "
        "took the roof of the harbour office thirty years ago."
    ),
)
MOMENT = datetime(2024, 11, 5, 18, 30, tzinfo=UTC)
NOON = "2024-11-05T19:30:00+01:00"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = f"<title>{TITLE}</title>") -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def only(markup: str | bytes, **options: str) -> ReadArticle:
    data = markup if isinstance(markup, bytes) else markup.encode()
    (article,) = read(data, "page.html", **options)
    return article


ARTICLE = f"<article><h1>{TITLE}</h1>{paragraphs(*PARTS)}</article>"
WHOLE = "\n\n".join(PARTS)


def linked(**fields: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "datePublished": NOON, **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'
