"""The rules' best guesses, for tests of the rules; confidence is tested elsewhere."""

from functools import partial

from briefings import analysis

find_quotes = partial(analysis.find_quotes, named_from=0)


def one(text: str) -> analysis.FoundQuote:
    """The only quotation of a text."""
    (quote,) = find_quotes(text)
    return quote


def speakers(text: str) -> list[str | None]:
    """The speaker of each quotation in a text."""
    return [quote.speaker for quote in find_quotes(text)]
