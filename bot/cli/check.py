"""`briefbot check`: are digest files sound, and do the articles contain their citations?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli.counting import counted
from bot.cli.extract import read_shown
from briefings.digest import DigestError, load_located, match_texts, verify
from briefings.digest.references import citations
from briefings.models import Digest


@dataclass(frozen=True, slots=True)
class Report:
    problems: tuple[str, ...]
    """One line each, with file and line number."""
    summary: str


def check_digest(paths: Sequence[Path], texts: Path | None) -> Report:
    """Validate digest files; with `texts`, a folder of documents, look up every citation too."""
    try:
        digest, places = load_located(paths)
    except DigestError as error:
        lines = tuple(str(problem) for problem in error.problems)
        return Report(lines, counted(len(lines), "problem"))
    summary = _counts(digest)
    if texts is None:
        return Report((), f"{summary}: sound")
    if not texts.is_dir():
        problem = f"{texts}: no such folder; --texts takes one with the articles' documents"
        return Report((problem,), f"{summary}: citations were not looked up")
    documents = read_shown([texts])
    known = match_texts(digest, documents.articles)
    found = verify(digest, known, places)
    checked = sum(citation.article in known for _, _, _, citation in citations(digest))
    without = sorted(article.id for article in digest.articles if article.id not in known)
    summary += f": {checked - len(found)} of {checked} citations found exactly once"
    if without:
        summary += f"; no text at hand for {', '.join(without)}"
    return Report((*documents.problems, *map(str, found)), summary)


def _counts(digest: Digest) -> str:
    parts = (
        (len(digest.articles), "article"),
        (len(digest.quotes), "quotation"),
        (len(digest.actors), "actor"),
        (len(digest.topics), "topic"),
    )
    return ", ".join(counted(count, noun) for count, noun in parts)
