"""`briefbot extract`: documents in, findings out."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import track

from bot.settings import Settings
from briefings.analysis import NAMED_FROM
from briefings.ingest.findings import Findings, analyse
from briefings.models import QuoteStatus
from briefings.reading import ReadArticle, ReadingError, read_file

SHOWN_WORDS = 16
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
"""How an address begins (RFC 3986, section 3), of whatever kind."""
NAMELESS = "a document's name is empty: give a file, a folder or an address"


@dataclass(slots=True)
class Outcome:
    articles: list[ReadArticle] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """What could not be read, a line each; the rest was."""


def read_files(paths: Sequence[Path]) -> Outcome:
    """Read documents: files, and folders with all that is in them, hidden files excepted."""
    outcome = Outcome()
    console = Console(stderr=True)
    files = list(_files(paths))
    for path in track(
        files, "Reading", console=console, transient=True, disable=not console.is_terminal
    ):
        try:
            outcome.articles += read_file(path)
        except ReadingError as error:
            outcome.problems.append(str(error))
    return outcome


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named."""
    for path in paths:
        try:
            is_folder = path.is_dir()
        except OSError:  # a name that no file can have: reading it says so
            is_folder = False
        if is_folder:
            yield from sorted(_within(path))
        else:
            yield path


def _within(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def least_sure(settings: Settings) -> float:
    """The least confidence, 0 to 1, of a speaker who is named, by BRIEFBOT_SPEAKERS."""
    return 0.0 if settings.speakers == "all" else NAMED_FROM


def extract_files(settings: Settings, names: Sequence[str], *, as_json: bool) -> Outcome:
    """Read and analyse documents and print what was found."""
    refused = [_refusal(name) for name in names]
    outcome = read_files([Path(name) for name, no in zip(names, refused, strict=True) if not no])
    outcome.problems[:0] = filter(None, refused)
    findings = [analyse(article, named_from=least_sure(settings)) for article in outcome.articles]
    if as_json:
        articles = [_as_json(found) for found in findings]
        typer.echo(json.dumps({"articles": articles}, ensure_ascii=False, indent=2))
    else:
        _show(findings)
    return outcome


def _refusal(name: str) -> str | None:
    """Why a document can't be one of this machine's files."""
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
            said = quote.status is QuoteStatus.SAID
            whose = quote.speaker or ("(nobody)" if said else f"({quote.status})")
            console.print(printable(f"  {whose}: “{shown}”"), soft_wrap=True)


def printable(text: str) -> str:
    """Without control characters: an article can't steer the terminal."""
    return "".join(c for c in text if c.isprintable())
