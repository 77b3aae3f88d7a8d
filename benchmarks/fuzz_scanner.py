"""Fuzz the search for quotations with atheris.

    uv pip install atheris
    python -m benchmarks.fuzz_scanner -max_total_time=600 [CORPUS_FOLDER]

Any text must give quotations at the places they state, in order, in time at most linear in the
text. atheris is not a dependency of the project; a message says so if it is missing.
"""

import sys
import time

from briefings.analysis import find_quotes

_SECONDS = 2.0
"""Longest time for one input; libFuzzer keeps them below a few kilobytes."""


def check(text: str) -> None:
    """Find the quotations in a text and check them.

    Raises:
        AssertionError: a quotation is not where it says, or the search took too long.
    """
    begun = time.process_time()
    position = 0
    for quote in find_quotes(text, dated="2024-05-12"):
        if not position <= quote.start < quote.end <= len(text):
            raise AssertionError(f"out of order: {quote}")
        if text[quote.start : quote.end] != quote.text:
            raise AssertionError(f"not verbatim: {quote}")
        position = quote.end
    if time.process_time() - begun > _SECONDS:
        raise AssertionError(f"too slow: {len(text)} characters")


def main() -> int:
    """Run the fuzzer until it is stopped or finds something."""
    try:
        import atheris
    except ImportError:
        sys.stderr.write("atheris is not installed: uv pip install atheris\n")
        return 2

    def one(data: bytes) -> None:
        check(atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(len(data)))

    atheris.instrument_all()
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
