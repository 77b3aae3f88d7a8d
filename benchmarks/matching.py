"""How well and how fast names are found: `python -m benchmarks.matching`.

Names are invented from parts of names in several languages (seeded: every run has the same ones);
queries misspell them as readers do. An answer is *right* if it is the person, *wrong* if it is
somebody else, a *tie* if it offers several, a *miss* if it finds nobody. For strangers, who are not
in the list, a miss is right.
"""

import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from briefings.matching import Entry, Found, Matcher, Miss, Tie
from briefings.text.folding import fold, sound

_FIRST = """
    Anna Boris Carl Dmytro Elena François Günter Hélène Ivan Jörg Katarzyna Łukasz Márta
    Nikola Olga Pavel Quentin René Sergei Tomáš Ursula Volodymyr William Xavier Yulia Zoltán
    Amélie Björn Chloé Donald Emmanuel Friedrich Giorgia Håkon Igor Jarosław Keir Lars Marco
    Nadia Oleksandr
"""
_ONSET = """
    B Br Ch D Dr F G Gr H J K Kh Kl Kr L M N P R S Sch Sh St T Tr V W Y Z Zh Š Č Ł
"""
_MIDDLE = """
    an ar el en er im in ol on or ov uk ul um ač ąd él ín öm ür ész itk elen akar ubi
"""
_END = """
    off ov ova sky skyy ski enko son sen mann berg ić ez aux ini escu ás son er mp tz el
"""

_SPELLINGS = (
    ("ff", "v"), ("ov", "ow"), ("skyy", "skiy"), ("sky", "skij"), ("ski", "sky"), ("w", "v"),
    ("kh", "h"), ("sch", "sh"), ("tz", "z"), ("y", "j"), ("z", "s"), ("k", "ck"), ("itk", "hitc"),
)  # fmt: skip


def invented(count: int, rng: random.Random) -> list[str]:
    """Distinct full names; about one surname in twenty is shared by two people."""
    names: dict[str, None] = {}
    first, onset, middle, end = (text.split() for text in (_FIRST, _ONSET, _MIDDLE, _END))
    while len(names) < count:
        parts = [rng.choice(onset), rng.choice(middle)]
        parts += [rng.choice(middle)] if rng.random() < 0.6 else []
        names[f"{rng.choice(first)} {''.join(parts)}{rng.choice(end)}"] = None
    return list(names)


def typo(word: str, rng: random.Random) -> str:
    """One letter left out, added or changed, or two swapped; never the first."""
    at = rng.randrange(1, len(word))
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2 or at + 1 == len(word):
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def bare(text: str) -> str:
    """Without diacritics, as typed on a keyboard that has none."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.translate(str.maketrans("łŁøØ", "lLoO"))


def respelt(surname: str, rng: random.Random) -> str:
    """In another transliteration, if part of the surname has one."""
    rules = [rule for rule in _SPELLINGS if rule[0] in surname.lower()]
    if not rules:
        return surname
    old, new = rng.choice(rules)
    return surname.lower().replace(old, new)


def queries(name: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    first, surname = name.split(" ", 1)
    yield "full name", name
    yield "lower, no diacritics", bare(name).lower()
    yield "surname", surname
    yield "surname, one typo", typo(surname, rng)
    yield "full, typo in surname", f"{first} {typo(surname, rng)}"
    yield "full, typo in first name", f"{typo(first, rng)} {surname}"
    yield "surname respelt", respelt(surname, rng)
    yield "surname first", f"{surname} {first}"


def unlike(names: list[str], known: list[str]) -> list[str]:
    """The names whose surname is no known person's, nor a letter or a sound away from one.

    (Such a name could as well be a misspelt one.)
    """
    surnames = [fold(name).split()[-1] for name in known]
    sounds = set(map(sound, surnames))
    return [
        name
        for name in names
        for surname in fold(name).split()[-1:]
        if sound(surname) not in sounds
        and process.extractOne(surname, surnames, scorer=OSA.distance, score_cutoff=1) is None
    ]


def outcome(matcher: Matcher, query: str, wanted: str | None) -> str:
    match matcher.find(query):
        case Found(id=found):
            return "right" if found == wanted else "wrong"
        case Tie():
            return "tie"
        case Miss():
            return "miss" if wanted else "right"


def timed(call: Callable[[str], object], texts: list[str]) -> str:
    times = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        times.append((time.perf_counter() - start) * 1e3)
    times.sort()
    return f"p50 {times[len(times) // 2]:.2f} ms, p99 {times[int(len(times) * 0.99)]:.2f} ms"


def measure(count: int) -> Iterator[str]:
    rng = random.Random(count)  # noqa: S311  # invented names, no secrets
    names = invented(count + 800, rng)
    known = names[:count]
    strangers = unlike(names[count:], known)
    matcher = Matcher(
        (Entry(f"p{i}", name, (), float(i % 7)) for i, name in enumerate(known)), surnames=True
    )
    seen: dict[str, Counter[str]] = {}
    texts = []
    for i in rng.sample(range(count), min(count, 1_000)):
        for kind, query in queries(known[i], rng):
            seen.setdefault(kind, Counter())[outcome(matcher, query, f"p{i}")] += 1
            texts.append(query)
    for name in strangers:
        for kind, query in (("stranger", name), ("stranger's surname", name.split()[1])):
            seen.setdefault(kind, Counter())[outcome(matcher, query, None)] += 1
            texts.append(query)
    yield f"\n{count:,} names"
    yield f"{'query':<26}" + "".join(f"{head:>9}" for head in ("right", "wrong", "tie", "miss"))
    for kind, counted in seen.items():
        shares = (
            100 * counted[head] / counted.total() for head in ("right", "wrong", "tie", "miss")
        )
        yield f"{kind:<26}" + "".join(f"{share:>8.1f}%" for share in shares)
    sample = rng.sample(texts, min(len(texts), 1_000))
    yield f"find      {timed(matcher.find, sample)}"
    begun = [text[: rng.randrange(1, 7)] for text in sample]
    yield f"complete  {timed(matcher.complete, begun)}"


def main() -> None:
    for count in (60, 200, 1_000, 10_000):
        for line in measure(count):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
