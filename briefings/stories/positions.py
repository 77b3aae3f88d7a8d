"""Who wants, rejects, promises or denies what: from quotations and reported speech.

A stance comes only from the actor's own words: from the verb that reports them ("rejects",
"demands") or from the words themselves ("must", "never"). What somebody else says about an actor is
the other's position.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import combinations

from briefings.analysis.lexicon import ADVERBS, Word
from briefings.analysis.quotes import FoundQuote
from briefings.analysis.reported import CueKind, ReportedStatement
from briefings.analysis.reported.verbs import table as reporting_verbs
from briefings.analysis.sayers import is_sayer
from briefings.analysis.tokens import kind_of
from briefings.analysis.wordlists import listed
from briefings.models import QuoteKind, QuoteStatus, Stance
from briefings.stories.articles import ArticleFindings, Citation
from briefings.stories.likeness import Rarity, dice
from briefings.stories.numbers import is_numeral
from briefings.stories.vectors import stems, stems_of
from briefings.text.words import folded_words

LEAST_SURE = 0.6
"""Confidence in the speaker below which nobody gets a position."""
_SAME = 0.6
_MOST_PER_ACTOR = 10
_FEWEST_STEMS = 5
"""For a statement without a stance: shorter ones say nothing by themselves."""
_LONGEST = 400

_BY_CUE = {
    CueKind.WANTS: Stance.FOR,
    CueKind.DEMANDS: Stance.FOR,
    CueKind.PROMISES: Stance.FOR,
    CueKind.AGREES: Stance.FOR,
    CueKind.SUPPORTS: Stance.FOR,
    CueKind.REJECTS: Stance.AGAINST,
    CueKind.CRITICISES: Stance.AGAINST,
    CueKind.DENIES: Stance.AGAINST,
    CueKind.WARNS: Stance.AGAINST,
}
_NO_STANCE = frozenset((CueKind.SHOWS, CueKind.ASKS, CueKind.ACCORDING_TO))
_TURNED = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.UNCLEAR}
"""What a negation makes of a stance: "does not support" is against, "does not reject" is open."""
_CONDITION = re.compile(
    r"\b(?:only if|unless|provided(?: that)?|as long as|on condition|if and when|but only)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:we (?:want|need|support|welcome|agree|demand|are ready)|i (?:want|support|welcome|agree)"
    r"|must(?! not)|should(?! not)|ready to|committed to|in favou?r of|welcomes?)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:never (?:accept|agree|allow|give up|support|recogni[sz]e|surrender|negotiate|sign|let)"
    r"|must not|should not|shouldn[’']t|cannot accept|can[’']t accept|unacceptable"
    r"|(?:we|i) (?:will not|won[’']t)|reject|oppose|no intention|not acceptable|refuse|condemn"
    r"|(?:am|are|is|be|stand|voted?) against)\b",
    re.IGNORECASE,
)
_NO_MATTER = re.compile(
    r"to (?:comment|answer|say|discuss|respond|elaborate|speak|be (?:interviewed|named|identified)"
    r"|give (?:details|his|her|their)|provide (?:details|further)|name|identify|talk|reply)\b",
    re.IGNORECASE,
)
"""Refusals that say nothing: "declined to comment"."""
_POINTING = re.compile(
    r"(?:(?:all|any|both|each|such|the|these|this|those|that|it|his|her|their|of|as)\s+)*"
    r"(?:accusations?|allegations?|appeals?|assertions?|calls?|charges?|claims?|criticisms?|demands?"
    r"|ideas?|moves?|news|proposals?|reports?|requests?|suggestions?|all|both|it|that|them|these"
    r"|this|those)(?:\W*$|\s+and\b)",
    re.IGNORECASE,
)
"""Words that need the sentence before: "rejected that claim"."""
_GROUPS = frozenset(
    listed("""
    he she they it who officials sources people others some many experts critics analysts police
    witnesses residents source official one spokesman spokeswoman indeed moreover papers aside
    """)
)
"""Sources that are nobody in particular."""


_QUANTIFIERS = frozenset(
    listed("the a an some many one two both several few most all other another each every no")
)


@dataclass(frozen=True, slots=True)
class StatedPosition:
    """What an actor holds, in the words of an article.

    `evidence` is the article's words that show the stance, None if it is unclear. `question` is the
    word that most statements about the same thing share, which sets several actors' positions side
    by side.
    """

    actor: str
    text: str
    stance: Stance
    evidence: str | None
    question: str | None
    as_of: date
    quoted: bool
    """Whether the text is the actor's own words."""
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Stated:
    position: StatedPosition
    stems: frozenset[str]


