"""What happens to a list's entries."""

from dataclasses import replace
from datetime import timedelta

import pytest

from briefings.reading import ReadArticle
from briefings.reading.listing import Entry
from briefings.sources.deciding import (
    MOST_CHECKS,
    MOST_TRIES,
    article_of,
    is_wanted,
    new_item,
    plan,
    unlisted,
    vanished,
    waits,
)
from briefings.sources.model import Fate, Item, Options, Pages
from tests.briefings.sources.conftest import NOW

HOUR = timedelta(hours=1)
LONG = ReadArticle(text="The ferry sails. " * 80, headline="Ferry", publisher="The Quay")
TEASER = ReadArticle(text="The ferry sails.", headline="Ferry", date_published="2031-05-01")


def entry(key: str = "k", **changes: object) -> Entry:
    url = f"https://quay.example/{key}"
    plain = Entry(key, "f", url=url, title="Ferry", published=NOW - HOUR, article=LONG)
    return replace(plain, **changes)  # type: ignore[arg-type]  # the tests' short hand


def known(one: Entry, fate: Fate = Fate.STORED, **changes: object) -> Item:
    return replace(new_item(one, NOW - 9 * HOUR), fate=fate, **changes)  # type: ignore[arg-type]  # the tests' short hand


def fates(one: Entry, item: Item | None = None, **options: object) -> list[Fate]:
    """The fate of an entry when nothing is stored."""
    there = {one.key: item} if item else {}
    made = plan([one], there, {}, Options(**options), NOW)  # type: ignore[arg-type]  # the tests' short hand
    assert not made.wanted
    return [item.fate for item in made.settled]


def test_a_new_entry_with_text_is_wanted_and_a_teaser_needs_its_page() -> None:
    made = plan([entry("a"), entry("b", article=TEASER)], {}, {}, Options(), NOW)
    assert [(one.entry.key, one.is_new, one.needs_page) for one in made.wanted] == [
        ("a", True, False),
        ("b", True, True),
    ]
    always = plan([entry()], {}, {}, Options(pages=Pages.ALWAYS), NOW)
    assert always.wanted[0].needs_page
    never = plan([entry(article=TEASER)], {}, {}, Options(pages=Pages.NEVER), NOW)
    assert not never.wanted[0].needs_page
    nowhere = plan([entry(article=TEASER, url=None)], {}, {}, Options(), NOW)
    assert not nowhere.wanted[0].needs_page


@pytest.mark.parametrize("fate", [Fate.STORED, Fate.SHARED, Fate.FILTERED, Fate.EMPTY])
def test_an_unchanged_entry_is_only_marked_as_seen(fate: Fate) -> None:
    one = entry()
    assert plan([one], {"k": known(one, fate)}, {}, Options(), NOW).seen == ["k"]


def test_an_article_removed_for_age_stays_removed() -> None:
    item = known(entry(), Fate.EXPIRED)
    assert plan([entry(fingerprint="g")], {"k": item}, {}, Options(), NOW).seen == ["k"]


def test_a_withdrawn_article_is_restored_only_if_its_entry_changed() -> None:
    item = known(entry(), Fate.WITHDRAWN)
    assert plan([entry()], {"k": item}, {}, Options(), NOW).seen == ["k"]
    (wanted,) = plan([entry(fingerprint="g")], {"k": item}, {}, Options(), NOW).wanted
    assert not wanted.is_new
    (wanted,) = plan([entry()], {"k": unlisted(item)}, {}, Options(), NOW).wanted
    assert wanted.item.fate is Fate.WITHDRAWN


def test_an_entry_is_retried_after_its_page_was_unavailable() -> None:
    one = entry()
    made = plan([one], {"k": known(one, Fate.PENDING, tries=1)}, {}, Options(), NOW)
    assert not made.wanted[0].is_new
    assert made.wanted[0].item.tries == 1


def test_what_cannot_be_used_is_reported() -> None:
    assert fates(entry(article=None), pages=Pages.NEVER) == [Fate.EMPTY]
    assert fates(entry(), words_out=("ferry",)) == [Fate.FILTERED]
    stored = known(entry(fingerprint="e"))
    assert fates(entry(), stored, words_out=("ferry",)) == [Fate.STORED]


