"""Whether an entry's text is complete."""

from briefings.reading import ReadArticle
from briefings.reading.listing import Entry
from briefings.sources.teasers import SHORT, SHORT_FULL, is_teaser


def entry(text: str, *, full: bool = False) -> Entry:
    return Entry("k", "f", article=ReadArticle(text=text), is_full=full)


def test_short_and_open_ended_texts_are_teasers() -> None:
    long = "The ferry sails. " * 80
    assert is_teaser(Entry("k", "f"))
    assert is_teaser(entry("The ferry sails."))
    assert len(long) > SHORT
    for end in ("…", "...", "[…]", "Read more", "continue reading »", "Weiterlesen"):
        assert is_teaser(entry(long + end, full=True))
    assert not is_teaser(entry(long))
    assert not is_teaser(entry("x" * SHORT_FULL, full=True))
    assert is_teaser(entry("x" * SHORT_FULL))
