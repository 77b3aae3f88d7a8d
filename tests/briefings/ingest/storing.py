"""A process that stores articles: ``python -m tests.briefings.ingest.storing URL FIRST LAST``.

After each article it prints how many it has stored.
"""

import sys

from briefings.ingest import Ingestor
from briefings.library import Library
from tests.briefings.ingest.story_articles import many


def main(url: str, first: int, last: int) -> None:
    with Library.open(url) as library:
        stored = Ingestor(library, batch=20).add(many(last)[first:])
        for number, _ in enumerate(stored, start=1):
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
