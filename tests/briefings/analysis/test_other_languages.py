"""What is clear in any language is found: quotation, reporting verb, name; not pronouns."""

import pytest

from briefings.reading.language import language_of
from briefings.text.languages import LANGUAGES
from tests.briefings.analysis.guessing import find_quotes

_PRINTED = {
    "de": (
        "„Die Fähre fährt auch im Winter“, sagte Lena Vogt. Die Stadt hat das nicht gewusst. "
        "Timo Rasch erklärte: „Das ist für den Hafen zu spät.“ „Nein“, sagte er."
    ),
    "fr": (
        "« Le bac partira en hiver », dit Lena Vogt. La ville ne le savait pas. "
        "Timo Rasch explique : « C’est trop tard pour le port. » « Non », dit il."
    ),
    "es": (
        "«El transbordador saldrá en invierno», dijo Lena Vogt. "
        "La ciudad no lo sabía, como se vio. "
        "Timo Rasch explicó: «Es tarde para el puerto». «No», dijo él."
    ),
    "it": (
        "«Il traghetto parte anche di inverno», dice Lena Vogt. La città non lo sapeva della sera. "
        "Timo Rasch spiega: «È tardi per il porto». «No», dice lui."
    ),
    "pt": (
        "“O barco vai sair no inverno”, disse Lena Vogt. A cidade não sabia, mas os outros sim. "
        "Timo Rasch explicou: “É tarde para o porto.” “Não”, disse ele."
    ),
    "nl": (
        "“De veerboot vaart ook in de winter”, zei Lena Vogt. De stad wist het niet. "
        "Timo Rasch verklaarde: “Het is te laat voor de haven.” “Nee”, zei hij."
    ),
    "pl": (
        "„Prom popłynie w zimie”, powiedziała Lena Vogt. Miasto o tym nie wiedziało, ale jest za. "
        "Timo Rasch dodał: „To za późno dla portu”. „Nie”, powiedziała ona."
    ),
    "uk": (
        "«Пором піде і взимку», – сказала Олена Рись. Місто не знало про це. "
        "Тиміш Бук додав: «Це запізно для порту». «Ні», – сказав він."
    ),
    "ru": (
        "«Паром пойдёт и зимой», – сказала Елена Рысь. Город не знал об этом. "
        "Тимофей Бук добавил: «Это поздно для порта». «Нет», – сказал он."
    ),
}


def test_every_language_has_an_example() -> None:
    assert set(_PRINTED) == set(LANGUAGES)


@pytest.mark.parametrize("tag", _PRINTED)
def test_the_speaker_is_found_before_and_after_and_a_pronoun_names_nobody(tag: str) -> None:
    first, second, third = find_quotes(_PRINTED[tag])
    names = ("Олена Рись", "Тиміш Бук") if tag == "uk" else ("Lena Vogt", "Timo Rasch")
    names = ("Елена Рысь", "Тимофей Бук") if tag == "ru" else names
    assert (first.speaker, second.speaker) == names
    assert third.speaker in (None, names[1])


@pytest.mark.parametrize("tag", _PRINTED)
def test_the_language_is_recognised(tag: str) -> None:
    assert language_of(_PRINTED[tag]) == tag
