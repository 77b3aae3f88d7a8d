"""The picture in docs/architecture.md matches the code."""

from docs.architecture import PICTURE, first_sentence, imports, picture, room_of


def test_the_picture_shows_the_code() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), "run `make architecture`"


def test_every_room_says_in_a_sentence_what_it_is() -> None:
    rooms = {room for pair in imports() for room in pair if room_of(room)}
    assert [room for room in sorted(rooms) if not first_sentence(room)] == []


def test_a_room_is_directly_below_one_half_of_the_house() -> None:
    assert room_of("briefings.text.folding") == "briefings.text"
    assert room_of("briefings.edtf") == "briefings.edtf"
    assert room_of("bot.__main__") is None
    assert room_of("bot") is None
    assert room_of("discord.ext") is None
