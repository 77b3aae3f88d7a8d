"""Passes articles between processes as JSON, so that nothing sent can run."""

import json
from dataclasses import fields as fields_of
from datetime import datetime
from typing import Any

from briefings.models import DigitalSourceType
from briefings.reading.article import Link, ReadArticle, Span
from briefings.reading.listing import Entry, FeedLink, Form, Listing

_DATES = ("date_published", "reposted_on")


def to_fields(article: ReadArticle) -> dict[str, Any]:
    """The fields from which `from_fields` makes the same article."""
    sent = {field.name: getattr(article, field.name) for field in fields_of(article)}
    sent["digital_source_type"] = article.digital_source_type.value
    for key in _DATES:
        value = sent[key]
        sent[key] = {"moment": value.isoformat()} if isinstance(value, datetime) else value
    return sent


def from_fields(sent: dict[str, Any]) -> ReadArticle:
    """The article from the result of `to_fields`."""
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


def listing_to_fields(listing: Listing) -> dict[str, Any]:
    """The fields from which `listing_from_fields` makes the same listing."""
    sent = {field.name: getattr(listing, field.name) for field in fields_of(listing)}
    return {
        **sent,
        "form": listing.form.value,
        # As texts within the text, so that the reader parses them one by one and other threads can
        # run.
        "entries": [json.dumps(_entry_to_fields(entry)) for entry in listing.entries],
        "links": [[link.url, link.title, link.type] for link in listing.links],
    }


def listing_from_fields(sent: dict[str, Any]) -> Listing:
    """The listing from the result of `listing_to_fields`."""
    return Listing(
        **{
            **sent,
            "form": Form(sent["form"]),
            "entries": tuple(_entry_from_fields(json.loads(entry)) for entry in sent["entries"]),
            "gone": tuple(sent["gone"]),
            "children": tuple(sent["children"]),
            "links": tuple(FeedLink(*link) for link in sent["links"]),
        }
    )


def _entry_to_fields(entry: Entry) -> dict[str, Any]:
    sent = {field.name: getattr(entry, field.name) for field in fields_of(entry)}
    sent["published"] = entry.published.isoformat() if entry.published else None
    sent["article"] = to_fields(entry.article) if entry.article else None
    return sent


def _entry_from_fields(sent: dict[str, Any]) -> Entry:
    published, article = sent["published"], sent["article"]
    return Entry(
        **{
            **sent,
            "published": datetime.fromisoformat(published) if published else None,
            "article": from_fields(article) if article else None,
        }
    )