def test_an_article_of_another_source_is_shared_unless_it_is_ours() -> None:
    elsewhere = {"https://quay.example/k": "article"}
    made = plan([entry()], {}, elsewhere, Options(), NOW)
    assert [(item.fate, item.article) for item in made.settled] == [(Fate.SHARED, "article")]
    ours = known(entry(fingerprint="e"), article="article")
    assert plan([entry()], {"k": ours}, elsewhere, Options(), NOW).wanted


def test_a_change_soon_after_another_waits_and_skipped_ones_are_counted() -> None:
    item = known(entry(), changed_at=NOW - timedelta(minutes=1))
    for fingerprint, skipped in (("g", 0), ("g", 0), ("h", 1)):
        made = plan([entry(fingerprint=fingerprint)], {"k": item}, {}, Options(), NOW)
        (item,) = made.settled
        assert (made.held_back, item.latest, item.skipped) == (1, fingerprint, skipped)
        assert item.fingerprint == "f"
    later = plan([entry(fingerprint="i")], {"k": item}, {}, Options(), NOW + HOUR)
    assert later.held_back == 0
    assert (later.wanted[0].item.skipped, later.wanted[0].item.latest) == (2, None)


def test_an_unavailable_page_is_tried_several_times() -> None:
    item = known(entry(), Fate.PENDING)
    tries = 0
    while (later := waits(item, may_pass=True)) is not None:
        item, tries = later, tries + 1
    assert tries == MOST_TRIES - 1
    assert waits(known(entry()), may_pass=False) is None
    kept = waits(known(entry()), may_pass=True)
    assert kept is not None
    assert (kept.fate, kept.fingerprint) == (Fate.STORED, "")


def test_a_page_is_used_with_details_only_from_the_entry() -> None:
    page = replace(LONG, headline=None, publisher=None)
    made = article_of(entry(article=TEASER), [page], "The Quay")
    assert made is not None
    assert (made.headline, made.publisher) == ("Ferry", "The Quay")
    assert (made.date_published, made.url) == ("2031-05-01", "https://quay.example/k")
    dated = article_of(entry(article=None), [page], None)
    assert dated is not None
    assert (dated.date_published, dated.publisher) == (NOW - HOUR, None)
    undated = article_of(entry(article=None, published=None), [page], None)
    assert undated is not None
    assert undated.date_published is None


def test_a_page_with_less_text_or_with_other_articles_is_not_used() -> None:
    assert article_of(entry(), [TEASER], None) == LONG
    others = [replace(LONG, headline="Bridge"), replace(LONG, headline="School")]
    assert article_of(entry(article=TEASER), others, None) == TEASER
    assert article_of(entry(article=None), others, None) is None
    among = [*others, replace(LONG, headline="FERRY!", url="https://quay.example/f")]
    chosen = article_of(entry(article=None), among, None)
    assert chosen is not None
    assert chosen.url == "https://quay.example/f"


def test_words_are_matched_in_headline_and_text() -> None:
    assert is_wanted(LONG, Options(words_in=("ferry",)))
    assert not is_wanted(LONG, Options(words_in=("school",)))
    assert not is_wanted(replace(LONG, headline="School"), Options(words_out=("school",)))


def test_entries_missing_among_others_are_checked_and_old_ones_are_not() -> None:
    def item(key: str, hours: int | None, fate: Fate = Fate.STORED) -> Item:
        published = NOW - hours * HOUR if hours is not None else None
        return known(entry(key, published=published), fate)

    before = {
        one.key: one
        for one in (
            item("there", 1),
            item("missing", 2),
            item("old", 9),
            item("undated", None),
            item("filtered", 2, Fate.FILTERED),
            replace(item("nowhere", 2), url=None),
        )
    }
    now = [entry("there"), entry("older", published=NOW - 5 * HOUR)]
    assert [one.key for one in vanished(now, before, is_whole=True)] == ["missing"]
    assert vanished(now, before, is_whole=False) == []
    assert vanished([entry("x", published=None)], before, is_whole=True) == []
    many = {str(n): item(str(n), 2) for n in range(20)}
    assert len(vanished(now, many, is_whole=True)) == MOST_CHECKS
