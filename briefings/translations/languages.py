"""The languages that the bot speaks, and which one a reader gets."""

from collections.abc import Mapping

from briefings.translations.language import ENGLISH, Language
from briefings.translations.translated import CATALOGUES, TranslatedLanguage

LANGUAGES: Mapping[str, Language] = {
    ENGLISH.tag: ENGLISH,
    **{path.stem: TranslatedLanguage(path.stem) for path in sorted(CATALOGUES.glob("*.po"))},
}
"""English and the languages with a catalogue, by BCP 47 tag."""


def language_of(locale: object) -> Language:
    """The language for a reader with this locale (`de`, `en-GB`, `pt-BR`); else English."""
    tag = str(locale or "")
    return LANGUAGES.get(tag) or LANGUAGES.get(tag.partition("-")[0]) or ENGLISH
