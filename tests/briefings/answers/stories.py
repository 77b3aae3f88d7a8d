"""Stories as in a library: topics made from articles, in the articles' own words."""

import hashlib
from collections.abc import Sequence
from typing import Any

from briefings.models import (
    Article,
    Citation,
    Claim,
    Digest,
    Discrepancy,
    Issue,
    KeyPoint,
    Topic,
)
from tests.briefings.answers.building import (
    a_position,
    a_quote,
    an_actor,
    an_article,
    an_event,
)

DAY = "2026-03-03"


def cited(article: Article, words: str) -> Citation:
    """The place of words in an article's text."""
    assert article.text is not None
    start = article.text.index(words)
    return Citation(article=article.id, exact=words, start=start, end=start + len(words))


def a_report(article_id: str, text: str, **values: Any) -> Article:
    filled = {
        "publisher": article_id.title(),
        "date_published": DAY,
        "summary": None,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    return an_article(article_id, text=text, **{**filled, **values})


def a_sentence(words: str, *articles: Article, **values: Any) -> KeyPoint:
    """A key point in the words of these articles."""
    citations = tuple(cited(article, words) for article in articles)
    return KeyPoint(
        text=words, citations=citations, verbatim=True, **{"origins": len(articles), **values}
    )


def a_story(number: int, name: str, points: Sequence[KeyPoint], **values: Any) -> Topic:
    return Topic(
        id=f"story-{number:012x}",
        name=name,
        key_points=tuple(points),
        **{"story": True, "as_of": DAY, "origins": 1, **values},
    )


def told_by(number: int, name: str, *outlets: str, **values: Any) -> Digest:
    """A story; each outlet's article prints the story's name as a sentence."""
    day = values.pop("day", DAY)
    articles = [
        a_report(f"{outlet.lower()}-{number}", f"{name}.", publisher=outlet, date_published=day)
        for outlet in outlets
    ]
    point = a_sentence(f"{name}.", *articles)
    filled = {"origins": len(outlets), "as_of": day}
    return Digest(
        articles=tuple(articles), topics=(a_story(number, name, [point], **{**filled, **values}),)
    )


def the_strike() -> Digest:
    """Three outlets on one strike, in their own words: a quotation, a report, a difference."""
    post = a_report(
        "post",
        "Dockers at Port Elva walked out on Monday. About 200 people stood at the gates. "
        "“We must get the night shift paid,” said Mira Tolan. Talks are planned for 9 March.",
    )
    courier = a_report(
        "courier",
        "Dockers at Port Elva walked out on Monday. Some 80 people came to the gates.",
    )
    herald = a_report("herald", "The port authority rejected any extra pay for the night shift.")
    walked, authority = "Dockers at Port Elva walked out on Monday.", herald.text or ""
    words = "We must get the night shift paid,"
    topic = a_story(
        9,
        "Dockers walk out at Port Elva",
        [a_sentence(walked, post, courier, first_seen=DAY)],
        origins=3,
        issues=(Issue(id="shift", name="Shift?"),),
    )
    held: dict[str, Any] = {"topic": topic.id, "issue": "shift", "as_of": DAY, "verbatim": True}
    said = a_quote(
        "post-1", "mira-tolan", words, "post", topics=(topic.id,), spoken_on=DAY, utterance="paid"
    )
    return Digest(
        articles=(post, courier, herald),
        actors=(
            an_actor("mira-tolan", "Mira Tolan"),
            an_actor("port", "Port Authority", kind="organization"),
        ),
        topics=(topic,),
        quotes=(said.model_copy(update={"citation": cited(post, words)}),),
        positions=(
            a_position(
                f"{topic.id}-a",
                "mira-tolan",
                words,
                stance="for",
                evidence="must",
                quote="post-1",
                citations=(cited(post, words),),
                **held,
            ),
            a_position(
                f"{topic.id}-b",
                "port",
                authority,
                stance="against",
                evidence="rejected",
                citations=(cited(herald, authority),),
                **held,
            ),
        ),
        events=(
            an_event(
                f"{topic.id}-c",
                "2026-03-09",
                name="Talks are planned for 9 March.",
                status="planned",
                topics=(topic.id,),
                citations=(cited(post, "Talks are planned for 9 March."),),
                verbatim=True,
            ),
        ),
        discrepancies=(
            Discrepancy(
                id=f"{topic.id}-d",
                name="How many people?",
                kind="number",
                topics=(topic.id,),
                claims=tuple(
                    Claim(text=number, citations=(cited(article, sentence),), verbatim=True)
                    for number, article, sentence in (
                        ("200", post, "About 200 people stood at the gates."),
                        ("80", courier, "Some 80 people came to the gates."),
                    )
                ),
            ),
        ),
    )
