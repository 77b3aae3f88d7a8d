"""A language is one file; its contents must not conflict with the others."""

import pytest

from briefings.analysis import lexicon
from briefings.text.languages import LANGUAGES, PRONOUNS, REPORTING_VERBS


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_has_a_name_and_words_in_lower_case(tag: str) -> None:
    language = LANGUAGES[tag]
    assert language.name[:1].isupper()
    words = language.reporting_verbs | language.pronouns
    assert {word.lower() for word in words} == words
    assert all(word.isalpha() for word in words)
    assert language.reporting_verbs
    assert language.pronouns


def test_other_languages_words_are_not_the_rules_english_words() -> None:
    english = (
        lexicon.ADVERBS
        | lexicon.AUXILIARIES
        | lexicon.DETERMINERS
        | lexicon.PREPOSITIONS
        | lexicon.CONJUNCTIONS
        | lexicon.SUBORDINATORS
        | lexicon.RELATIVES
        | lexicon.CALENDAR
    )
    assert not english & (REPORTING_VERBS | PRONOUNS)
    assert not REPORTING_VERBS & PRONOUNS
