"""Who says what: one shape of sentence per test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.analysis import FoundQuote, Rule
from briefings.models import QuoteKind, QuoteStatus
from tests.briefings.analysis.guessing import find_quotes, one, speakers

AFTER = [
    ("“The bridge is open,” Jan Kowal said.", "Jan Kowal"),
    ("“The bridge is open,” said Jan Kowal.", "Jan Kowal"),
    ("“The bridge is open,” said Jan Kowal, the mayor of Arden.", "Jan Kowal"),
    ("“The bridge is open,” the mayor, Jan Kowal, told reporters.", "Jan Kowal"),
    ("“The bridge is open,” a spokesman for the town, Jan Kowal, said.", "Jan Kowal"),
    ("“The bridge is open,” Arden's mayor Jan Kowal said on Friday.", "Jan Kowal"),
    ("“The bridge is open,” Jan Kowal, who built it, told the crowd.", "Jan Kowal"),
    ("“The bridge is open,” Mayor Jan Kowal (I-Arden) said.", "Jan Kowal"),
    ("“The bridge is open,” beamed Jan Kowal.", "Jan Kowal"),
    ("“The bridge is open,” Jan Kowal grinned.", "Jan Kowal"),
    ("“The bridge is open,” later added Jan Kowal.", "Jan Kowal"),
    ("“The bridge is open,” according to Jan Kowal.", "Jan Kowal"),
    ("“The bridge” will open, Jan Kowal said.", "Jan Kowal"),
    ("“Is the bridge open?” Jan Kowal asked reporters.", "Jan Kowal"),
    ("“Is the bridge open?” Jan Kowal, a mason, asked.", "Jan Kowal"),
    ("“The bridge is open,” ― Jan Kowal", "Jan Kowal"),
    ("“The bridge is open.” — Jan Kowal, mason", "Jan Kowal"),
    ("“The bridge is open.”\n\n- Jan Kowal.", "Jan Kowal"),
    ('"The bridge is open for all.\nJan Kowal."\n\nMore followed.', "Jan Kowal"),
    ("“The bridge is open,” reads a notice on the pillar.", "a notice"),
    ("“The bridge is open,” the report noted.", "the report"),
    ("“The bridge is open,” another said.", "another"),
    ("“The bridge is open,” Secretary of Trade Peter Kowal said.", "Peter Kowal"),
    ("“The bridge is open,” Kowal’s office said in a statement.", "Kowal’s office"),
]
BEFORE = [
    ("Jan Kowal said, “The bridge is open.”", "Jan Kowal"),
    ("Jan Kowal: “The bridge is open.”", "Jan Kowal"),
    ("His guest, Jan Kowal, was sure: “The bridge is open.”", "Jan Kowal"),
    ("Said Jan Kowal: “The bridge is open.”", "Jan Kowal"),
    ("In an interview on Monday, Jan Kowal told the Herald, “The bridge is open.”", "Jan Kowal"),
    ("Asked about the works, Jan Kowal smiled and said, “The bridge is open.”", "Jan Kowal"),
    ("Jan Kowal, the mayor of Arden, said, “The bridge is open.”", "Jan Kowal"),
    ("Jan Kowal, 61, the mayor of Arden, who built it, said, “The bridge is open.”", "Jan Kowal"),
    ("The mayor of Arden, Jan Kowal, said, “The bridge is open.”", "Jan Kowal"),
    ("Jan Kowal praised the masons, adding that “the bridge is open.”", "Jan Kowal"),
    ("Jan Kowal issued a statement saying, “The bridge is open.”", "Jan Kowal"),
    ("The guests left, with Jan Kowal shouting, “The bridge is open.”", "Jan Kowal"),
    ("They heard from Jan Kowal, who said, “The bridge is open.”", "Jan Kowal"),
    ("The paper quoted Jan Kowal as saying, “The bridge is open.”", "Jan Kowal"),
    ("The film shows Jan Kowal saying, “The bridge is open.”", "Jan Kowal"),
    ("As Jan Kowal put it, “the bridge is open.”", "Jan Kowal"),
    ("According to Jan Kowal, “the bridge is open.”", "Jan Kowal"),
    ("Jan Kowal’s answer: “The bridge is open.”", "Jan Kowal"),
    ("The works go on - Jan Kowal: “The bridge is open.”", "Jan Kowal"),
    ("Jan Kowal agreed to send men and warned, “The bridge is open.”", "Jan Kowal"),
    ("The town was told by Jan Kowal, “The bridge is open.”", "Jan Kowal"),
    ("The vote was close (Jan Kowal once said, “The bridge is open”).", "Jan Kowal"),
    ("It began on Sunday, when Jan Kowal left, shouting, “The bridge is open.”", "Jan Kowal"),
    ("About 40 masons chanted, “The bridge is open.”", "40 masons"),
    ("Nobody cheered, Jan Kowal said, adding, “The bridge is open.”", "Jan Kowal"),
    ("The road is long. But, said Jan Kowal, “the bridge is open.”", "Jan Kowal"),
    ("Jan Kowal boomed, “The bridge is open.”", "Jan Kowal"),
    ("Masons waved a sign reading “The bridge is open.”", "Masons"),
    ("A sign on the wall reading “The bridge is open” fell.", "A sign"),
    ("A letter by Austria, Italy and Spain said “the bridge is open.”", "Austria, Italy and Spain"),
]


@pytest.mark.parametrize(("text", "speaker"), AFTER + BEFORE)
def test_the_attribution_names_the_speaker(text: str, speaker: str) -> None:
    assert one(text).speaker == speaker


def test_the_nearest_name_is_not_the_speaker() -> None:
    text = (
        "On Sunday, Jan Kowal turned to the river.\n\n"
        "“Mayor Piet Brandt of Arden can open the bridge at once, if he wants to,” he wrote. "
        "“Remember who shut it.”"
    )
    assert speakers(text) == ["Jan Kowal", "Jan Kowal"]


def test_the_parts_of_a_split_quotation_are_one_utterance() -> None:
    text = "“The bridge,” Jan Kowal said, “is open.” “At last,” said Ada Brandt."
    first, second, third = find_quotes(text)
    assert first.speaker == second.speaker == "Jan Kowal"
    assert third.speaker == "Ada Brandt"
    assert first.utterance == second.utterance != third.utterance


def test_a_following_quotation_has_the_same_speaker() -> None:
    text = "“The bridge is open,” Jan Kowal said. “Come and see it.” Then he left."
    first, second = find_quotes(text)
    assert second.speaker == "Jan Kowal"
    assert second.rule is Rule.FOLLOW_ON
    assert first.utterance == second.utterance


def test_a_quotation_over_paragraphs_is_one_utterance_by_the_speaker_named_at_its_end() -> None:
    text = "The day was long.\n\n“We built it.\n\n“We paid for it.\n\n“It is ours,” Jan Kowal said."
    found = find_quotes(text)
    assert {quote.speaker for quote in found} == {"Jan Kowal"}
    assert {quote.utterance for quote in found} == {0}


def test_a_later_paragraph_with_its_own_attribution_is_a_new_quotation() -> None:
    text = "“It is ours,” Jan Kowal said. “We built it.\n\n“I paid for it,” added Ada Brandt."
    assert speakers(text) == ["Jan Kowal", "Jan Kowal", "Ada Brandt"]


def test_a_second_subject_speaks_the_second_part() -> None:
    text = "“The bridge is open,” Jan Kowal said, and Ada Brandt said, “The road is not.”"
    assert speakers(text) == ["Jan Kowal", "Ada Brandt"]


@pytest.mark.parametrize("second", ["as the mason yelled:", "but Ada Brandt replied,"])
def test_somebody_else_may_interrupt(second: str) -> None:
    first, then = find_quotes(f"“The bridge is open,” Jan Kowal said {second} “It never was!”")
    assert first.speaker == "Jan Kowal"
    assert then.speaker in ("the mason", "Ada Brandt")
    assert first.utterance != then.utterance


def test_fragments_in_a_row_share_the_attribution_that_ends_the_sentence() -> None:
    text = "The “many stones in the river” show that “the bridge is gone,” Jan Kowal said."
    assert speakers(text) == ["Jan Kowal", "Jan Kowal"]
    text = "Jan Kowal called the bridge “old” and “a shame to us all.”"
    assert speakers(text) == ["Jan Kowal", "Jan Kowal"]


def test_a_late_attribution_applies_to_what_follows() -> None:
    text = "“People danced” before the storm, Ada Brandt said. “It was a feast.”"
    assert speakers(text) == ["Ada Brandt", "Ada Brandt"]


def test_a_paragraph_that_ends_with_a_colon_introduces_the_next() -> None:
    text = "Jan Kowal had one wish for the town:\n\n“Let the bridge be open to all.”"
    assert speakers(text) == ["Jan Kowal"]


def test_the_subject_of_the_sentence_before_keeps_speaking() -> None:
    text = "Jan Kowal was firm. “The bridge is open and it will stay so.”"
    quote = one(text)
    assert quote.speaker == "Jan Kowal"
    said = one("Jan Kowal said, “The bridge is open and it will stay so.”")
    assert quote.confidence < said.confidence


def test_a_bare_quotation_continues_the_last_paragraph() -> None:
    text = "“The bridge is open,” Jan Kowal said.\n\n“It took us nine years.”"
    assert speakers(text) == ["Jan Kowal", "Jan Kowal"]


def test_a_full_stop_keeps_the_next_sentence_out() -> None:
    text = "“We came,” Jan Kowal said. “We saw.” Ada Brandt said earlier at a dinner that she knew."
    assert speakers(text) == ["Jan Kowal", "Jan Kowal"]


def test_a_transcript_names_its_speakers_within_the_marks() -> None:
    text = 'The talk went on:\n\n"KOWAL: Is it open?\n\n"BRANDT: It is open now."'
    assert speakers(text) == ["KOWAL", "BRANDT"]


def test_the_passive_has_no_speaker_in_its_subject() -> None:
    assert speakers("Jan Kowal was asked, “Is the bridge open at all?” He shrugged.") == []


def test_a_sentence_before_may_contain_the_verb() -> None:
    text = "Jan Kowal spoke of the works and warned the town. “It will take nine years.”"
    assert speakers(text) == ["Jan Kowal"]
    text = "Then came the day. Said Jan Kowal:\n\n“It will take nine years.”"
    assert speakers(text) == ["Jan Kowal"]
    text = (
        "“It will hold,” Jan Kowal said of what he calls “the long bridge.” It rained. “So it did.”"
    )
    assert speakers(text)[-1] in ("Jan Kowal", None)


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is open,” said last week.",
        "“The bridge is open,” told them.",
        "“The bridge is open,” the.",
        "“The bridge is open,” said that it was.",
        "“The bridge is open,” was said of it.",
        "“The bridge is open” was read by Jan Kowal.",
        "It said: “The bridge is open,”",
        "By all accounts, “the bridge is open now.”",
        ": “The bridge is open.”",
        "(“The bridge is open.”)",
        "- : “The bridge is open.”",
    ],
)
def test_without_a_name_nobody_speaks(text: str) -> None:
    for quote in find_quotes(text):
        assert quote.speaker is None or quote.confidence < 0.9


def test_a_late_attribution_may_put_the_verb_first() -> None:
    text = "The “only way” to cross the river is the ferry, says Jan Kowal."
    assert speakers(text) == ["Jan Kowal"]


@pytest.mark.parametrize(
    "text",
    [
        "She spoke on TVX’s “Meet the Builders” about the works.",
        "The film, titled “Bridges,” was shown.",
        "The so-called “coalition of masons” met.",
        "The road is known as “the old mile” in Arden.",
        "The treaty lets members take “such steps as it deems needed” if one is attacked.",
        "The “bridge” was a plank.",
    ],
)
def test_titles_terms_and_treaties_are_not_quotations(text: str) -> None:
    assert find_quotes(text) == []


def test_a_title_does_not_hide_the_subject() -> None:
    text = "Ada Brandt, star of “The Long River,” thanked the town for “standing by the masons.”"
    assert speakers(text) == ["Ada Brandt"]


def test_headlines_quote_nobody() -> None:
    text = "Mayor: “Bridge is open”\n\n“It has been open since noon,” Jan Kowal said."
    assert [q.text for q in find_quotes(text, headline="Mayor: “Bridge is open”")] == [
        "It has been open since noon,"
    ]


def test_captions_provide_no_speaker_and_no_quotation() -> None:
    caption = "Piet Brandt, who said “cheese,” at the river. | Photo"
    text = f"Jan Kowal was tired.\n\n{caption}\n\n“The bridge is open,” he said."
    start = text.index(caption)
    (quote,) = find_quotes(text, captions=[(start, start + len(caption))])
    assert quote.speaker == "Jan Kowal"
    assert text[quote.start : quote.end] == quote.text


def test_a_clause_is_full_and_some_words_are_a_fragment() -> None:
    text = (
        "Jan Kowal called it “a long way.” “We walked it,” he said. He had said “we are tired now.”"
    )
    assert [quote.kind for quote in find_quotes(text)] == [
        QuoteKind.FRAGMENT,
        QuoteKind.FULL,
        QuoteKind.FULL,
    ]


def test_a_quotation_has_its_place_and_day() -> None:
    text = "“The bridge is open,” Jan Kowal said Friday on TVX’s “Meet the Builders.”"
    (quote,) = find_quotes(text, dated="2024-05-12")
    assert quote.recorded_in == "TVX’s Meet the Builders"
    assert (quote.spoken_on_words, quote.spoken_on) == ("Friday", "2024-05-10")
    assert quote.cue == "said"


def test_offsets_are_checked_when_a_quotation_is_made() -> None:
    with pytest.raises(ValueError, match="span"):
        FoundQuote("abc", 0, 2, None, None, QuoteKind.FULL, 1.0, 0)


def test_switched_off_rules_find_nothing() -> None:
    text = "“The bridge is open,” Jan Kowal said."
    assert [q.speaker for q in find_quotes(text, without=list(Rule))] == [None]


_TEMPLATE = """
Jan_Kowal _said _he _she “ ” " ' ‘ ’ '' . , ? _ // The_mayor _told _who _and _according_to :
_—_ ( ) _the_French_leader It_is_open _in_a_statement _saying _Mrs._Brandt _was_asked_by _of _as
it KOWAL:_ U.S. _to _with _Kowal’s _answer _12 _Friday on_“X” _- _reads_a_sign … !
"""
_PIECES = st.sampled_from(_TEMPLATE.split()).map(
    lambda piece: piece.replace("_", " ").replace("//", "\n\n")
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text_gives_sorted_quotations_at_their_offsets(text: str) -> None:
    position = 0
    for quote in find_quotes(text, dated="2024-05-12"):
        assert position <= quote.start < quote.end
        assert text[quote.start : quote.end] == quote.text
        assert 0 <= quote.confidence <= 1
        position = quote.end


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    for quote in find_quotes(text):
        assert text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    "text",
    [
        "Jan Kowal sang: “The bridge is open for all.” “Ferry Lane” is out on Friday.",
        "“The bridge is open,” Jan Kowal said. “Ferry Lane” is out on Friday.",
        "“The bridge is open,” Jan Kowal said. “Ferry Lane” now is out on Friday.",
    ],
)
def test_marked_words_that_are_a_sentences_subject_are_not_quotations(text: str) -> None:
    assert [quote.text.rstrip(".,") for quote in find_quotes(text)] in (
        ["The bridge is open for all"],
        ["The bridge is open"],
    )


def test_marked_words_that_end_an_article_continue_its_last_quotation() -> None:
    found = find_quotes("“The bridge is open,” Jan Kowal said. “Open at last”")
    assert [(quote.text, quote.speaker) for quote in found] == [
        ("The bridge is open,", "Jan Kowal"),
        ("Open at last", "Jan Kowal"),
    ]


@pytest.mark.parametrize("inside", ["  The bridge is open, ", "\u00a0The bridge is open,\u2009"])
def test_space_within_the_marks_is_not_part_of_a_quotation(inside: str) -> None:
    text = f"“{inside}” Jan Kowal said."
    quote = one(text)
    assert quote.text == "The bridge is open,"
    assert text[quote.start : quote.end] == quote.text


def test_denied_words_are_credited_to_nobody() -> None:
    quote = one("Jan Kowal denied saying “The bridge is open for all.”")
    assert (quote.status, quote.speaker) == (QuoteStatus.DENIED, None)
    assert quote.speaker_surface == "Jan Kowal"
    assert one("Jan Kowal said, “The bridge is open.”").status is QuoteStatus.SAID


def test_the_day_is_that_of_the_reporting_sentence() -> None:
    quote = one("On March 3, 2025, Jan Kowal left. “The bridge is open,” he said on March 9, 2025.")
    assert (quote.spoken_on, quote.spoken_on_words) == ("2025-03-09", "March 9, 2025")
    quote = one("On March 3, 2025, Jan Kowal said, “The bridge is open.” He left on March 9, 2025.")
    assert (quote.spoken_on, quote.spoken_on_words) == ("2025-03-03", "March 3, 2025")