def positions(
    articles: Sequence[ArticleFindings],
    rarity: Rarity,
    actor_of: Mapping[str, str] | None = None,
) -> tuple[StatedPosition, ...]:
    """The positions of everybody in a story, by actor, newest first.

    Machine-written texts are left out: they put words into people's mouths.

    Args:
        actor_of: by name in the articles, the common name (see `actors`).
    """
    names = actor_of or {}
    stated = [
        replace(one, position=replace(one.position, actor=names.get(actor, actor)))
        for article in articles
        if not article.machine_written
        for one in _of_article(article)
        for actor in (one.position.actor,)
    ]
    merged = _merged(stated, rarity)
    questions = _questions(merged, articles, rarity, set(names))
    by_actor: dict[str, list[StatedPosition]] = defaultdict(list)
    for one in merged:
        question = next((word for stem, word in questions.items() if stem in one.stems), None)
        by_actor[one.position.actor].append(replace(one.position, question=question))
    found: list[StatedPosition] = []
    for _, own in sorted(by_actor.items(), key=lambda item: (-len(item[1]), item[0])):
        found += sorted(own, key=_rank)[:_MOST_PER_ACTOR]
    return tuple(found)


def _rank(position: StatedPosition) -> tuple[bool, int, int, str]:
    clear = position.stance is not Stance.UNCLEAR
    return not clear, -position.as_of.toordinal(), -len(position.citations), position.text


def _of_article(article: ArticleFindings) -> Iterator[_Stated]:
    for statement in article.reported:
        position = _reported(article, statement)
        if position is not None:
            yield _Stated(position, frozenset(stems(position.text)))
    for quote in article.quotes:
        position = _quoted(article, quote)
        if position is not None:
            yield _Stated(position, frozenset(stems(position.text)))


def _reported(article: ArticleFindings, statement: ReportedStatement) -> StatedPosition | None:
    actor = statement.source
    if actor is None or statement.confidence < LEAST_SURE or not is_somebody(actor):
        return None
    if statement.kind is CueKind.REJECTS and _NO_MATTER.match(statement.text):
        return None
    if _is_nobody(actor, statement, article):
        return None
    if len(statement.spans) > 1 or statement.kind in _NO_STANCE:
        return None
    stance = _BY_CUE.get(statement.kind, Stance.UNCLEAR)
    evidence: str | None = statement.cue if stance is not Stance.UNCLEAR else None
    if statement.negated:
        stance = _TURNED.get(stance, stance)
        if stance is Stance.UNCLEAR:
            return None
    elif stance is Stance.UNCLEAR:
        stance, evidence = stance_of(statement.text)
    telling = len(stems(statement.text))
    if telling < (_FEWEST_STEMS if stance is Stance.UNCLEAR else 1):
        return None
    if _POINTING.match(statement.text):
        return None
    if _CONDITION.search(statement.text):
        stance = Stance.CONDITIONAL
    start = min(statement.source_span[0], statement.start)
    sentence = next(
        (one for one in article.sentences if one.start <= start and statement.end <= one.end), None
    )
    if sentence is None or len(sentence.text) > _LONGEST:
        return None
    return StatedPosition(
        actor, sentence.text, stance, evidence, None, article.day, False, (sentence.citation,)
    )


def _is_nobody(actor: str, statement: ReportedStatement, article: ArticleFindings) -> bool:
    """Whether the source is an unspecified group, or only the first word of a sentence."""
    if statement.source_surface.split()[0].lower() in _QUANTIFIERS:
        return True
    return " " not in actor and _is_a_word(actor, article)


def _is_a_word(name: str, article: ArticleFindings) -> bool:
    """Whether an apparent name at the beginning of a sentence is a word: "Port", "Built"."""
    low = name.lower()
    return any(low in sentence.text and _has(sentence.text, low) for sentence in article.sentences)


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w’'-]){re.escape(word)}(?![\w’'-])", text) is not None


def _quoted(article: ArticleFindings, quote: FoundQuote) -> StatedPosition | None:
    if (
        quote.speaker is None
        or quote.status is not QuoteStatus.SAID
        or not is_somebody(quote.speaker)
    ):
        return None
    if quote.kind is not QuoteKind.FULL or len(quote.text) > _LONGEST:
        return None
    stance, evidence = stance_of(quote.text)
    if stance is Stance.UNCLEAR and len(stems(quote.text)) < _FEWEST_STEMS:
        return None
    said = quote.text.rstrip(",")  # the comma before "she said" is the reporter's
    citation = Citation(article.id, said, quote.start, quote.start + len(said))
    return StatedPosition(
        quote.speaker, said, stance, evidence, None, article.day, True, (citation,)
    )


