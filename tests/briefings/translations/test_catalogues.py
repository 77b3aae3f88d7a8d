"""Every catalogue has every text, with the same values and every plural form."""

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog

from briefings.translations import LANGUAGES, npgettext, pgettext
from briefings.translations.message import fields, gettext, ngettext
from briefings.translations.translated import read
from docs.messages import extracted

TAGS = sorted(LANGUAGES.keys() - {"en"})
_FORMAT = re.compile(r"%(?!\(\w+\)s|%)")
_NUMBERS = (0, 1, 2, 3, 5, 11, 21, 22, 25, 100, 101, 111, 1_000_000)
"""Together they select every plural form."""


@cache
def template() -> Catalog:
    return extracted()


def keys(catalogue: Catalog) -> set[tuple[str | None, str]]:
    return {(one.context, _first(one.id)) for one in catalogue if one.id}


def _first(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def _all(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("tag", TAGS)
def test_a_catalogue_has_exactly_the_existing_texts(tag):
    assert keys(read(tag)) == keys(template()), "run: make messages"


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_is_translated_with_every_plural(tag):
    catalogue = read(tag)
    lacking = []
    for one in (one for one in catalogue if one.id):
        forms = _all(one.string)
        wanted = 1 if isinstance(one.id, str) else catalogue.num_plurals
        if len(forms) != wanted or not all(form.strip() or form == ", " for form in forms):
            lacking.append(_first(one.id))
        assert not one.fuzzy, one.id
    assert lacking == []


@pytest.mark.parametrize("tag", TAGS)
def test_a_translation_has_the_values_of_its_text(tag):
    for one in (one for one in read(tag) if one.id):
        wanted = fields(_all(one.id)[-1])
        for form in _all(one.string):
            assert not _FORMAT.search(form), form
            # A form for exactly one may spell the number out.
            free = {"count"} if isinstance(one.id, tuple) else set()
            assert fields(form) <= wanted, form
            assert wanted - fields(form) <= free, form


@pytest.mark.parametrize("tag", TAGS)
def test_a_translation_has_the_markup_of_its_text(tag):
    for one in (one for one in read(tag) if one.id):
        for form in _all(one.string):
            for mark in ("`", "**"):
                assert form.count(mark) % 2 == 0, form
            assert form.count("`") == _first(one.id).count("`"), form
            assert "\n" not in form
            assert form == form.strip() or one.context == "list", form


@pytest.mark.parametrize("tag", TAGS)
def test_the_language_uses_the_catalogues_texts(tag):
    language = LANGUAGES[tag]
    for one in (one for one in read(tag) if one.id):
        texts, context = _all(one.id), one.context
        for number in _NUMBERS if len(texts) > 1 else (1,):
            if len(texts) > 1:
                made = npgettext(context, *texts, number) if context else ngettext(*texts, number)
            else:
                made = pgettext(context, *texts) if context else gettext(*texts)
            assert language._text(made) in _all(one.string)


def test_a_text_missing_from_a_catalogue_is_in_english():
    for tag in TAGS:
        assert LANGUAGES[tag].say(gettext("Nobody ever wrote this.")) == "Nobody ever wrote this."
