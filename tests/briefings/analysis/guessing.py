"""The rules' best guesses, for tests of the rules: how sure they are is tested elsewhere."""

from functools import partial

from briefings import analysis

find_quotes = partial(analysis.find_quotes, named_from=0)
