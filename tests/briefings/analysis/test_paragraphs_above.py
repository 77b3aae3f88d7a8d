"""Standalone quotations whose speaker is in the paragraph above or the line below."""

import pytest

from tests.briefings.analysis.guessing import find_quotes

ALONE = "“We shall mend all of the boats by May.”"


def speakers(text: str, **options: object) -> list[str | None]:
    return [quote.speaker for quote in find_quotes(text, **options)]  # type: ignore[arg-type]  # the tests' short hand


@pytest.mark.parametrize(
    "above",
    [
        "The guild’s Ada Brandt said it was not clear who would pay.",
        "Ada Brandt added that the boats were old.",
        "After the vote, Ada Brandt praised the masons.",
    ],
)
def test_a_reported_speaker_continues_in_the_next_paragraph(above: str) -> None:
    assert speakers(f"{above}\n\n{ALONE}") == ["Ada Brandt"]


@pytest.mark.parametrize(
    "above",
    [
        "Ada Brandt left the hall.",
        "Ada Brandt was told that the boats were old.",
        "Most of those who said so were friends of Ada Brandt.",
        "The town, which Ada Brandt said was poor, sold two boats.",
    ],
)
def test_a_person_who_only_acts_does_not(above: str) -> None:
    assert speakers(f"{above}\n\n{ALONE}") == [None]


def test_a_name_above_is_the_speakers() -> None:
    text = f"Anna Brandt (Arden)\n\n{ALONE}\n\nPeter Lind (Porto)\n\n{ALONE}"
    assert speakers(text) == ["Anna Brandt", "Peter Lind"]
    plates = [(0, 19), (text.index("Peter"), text.index("Peter") + 18)]
    assert speakers(text, captions=plates) == ["Anna Brandt", "Peter Lind"]


def test_a_new_section_ends_the_previous_speech() -> None:
    text = f"“We wait,” Ada Brandt said.\n\nOn the boats\n\n{ALONE}"
    start = text.index("On the boats")
    assert speakers(text, captions=[(start, start + 12)]) == ["Ada Brandt", None]


@pytest.mark.parametrize(
    "below",
    [
        "– Arden Governor Ada Brandt, speaking as the tolls rose to fifty-three" + " times" * 12,
        "— Ada Brandt in an evening address to the guild.",
        "— The head of the guild, Ada Brandt, on the boats.",
    ],
)
def test_a_signature_may_say_what_its_signer_was_doing(below: str) -> None:
    assert speakers(f"{ALONE}\n{below}") == ["Ada Brandt"]


def test_a_dash_within_a_sentence_is_not_a_signature() -> None:
    text = "“We shall mend all of the boats” — Ada Brandt had heard it often."
    assert speakers(text) == [None]
