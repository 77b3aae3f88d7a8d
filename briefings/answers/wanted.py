"""Which news are wanted, by their words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefings.answers.catalog import Catalog
from briefings.sources.filters import has_word


@dataclass(frozen=True, slots=True)
class Words:
    """What news must and must not have; see `briefings.sources.filters.has_word`."""

    words_in: tuple[str, ...] = ()
    """Only what has one of them, if there are any."""
    words_out: tuple[str, ...] = ()
    """Nothing that has one of them."""

    def __bool__(self) -> bool:
        return bool(self.words_in or self.words_out)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that could be told: its own words, and the articles that it rests on."""

    text: str
    articles: Sequence[str]


@dataclass(slots=True)
class Wanted:
    """Decides by words; what an article has is looked up once."""

    catalog: Catalog
    words: Words
    _articles: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    """Of each article that was looked at, whether it has one of `words_in`, and of `words_out`."""

    def among(self, items: Sequence[Item]) -> list[bool]:
        """Which items are wanted.

        One is where its own words have none of `words_out`, and it rests on an article that has
        none either and that, or the item itself, has one of `words_in`. An article's words are
        its headline and, where it is held, its text.
        """
        if not self.words:
            return [True] * len(items)
        self._look_up(article for item in items for article in item.articles)
        return [self._is_wanted(item) for item in items]

    def _is_wanted(self, item: Item) -> bool:
        if has_word(item.text, self.words.words_out):
            return False
        has_in = not self.words.words_in or has_word(item.text, self.words.words_in)
        found = [self._articles[one] for one in item.articles if one in self._articles]
        if not found:
            return has_in
        return any((has_in or wanted) and not unwanted for wanted, unwanted in found)

    def _look_up(self, articles: Iterable[str]) -> None:
        new = [one for one in dict.fromkeys(articles) if one not in self._articles]
        known = self.catalog.reader.articles(new)
        texts = self.catalog.reader.texts(new)
        for one, article in known.items():
            text = f"{article.headline}\n{texts.get(one, '')}"
            self._articles[one] = (
                has_word(text, self.words.words_in),
                has_word(text, self.words.words_out),
            )
