from datetime import date

from tests.briefings.stories.building import DAY, article

TEXT = (
    "HOLM, March 4 (ARP) - The ferry Astrid ran aground off Holm on Tuesday. "
    "“We heard a long scraping noise,” Ivo Petrin, a passenger, said.\n\n"
    "Read more\n\n"
    "Captain Ada Moss said the lights had failed. Some 80 people were taken off."
)


def test_sentences_are_places_in_the_text() -> None:
    found = article("Gazette", TEXT)
    texts = [one.text for one in found.sentences]
    assert texts == [
        "The ferry Astrid ran aground off Holm on Tuesday.",
        "“We heard a long scraping noise,” Ivo Petrin, a passenger, said.",
        "Captain Ada Moss said the lights had failed.",
        "Some 80 people were taken off.",
    ]
    for one in found.sentences:
        assert TEXT[one.start : one.end] == one.text == one.citation.exact
    assert [one.number for one in found.sentences] == [0, 1, 2, 3]


def test_a_sentence_knows_its_dates_numbers_and_marks() -> None:
    first, second, _, last = article("Gazette", TEXT).sentences
    assert [one.value for one in first.dates] == ["2026-03-03"]
    assert first.alone
    assert not last.alone
    assert second.quoted > 0.5 > first.quoted == 0
    assert [(one.value, one.unit) for one in last.numbers] == [(80, "people")]


def test_an_article_knows_the_day_of_its_main_event() -> None:
    assert article("Gazette", TEXT).main_day == date(2026, 3, 3)
    assert article("Bote", "Die Fähre lief am Friday auf Grund.", language="de").main_day == DAY


def test_captions_are_not_prose() -> None:
    text = "A crane stands idle in Holm harbour.\n\nThe ferry Astrid ran aground off Holm."
    found = article("Gazette", text, asides=((0, 36),))
    assert [one.text for one in found.sentences] == ["The ferry Astrid ran aground off Holm."]


def test_an_article_is_read_up_to_a_limit() -> None:
    text = " ".join(f"Ferry {number} ran aground off Holm." for number in range(100))
    assert len(article("Gazette", text).sentences) == 80


def test_other_languages_have_sentences_and_no_dates() -> None:
    text = "Die Fähre Astrid lief am Friday vor Holm auf Grund, sagte die Polizei."
    found = article("Bote", text, language="de-AT")
    assert len(found.sentences) == 1
    assert not found.sentences[0].dates
    assert not found.reported


def test_quotations_are_left_out_of_runs() -> None:
    said = "“The lights failed and then we heard a long scraping noise below,” Ada Moss said."
    other = "“The lights failed and then we heard a long scraping noise below,” one woman told us."
    assert not article("Gazette", said).runs & article("Herald", other).runs
    assert article("Gazette", said).day == DAY
