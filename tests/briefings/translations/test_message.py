"""Messages are data: rendered in any language, stored in a column, safe with foreign text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.rendering.dialects.discord import escape
from briefings.translations import ENGLISH, Command, Listed, Message, Sentences, gettext, ngettext
from briefings.translations.message import (
    Option,
    Trusted,
    Weekday,
    fields,
    fill,
    restored,
    stored,
)
from tests.briefings.translations.pseudo import Pseudo

TEXTS = st.text(max_size=40)
VALUES = st.deferred(
    lambda: st.one_of(
        TEXTS,
        st.integers(0, 10**6),
        TEXTS.map(Trusted),
        st.sampled_from(["daily add", "brief"]).map(Command),
        st.sampled_from(["topic", "tag"]).map(Option),
        st.integers(0, 6).map(Weekday),
        st.lists(VALUES, max_size=3).map(lambda some: Listed(tuple(some), "or")),
        st.lists(VALUES, max_size=3).map(lambda some: Sentences(tuple(some), " · ")),
        VALUES.map(lambda one: gettext("with %(words)s", words=one)),
        st.integers(0, 9).map(lambda n: ngettext("%(count)s feed", "%(count)s feeds", n)),
    )
)


@given(VALUES)
def test_a_stored_message_reads_the_same_later(value):
    said = gettext("without %(words)s", words=value)
    again = restored(stored(said))
    for language in (ENGLISH, Pseudo()):
        assert language.say(again, escape) == language.say(said, escape)


@pytest.mark.parametrize(
    "text", ["", "The bot is gone.", '{"say":', '{"say":{"m":1}}', '{"say":1}']
)
def test_an_earlier_text_is_unchanged(text):
    assert str(restored(text)) == text
    assert str(restored(stored(text))) == text


@given(TEXTS)
def test_foreign_text_is_escaped_and_trusted_text_kept(text):
    said = gettext("%(mine)s and %(theirs)s", mine=Trusted(text), theirs=text)
    assert ENGLISH.say(said, escape) == f"{text} and {escape(text)}"


def test_a_value_is_not_a_template():
    assert str(gettext("“%(typed)s” is not a time of day.", typed="%(typed)s %%")) == (
        "“%(typed)s %%” is not a time of day."
    )


def test_a_text_accepts_no_widths():
    assert fields("%(a)s %(b)99s %c %%") == {"a"}
    assert fill("%(a)s %(a)9999999s", {"a": "x"}) == "x %(a)9999999s"


def test_counts_choose_their_wording():
    assert [str(ngettext("%(count)s feed", "%(count)s feeds", n)) for n in (0, 1, 2_000)] == [
        "0 feeds",
        "1 feed",
        "2,000 feeds",
    ]


def test_sentences_leave_out_what_is_empty():
    assert str(Sentences(("a", "", gettext("More"), Sentences(())))) == "a More"
    assert str(Listed(("a", "b", "c"), "or")) == "a, b or c"
    assert str(Listed(("a", "b"), ",")) == "a, b"


def test_a_command_is_named_as_readers_see_it():
    assert str(gettext("%(command)s", command=Command("daily add"))) == "/daily add"
    assert isinstance(gettext("x"), Message)


def test_words_that_look_like_a_stored_message_stay_words() -> None:
    forged = stored(Message("%(who)s", (("who", Trusted("<@7>")),)))
    kept = restored(stored(forged))
    assert ENGLISH.say(kept, str.upper) == forged.upper()
