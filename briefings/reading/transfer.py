"""Articles on their way between processes, as JSON: nothing that is sent can run."""

from dataclasses import fields as fields_of
from datetime import datetime
from typing import Any

from briefings.models import DigitalSourceType
from briefings.reading.article import Link, ReadArticle, Span

_DATES = ("date_published", "reposted_on")


def to_fields(article: ReadArticle) -> dict[str, Any]:
    """What `from_fields` makes the same article of."""
    sent = {field.name: getattr(article, field.name) for field in fields_of(article)}
    sent["digital_source_type"] = article.digital_source_type.value
    for key in _DATES:
        value = sent[key]
        sent[key] = {"moment": value.isoformat()} if isinstance(value, datetime) else value
    return sent


def from_fields(sent: dict[str, Any]) -> ReadArticle:
    """The article that `to_fields` took apart."""
    for key in _DATES:
        value = sent[key]
        sent[key] = datetime.fromisoformat(value["moment"]) if isinstance(value, dict) else value
    return ReadArticle(
        **{
            **sent,
            "digital_source_type": DigitalSourceType(sent["digital_source_type"]),
            "is_based_on": tuple(sent["is_based_on"]),
            "captions": tuple(Span(*span) for span in sent["captions"]),
            "subheads": tuple(Span(*span) for span in sent["subheads"]),
            "links": tuple(Link(*link) for link in sent["links"]),
        }
    )
