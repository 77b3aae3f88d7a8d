"""`briefbot extract`: documents in, findings out."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from bot.cli.progress import each
from bot.settings import Settings
from briefings.analysis import NAMED_FROM, FoundQuote
from briefings.ingest.findings import Findings, analyse
from briefings.models import QuoteStatus
from briefings.sources.addresses import ADDRESS
from briefings.sources.files import Outcome, read_files
from briefings.text.secrets import printable

SHOWN_WORDS = 16
REPORTED = {
    QuoteStatus.DENIED: "reported as not said",
    QuoteStatus.DISPUTED: "reported as disputed",
    QuoteStatus.HYPOTHETICAL: "reported as imagined",
}
NAMELESS = "a document's name is empty: give a file, a folder or an address"


def read_shown(paths: Sequence[Path]) -> Outcome:
    """Read files and folders, showing on a terminal how far it is."""
    return read_files(paths, lambda files: each(files, "Reading"))


def least_sure(settings: Settings) -> float:
    """The least confidence, 0 to 1, at which a speaker is named; from BRIEFBOT_SPEAKERS."""
    return 0.0 if settings.speakers == "all" else NAMED_FROM


def extract_files(settings: Settings, names: Sequence[str], *, as_json: bool) -> Outcome:
    """Read and analyse documents and print what was found."""
    refused = [_refusal(name) for name in names]
    outcome = read_shown([Path(name) for name, no in zip(names, refused, strict=True) if not no])
    outcome.problems[:0] = filter(None, refused)
    findings = [analyse(article, named_from=least_sure(settings)) for article in outcome.articles]
    if as_json:
        articles = [_as_json(found) for found in findings]
        typer.echo(json.dumps({"articles": articles}, ensure_ascii=False, indent=2))
    else:
        _show(findings)
    return outcome


def _refusal(name: str) -> str | None:
    """Why a name can't be a file on this machine."""
    if not name:
        return NAMELESS
    if ADDRESS.match(name):
        return f"{name}: extract takes files; ingest fetches addresses"
    return None


def _as_json(found: Findings) -> dict[str, Any]:
    article = found.article
    published = article.date_published
    return {
        "id": article.id,
        "headline": article.headline,
        "publisher": article.publisher,
        "provider": article.provider,
        "author": article.author,
        "date_published": published.isoformat() if isinstance(published, datetime) else published,
        "date_published_note": article.date_published_note,
        "dateline": article.dateline,
        "in_language": article.in_language,
        "url": article.url,
        "digital_source_type": article.digital_source_type.value,
        "text": article.text,
        "captions": [list(span) for span in article.captions],
        "subheads": [list(span) for span in article.subheads],
        "quotes": [
            {
                "text": quote.text,
                "start": quote.start,
                "end": quote.end,
                "speaker_surface": quote.speaker_surface,
                "speaker": quote.speaker,
                "kind": quote.kind.value,
                "status": quote.status.value,
                "confidence": quote.confidence,
                "utterance": quote.utterance,
                "recorded_in": quote.recorded_in,
                "spoken_on": quote.spoken_on,
            }
            for quote in found.quotes
        ],
    }


def _show(findings: Sequence[Findings]) -> None:
    console = Console(highlight=False, markup=False)
    for found in findings:
        article = found.article
        credit = ", ".join(part for part in (article.publisher, article.provider) if part)
        console.print(
            printable(f"{article.headline or '(no headline)'} – {credit or 'no outlet'}"),
            soft_wrap=True,
        )
        for quote in found.quotes:
            words = quote.text.split()
            shown = " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")
            console.print(printable(f"  {_credit(quote)}: “{shown}”"), soft_wrap=True)


def _credit(quote: FoundQuote) -> str:
    """Whose words they are, or how the article treats words that were not said."""
    reported = REPORTED.get(quote.status)
    if reported is None:
        return quote.speaker or "(no speaker found)"
    return f"{quote.speaker} ({reported})" if quote.speaker else f"({reported})"
