"""Which news is wanted: by its words, and only if its articles are not withdrawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefings.answers.catalog import Catalog
from briefings.sources.filters import has_word


@dataclass(frozen=True, slots=True)
class Words:
    """The words that news must and must not have; see `briefings.sources.filters.has_word`."""

    words_in: tuple[str, ...] = ()
    """If there are any, news must have one of them."""
    words_out: tuple[str, ...] = ()
    """News must have none of them."""

    def __bool__(self) -> bool:
        return bool(self.words_in or self.words_out)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that could be news: its own words, and the articles it rests on."""

    text: str
    articles: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Article:
    """What is looked up about an article."""

    stands: bool
    """Whether it was not withdrawn."""
    has_in: bool = False
    has_out: bool = False


@dataclass(slots=True)
class Wanted:
    """Decides by words; each article is looked up once."""

    catalog: Catalog
    words: Words
    _articles: dict[str, _Article] = field(default_factory=dict)

    def among(self, items: Sequence[Item]) -> list[bool]:
        """Which items are wanted.

        An item is wanted if its own words include none of `words_out` and one of its articles fits:
        the outlet has not withdrawn it, it has none of `words_out`, and it or the item has one of
        `words_in`. An article's words are its headline and, if held, its text.
        """
        self._look_up(article for item in items for article in item.articles)
        return [self._is_wanted(item) for item in items]

    def _is_wanted(self, item: Item) -> bool:
        if has_word(item.text, self.words.words_out):
            return False
        has_in = not self.words.words_in or has_word(item.text, self.words.words_in)
        found = [self._articles[one] for one in item.articles if one in self._articles]
        if not found:
            return has_in
        return any(one.stands and not one.has_out and (has_in or one.has_in) for one in found)

    def _look_up(self, articles: Iterable[str]) -> None:
        new = [one for one in dict.fromkeys(articles) if one not in self._articles]
        texts = self.catalog.reader.texts(new) if self.words else {}
        for one, article in self.catalog.reader.articles(new).items():
            text = f"{article.headline}\n{texts.get(one, '')}"
            self._articles[one] = _Article(
                stands=article.withdrawn_on is None,
                has_in=has_word(text, self.words.words_in),
                has_out=has_word(text, self.words.words_out),
            )
