"""Filters write what they should, and escape what comes from articles."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.answers.types import Change, Reference, Report, Segment, Variant
from briefings.models import (
    Article,
    Citation,
    DigitalSourceType,
    Event,
    EventStatus,
    Quote,
    QuoteKind,
    Stance,
)
from briefings.rendering.dialects.discord import DISCORD, MAX_LINKED, escape
from briefings.rendering.filters import Filters
from tests.briefings.rendering.dialects.test_discord import HOSTILE, PATIENT
from tests.briefings.rendering.reader import read

filters = Filters(DISCORD)


def an_article(publisher="The Mainichi", **values):
    given = {"id": "a", "headline": "Headline", "date_published": "2025-08-18", **values}
    return Article(publisher=publisher, **given)


def a_quote(text, kind=QuoteKind.FULL):
    return Quote(
        id="q", text=text, creator=None, spoken_on="2025", kind=kind, utterance="u",
        citation=Citation(article="a", exact=text),
    )  # fmt: skip


def a_reference(number, url):
    return Reference(number, Citation(article="a", exact="words"), an_article(), url)


def test_a_number_links_to_its_place_if_there_is_an_address():
    references = (a_reference(1, "https://x.example/a#:~:text=some%20words"), a_reference(2, None))
    shown = filters.cite((1, 2), references)
    assert shown == r"[\[1\]](https://x.example/a#:~:text=some%20words) ²"
    assert read(shown).text == "[1] ²"
    assert filters.cite(()) == ""


def test_many_long_addresses_leave_the_later_numbers_plain():
    references = [a_reference(n, f"https://x.example/{n}{'a' * 150}") for n in range(1, 9)]
    shown = read(filters.cite(range(1, 9), references))
    assert shown.text == "[1] [2] ³ ⁴ ⁵ ⁶ ⁷ ⁸"
    assert 0 < sum(map(len, shown.links)) <= MAX_LINKED


def test_a_quotation_is_in_a_block_quote_and_in_quotation_marks():
    assert filters.quoted(a_quote("Stay *tuned*!")) == r"> “Stay \*tuned\*!”"
    assert filters.quoted("plain words") == "> “plain words”"


def test_a_fragment_shows_that_it_is_one_outside_the_marks():
    assert filters.quoted(a_quote("so to speak", QuoteKind.FRAGMENT)) == "> … “so to speak” …"


@PATIENT
@given(st.lists(HOSTILE, min_size=1, max_size=4).map("\n".join))
def test_no_quotation_leaves_its_block_quote(text):
    lines = filters.quoted(text).split("\n")
    assert all(line.startswith("> ") for line in lines)
    assert all(read(line).marks == {"quote"} for line in lines)


def test_paragraphs_of_a_quotation_stay_lines_of_one_block_quote():
    assert filters.quoted("One.\n\n# Two.") == "> “One.\n> \\# Two.”"


def test_an_anchor_shows_the_words_to_look_for():
    assert filters.anchor("dropping demands") == "“dropping demands”"
    assert filters.anchor("a b c d e f g h i j") == "“a b c d e f g h” …"


def test_a_comparison_strikes_removed_words_and_bolds_new_ones():
    parts = (
        Segment(Change.SAME, "fundamental"),
        Segment(Change.REMOVED, "issue"),
        Segment(Change.ADDED, "matter"),
        Segment(Change.ADDED, " "),
    )
    assert filters.segments(parts) == "fundamental ~~issue~~ **matter**"


@PATIENT
@given(st.lists(st.tuples(st.sampled_from(Change), HOSTILE), max_size=5))
def test_a_comparison_of_any_words_shows_all_of_them(pairs):
    parts = [Segment(change, text) for change, text in pairs]
    shown = read(filters.segments(parts))
    assert shown.marks <= {"bold", "strike"}
    assert "".join(shown.text.replace("\u2060", "").split()) == "".join(
        "".join(read(escape(part.text.strip())).text for part in parts).split()
    )


def test_a_wording_is_shown_as_printed_with_its_own_words_marked():
    parts = (Segment(Change.SAME, "There"), Segment(Change.REMOVED, "is"),
             Segment(Change.ADDED, "was"), Segment(Change.SAME, "progress"))  # fmt: skip
    assert filters.wording(parts) == "“There **was** progress”"
    parts = (Segment(Change.REMOVED, "We won the following"), Segment(Change.ADDED, "It was a"),
             Segment(Change.SAME, "concession"))  # fmt: skip
    assert filters.wording(parts) == "“**It was a** concession”"


@pytest.mark.parametrize(
    ("article", "name"),
    [
        (an_article(), "The Mainichi"),
        (an_article(provider="AP"), "The Mainichi (AP)"),
        (an_article(provider="The Mainichi"), "The Mainichi"),
        (an_article(None), "unknown outlet"),
        (
            an_article(digital_source_type=DigitalSourceType.MACHINE),
            "The Mainichi, machine-written",
        ),
        (an_article("*[Star]*"), r"\*\[Star\]\*"),
    ],
)
def test_an_outlet_is_named_with_its_origin(article, name):
    assert filters.outlet(article) == name


def test_two_articles_of_one_outlet_are_distinguished():
    def listed(*articles):
        made = [
            article.model_copy(update={"id": str(number)})
            for number, article in enumerate(articles)
        ]
        references = [Reference(n, a_reference(n, None).citation, a, None)
                      for n, a in enumerate((*made, *made))]  # fmt: skip
        return [filters.told_apart(article, references) for article in made]

    undated = an_article().model_copy(
        update={"date_published": None, "headline": "One *two* three four five six"}
    )
    later = an_article().model_copy(update={"date_published": "2025-08-19"})
    other = an_article("Other")
    begins = r"“One \*two\* three four five” …"
    assert listed(undated, other) == ["", "18 Aug 2025"]
    assert listed(undated, later) == [begins, "19 Aug 2025"]
    assert listed(an_article(), later) == ["18 Aug 2025", "19 Aug 2025"]
    assert listed(later, later) == ["19 Aug 2025, “Headline”"] * 2


def test_the_list_of_sources_distinguishes_articles_as_single_ones():
    articles = [
        an_article(publisher, id=str(number), date_published=day, date_published_note="not printed")
        for number, (publisher, day) in enumerate(
            [("A", None), ("A", "2025-08-18"), ("A", "2025-08-18"), ("B", None), ("C", "2025")]
        )
    ]
    references = [
        Reference(n, a_reference(n, None).citation, article, None)
        for n, article in enumerate([*articles, *articles], 1)
    ]
    listed = filters.listed(references)
    assert [line.article for line in listed] == articles
    assert [line.apart for line in listed] == [
        filters.told_apart(article, references) for article in articles
    ]
    assert [len(line.apart) > 0 for line in listed] == [True, True, True, False, True]
    assert [place.number for place in listed[0].places] == [1, 6]


def test_a_number_is_found_wherever_its_reference_is():
    references = (a_reference(3, "https://x.example/3"), a_reference(1, "https://x.example/1"))
    assert read(filters.cite((1, 3, 7), references)).links == [
        "https://x.example/1", "https://x.example/3",
    ]  # fmt: skip


def test_an_outlet_that_printed_words_twice_is_named_once():
    reports = [
        Report(a_quote("x"), an_article("Daily"), None),
        Report(a_quote("x"), an_article("Daily"), "https://x.example"),
        Report(a_quote("x"), an_article("Other"), None),
        Report(a_quote("x"), an_article("Third"), None),
    ]
    assert filters.printed(reports, 2) == "[Daily](https://x.example) ×2 · Other and 1 other"
    assert filters.printed(reports[2:]) == "Other · Third"


def test_an_article_that_was_withdrawn_is_marked_wherever_it_is_a_source():
    gone = an_article("Daily", withdrawn_on="2025-08-21")
    report = Report(a_quote("Words."), gone, "https://x.example")
    marked = "withdrawn by the outlet, as seen on"
    assert filters.printed([report]).endswith(f"(https://x.example), {marked} 21 Aug 2025")
    assert filters.withdrawal(gone, " · ", "long") == f" · {marked} 21 August 2025"
    assert filters.withdrawal(an_article()) == ""
    stands = Report(a_quote("Words."), an_article("Daily", id="b"), None)
    assert "withdrawn" not in filters.printed([report, stands])


def test_stances_differ_by_shape_and_by_word():
    for question in ("Does it stay?", None):
        assert len({filters.stance(stance, question) for stance in Stance}) == 4
    assert filters.stance("for") == "✓\u00a0yes"
    assert filters.stance("for", None) == "✓\u00a0for\u00a0it"
    assert len({filters.shape(stance) for stance in Stance}) == 4


def test_names_read_as_a_list():
    assert filters.names(()) == ""
    assert filters.names(["A"]) == "A"
    assert filters.names(["A", "B"]) == "A and B"
    assert filters.names(["A", "*B", "C"], last="or") == r"A, \*B or C"
    assert filters.names("ABCDEF", most=3) == "A, B and 4 others"


def test_counts_agree_with_their_nouns():
    assert filters.plural(1, "article") == "1 article"
    assert filters.plural(0, "article") == "0 articles"
    assert filters.plural(12345, "other was", "others were") == "12,345 others were"


def test_a_day_is_written_out_and_a_moment_is_a_timestamp():
    assert filters.date("2025-08-17") == "17 August 2025"
    assert filters.date(None) == "undated"
    assert filters.date(datetime(2025, 8, 25, tzinfo=UTC)) == "<t:1756080000:D>"


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2025-08-15", None, "15 August 2025"),
        ("2025-08-15", "2025-08-18", "15–18 August 2025"),
        ("2025-08-15/2025-08-16", "2025-08-18", "15–18 August 2025"),
        ("2025-08-15", "2025-08-16/2025-08-18", "15–18 August 2025"),
    ],
)
def test_an_event_is_dated_from_its_start_to_its_end(start, end, days):
    citation = Citation(article="a", exact="words")
    event = Event(id="e", name="E", start_date=start, end_date=end, citations=(citation,))
    assert filters.when(event) == days


def test_an_open_ended_plan_is_expected_and_an_ongoing_event_is_not():
    citation = Citation(article="a", exact="words")
    going_on = Event(id="e", name="E", start_date="2025-08-18/..", citations=(citation,))
    planned = going_on.model_copy(update={"status": EventStatus.PLANNED})
    assert filters.when(going_on) == "since 18 August 2025"
    assert filters.when(planned) == "expected from 18 August 2025"


@PATIENT
@given(HOSTILE)
def test_no_value_leaves_inline_code(text):
    assert read(filters.code(text)).marks == {"code"}


def a_variant(text, publisher, *, url=None, back=False):
    quote = a_quote(text).model_copy(update={"retranslated": back})
    report = Report(quote, an_article(publisher), url)
    return Variant(report, (Segment(Change.SAME, "it was"), Segment(Change.ADDED, text)))


def test_another_wording_is_shown_once_for_all_who_printed_it():
    shown = filters.wordings(
        (
            a_variant("huge", "Daily"),
            a_variant("big", "Other", back=True),
            a_variant("“HUGE”", "Third", url="https://x.example"),
            a_variant("large", "Daily"),
            a_variant("grand", "Daily"),
        ),
        most=2,
    )
    assert shown.split("\n") == [
        "-# Worded differently in Daily · [Third](https://x.example): “it was **huge**”",
        "-# Retranslated in Other: “it was **big**”",
        "-# … and 2 other wordings",
        "",
    ]
    assert filters.wordings(()) == ""


def test_words_are_credited_to_the_reports_that_print_them():
    reports = [Report(a_quote(text), an_article(), None) for text in ("It stays.", "It will stay")]
    assert filters.carrying(reports, "“it stays”") == reports[:1]
    assert filters.carrying(reports, "it went") == reports
