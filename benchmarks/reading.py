"""How accurately and how fast documents are read.

    make bench-reading

Pages: scrapinghub's article-extraction-benchmark
(https://github.com/scrapinghub/article-extraction-benchmark), read from ``../shared/pages`` or the
given folder: ``html/*.html.gz`` and ``ground-truth.json``. Its measure is the share of four-word
runs that text and gold have in common, averaged over pages. Each page holds one article and is read
separately, within the reader's limits.

Feeds: RSS, RDF, Atom and JSON Feed generated here, and documents built to be slow.
"""

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from briefings.reading import ReadArticle, ReadingError
from briefings.reading.bounded import DEADLINE, Readers

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"
RUN = 4
_WORD = re.compile(r"\w+")
SENTENCE = "The ferry to Skarrey sailed again on day {} of the month, and nobody was hurt by it."


class Page(NamedTuple):
    """How a page was read, compared with its gold."""

    name: str
    precision: float
    recall: float
    articles: int
    seconds: float
    problem: str | None


def say(line: str) -> None:
    """Print a line at once: reading the pages takes a while."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def runs_of(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words in a text."""
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def measure(readers: Readers, folder: Path) -> Iterator[Page]:
    """Read every page of the benchmark."""
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, about in sorted(gold.items()):
        data = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        articles: tuple[ReadArticle, ...] = ()
        problem = None
        start = time.perf_counter()
        try:
            articles = readers.read(data, f"{name}.html", url=about.get("url"))
        except ReadingError as error:
            problem = str(error.what)
        seconds = time.perf_counter() - start
        ours = runs_of("\n".join(article.text for article in articles))
        theirs = runs_of(about["articleBody"])
        shared = (ours & theirs).total()
        yield Page(
            name,
            shared / ours.total() if ours else 0.0,
            shared / theirs.total() if theirs else 0.0,
            len(articles),
            seconds,
            problem,
        )


def report_pages(readers: Readers, folder: Path, worst: int) -> None:
    """Print how the benchmark's pages were read."""
    if not (folder / "ground-truth.json").is_file():
        say(f"pages: skipped, no article-extraction-benchmark in {folder.name}/")
        return
    pages = list(measure(readers, folder))
    precision = mean(page.precision for page in pages)
    recall = mean(page.recall for page in pages)
    score = 2 * precision * recall / (precision + recall)
    slowest = max(pages, key=lambda page: page.seconds)
    say(f"pages: {len(pages)} of article-extraction-benchmark")
    say(f"  text: P {precision:.3f}, R {recall:.3f}, F1 {score:.3f} (runs of four words)")
    say(f"  falsely split: {sum(page.articles > 1 for page in pages)}")
    say(f"  refused: {sum(page.problem is not None for page in pages)}")
    say(f"  slowest: {slowest.seconds:.2f} s, all: {sum(page.seconds for page in pages):.1f} s")
    for page in sorted(pages, key=lambda page: min(page.precision, page.recall))[:worst]:
        what = f"P {page.precision:.2f} R {page.recall:.2f}"
        say(f"    {page.name[:10]} {what} {page.problem or ''}")


def feeds(items: int) -> Iterator[tuple[str, bytes]]:
    """A feed of every kind, with `items` items."""
    texts = [" ".join(SENTENCE.format(day + n) for day in range(1, 29)) for n in range(items)]
    link = "https://post.example/{}".format
    rows = [(f"Ferry {n}", link(n), f"<p>{text}</p>") for n, text in enumerate(texts)]
    rss = "".join(
        f"<item><title>{title}</title><link>{url}</link><description><![CDATA[{text}]]>"
        "</description><pubDate>Wed, 12 Feb 2025 09:00:00 CET</pubDate></item>"
        for title, url, text in rows
    )
    channel = "<title>Norland Post</title><link>https://post.example/</link>"
    yield "RSS", f'<rss version="2.0"><channel>{channel}{rss}</channel></rss>'.encode()
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/"><channel>{channel}</channel>{rss}</rdf:RDF>'
    )
    yield "RDF", rdf.encode()
    atom = "".join(
        f'<entry><title>{title}</title><link href="{url}"/><updated>2025-02-12T09:00:00Z</updated>'
        f'<content type="html"><![CDATA[{text}]]></content></entry>'
        for title, url, text in rows
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Norland Post</title>{atom}</feed>'
    yield "Atom", feed.encode()
    listed = [
        {"id": url, "url": url, "title": title, "content_html": text} for title, url, text in rows
    ]
    version = "https://jsonfeed.org/version/1.1"
    yield "JSON Feed", json.dumps({"version": version, "title": "N", "items": listed}).encode()


def report_feeds(readers: Readers, items: int) -> None:
    """Print how fast feeds are read, and whether all their items are."""
    for kind, data in feeds(items):
        start = time.perf_counter()
        articles = readers.read(data, f"{kind}.feed")
        seconds = time.perf_counter() - start
        say(f"  {kind}: {len(articles)} of {items} items, {len(articles) / seconds:,.0f} a second")


def hostile() -> Iterator[tuple[str, bytes]]:
    """Documents built to be slow."""
    yield "line breaks.html", b"<html><body>" + b"a<br>" * 160_000
    attributes = b" ".join(b'a%d="1"' % number for number in range(500_000))
    yield "attributes.html", b"<html><body><p " + attributes + b">The ferry sails.</p>"
    yield "attributes.xml", b"<rss><channel><item " + attributes + b"></item></channel></rss>"
    yield "deep.html", b"<html><body>" + b"<div>" * 100_000
    yield "quotes.json", b'{"items": "' + b'\\"' * 2_000_000
    laughs = b"".join(b"<!ENTITY e%d '&e%d;&e%d;'>" % (n, n - 1, n - 1) for n in range(1, 40))
    yield "laughs.xml", b"<!DOCTYPE rss [" + laughs + b"]><rss>&e39;</rss>"


def report_hostile(readers: Readers) -> None:
    """Print how documents built to be slow are handled."""
    for name, data in hostile():
        start = time.perf_counter()
        try:
            said = f"{len(readers.read(data, name))} read"
        except ReadingError as error:
            said = str(error.what)
        say(f"  {name}: {time.perf_counter() - start:.1f} s: {said}")


def main() -> int:
    """Read everything and print the figures."""
    parser = argparse.ArgumentParser(description="How rightly and how fast documents are read.")
    parser.add_argument("pages", nargs="?", type=Path, default=PAGES, help="the benchmark's folder")
    parser.add_argument("--worst", type=int, default=0, help="list so many of the worst pages")
    options = parser.parse_args()
    readers = Readers()
    try:
        report_pages(readers, options.pages, options.worst)
        say("feeds: made here, of 200 items")
        report_feeds(readers, 200)
        say(f"documents made to be slow (deadline {DEADLINE:g} s)")
        report_hostile(readers)
    finally:
        readers.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
