"""Predicts what would happen to an entry, before anything is fetched or stored."""

from briefings.reading.listing import Entry
from briefings.sources.filters import has_word
from briefings.sources.model import Options, Pages
from briefings.sources.teasers import is_teaser
from briefings.translations import Message, gettext


def prospect(entry: Entry, options: Options) -> Message:
    """What would happen to an entry, in a few words, as far as known without its page."""
    text = f"{entry.title or ''}\n{entry.article.text if entry.article else ''}"
    unwanted = [word for word in options.words_out if has_word(text, [word])]
    if unwanted:
        return gettext("left out: it has “%(word)s”", word=unwanted[0])
    teaser = is_teaser(entry)
    if teaser and options.pages is not Pages.NEVER and entry.url:
        return gettext("a teaser: its page is fetched")
    if entry.article is None:
        return gettext("left out: it has no text and no address")
    if options.words_in and not has_word(text, options.words_in):
        return gettext("left out: it has none of the words")
    if teaser:
        return gettext("a teaser, taken as it is")
    return gettext("its text is taken")