def is_somebody(actor: str) -> bool:
    """Whether a source is a named person or body, not "officials"."""
    parts = actor.lower().split()
    if not actor[:1].isupper() or parts[0] in _QUANTIFIERS or parts[-1] in _GROUPS:
        return False
    if len(parts) > 1:
        return True
    return not (parts[0] in ADVERBS or parts[0].endswith("ly") or is_sayer(parts[0]))


@lru_cache(maxsize=4_096)
def stance_of(text: str) -> tuple[Stance, str | None]:
    """The stance in a speaker's own words, and the words that show it."""
    against, pro = _AGAINST.search(text), _FOR.search(text)
    if (against is None) == (pro is None):
        return Stance.UNCLEAR, None  # neither, or both
    match = against or pro
    condition = _CONDITION.search(text)
    if condition is not None:
        return Stance.CONDITIONAL, condition[0]
    stance = Stance.AGAINST if against is not None else Stance.FOR
    return stance, match[0] if match else None


def _merged(stated: Iterable[_Stated], rarity: Rarity) -> list[_Stated]:
    """Merge reports by several articles of the same position of one actor."""
    kept: dict[str, list[_Stated]] = defaultdict(list)
    for one in sorted(stated, key=lambda item: -item.position.as_of.toordinal()):
        own = kept[one.position.actor]
        place = next(
            (at for at, other in enumerate(own) if dice(one.stems, other.stems, rarity) >= _SAME),
            None,
        )
        if place is None:
            own.append(one)
            continue
        known = own[place].position
        if one.position.citations[0].article not in {cited.article for cited in known.citations}:
            together = replace(known, citations=(*known.citations, *one.position.citations))
            own[place] = replace(own[place], position=together)
    return [one for own in kept.values() for one in own]


def _questions(
    stated: Sequence[_Stated],
    articles: Sequence[ArticleFindings],
    rarity: Rarity,
    spellings: Iterable[str],
) -> dict[str, str]:
    """Stems shared by statements of several actors and the headlines, as printed.

    The heaviest come first.
    """
    actors: dict[str, set[str]] = defaultdict(set)
    actors_named = [*spellings, *(one.position.actor for one in stated)]
    passed_over = {stem for name in actors_named for stem in stems(name)} | _verb_stems()
    titled = Counter(stem for article in articles for stem in set(stems(article.headline)))
    for one in stated:
        for stem in one.stems - passed_over:
            actors[stem].add(one.position.actor)
    shared = [
        stem
        for stem, who in actors.items()
        if len(who) > 1 and stem in titled and _are_comparable(stem, stated, passed_over)
    ]
    shared.sort(key=lambda stem: (-len(actors[stem]) * titled[stem] * rarity(stem), stem))
    printed: dict[str, Counter[str]] = {stem: Counter() for stem in shared}
    for one in stated:
        if not one.stems.isdisjoint(printed):
            for word in folded_words(one.position.text)[0]:
                for stem in stems_of((word,)):
                    if stem in printed:
                        printed[stem][word] += 1
    words_for = {stem: counts.most_common(1)[0][0] for stem, counts in printed.items()}
    return {
        stem: word
        for stem, word in words_for.items()
        if kind_of(word) is Word.OTHER and not is_numeral(word) and word not in _NO_QUESTION
    }


_NO_QUESTION = frozenset(
    listed("""
    abroad again ahead alone apart aside away back down early forward home late off out over sharply
    through together up
    """)
)
"""Words that say how and where, not what somebody could be asked about."""


def _are_comparable(stem: str, stated: Iterable[_Stated], passed_over: Collection[str]) -> bool:
    """Whether two actors take a stance, or their statements share more than the one word.

    Names do not count: speaking of the same place is no basis for comparison.
    """
    having = [one for one in stated if stem in one.stems]
    told = [(one.position, one.stems.difference(passed_over, (stem,))) for one in having]
    return any(
        one.actor != other.actor
        and (Stance.UNCLEAR not in (one.stance, other.stance) or not mine.isdisjoint(theirs))
        for (one, mine), (other, theirs) in combinations(told, 2)
    )


@cache
def _verb_stems() -> frozenset[str]:
    return frozenset(stem for form in reporting_verbs() for stem in stems(form))


def by_question(found: Sequence[StatedPosition]) -> Mapping[str, Sequence[StatedPosition]]:
    """The positions on each question that several actors address, for comparison."""
    grouped: dict[str, list[StatedPosition]] = defaultdict(list)
    for position in found:
        if position.question is not None:
            grouped[position.question].append(position)
    return {
        question: own
        for question, own in grouped.items()
        if len({position.actor for position in own}) > 1
    }
