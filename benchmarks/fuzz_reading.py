"""A coverage-guided fuzzer of the reader. Needs atheris, which is not a dependency of the project:

    pip install atheris
    python benchmarks/fuzz_reading.py [FOLDER_OF_EXAMPLES] -max_total_time=300

Any bytes must give articles or a `ReadingError`, with every offset within its text.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def check(data: bytes) -> None:
    """Read `data`, whose first byte chooses the name, and check what comes out.

    Raises:
        AssertionError: an offset is wrong. Any other exception is a finding too.
    """
    from briefings.reading import ReadingError, read

    names = ("", "a.md", "a.json", "a.rss", "a.html")
    name = names[data[0] % len(names)] if data else ""
    try:
        articles = read(data[1:], name)
    except ReadingError as error:
        if "\n" in str(error):
            raise AssertionError("an error of several lines") from error
        return
    for article in articles:
        text = article.text
        for start, end in (*article.captions, *article.subheads):
            if "\n" in text[start:end] or not text[start:end]:
                raise AssertionError(f"{start}..{end} is no paragraph")
        for start, end, _ in article.links:
            if not text[start:end].strip():
                raise AssertionError(f"nothing at {start}..{end}")
        article.to_article()


def main() -> int:
    """Run the fuzzer, or say what it needs."""
    try:
        import atheris
    except ImportError:
        sys.stderr.write("atheris is not installed: pip install atheris\n")
        return 2
    with atheris.instrument_imports(include=["briefings"]):
        import briefings.reading  # noqa: F401  # imported here so that it is instrumented
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
