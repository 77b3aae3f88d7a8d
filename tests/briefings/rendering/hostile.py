"""Answers in which an attacker chose every free text."""

from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from briefings.rendering.samples import samples
from tests.briefings.rendering.dialects.test_discord import HOSTILE

FIXED = {
    "id", "article", "creator", "actor", "topic", "issue", "utterance", "affiliation", "kind",
    "start_date", "end_date", "spoken_on", "as_of", "date_published", "in_language", "sha256",
    "withdrawn_on", "gender", "stance", "was", "status", "verdict", "change", "digital_source_type",
}  # fmt: skip
"""Fields checked when a digest loads: ids, dates and enumerated words."""

TEXTS = st.one_of(
    HOSTILE.filter(str.strip),
    st.sampled_from(["*" * 500, "𝕏" * 3_000, "a b " * 5_000, "_" * 20_000, "x\n" * 900]),
)
ADDRESSES = st.sampled_from(
    [None, "javascript:alert(1)", "https://x.example/" + "a" * 900, "https://x.example/a_b?c=*d*"]
)


@dataclass(frozen=True)
class Infected:
    """Keeps Hypothesis from printing an answer of a megabyte."""

    answer: Any = field(repr=False)
    pool: list[str] = field(repr=False)

    def __repr__(self) -> str:
        return f"{type(self.answer).__name__} with {[text[:200] for text in self.pool]!r}"


@st.composite
def infected(draw: st.DrawFn) -> Infected:
    """A sample answer with free texts and addresses replaced."""
    chosen = draw(st.sampled_from([answer for kind in samples().values() for answer in kind]))
    pool = draw(st.lists(TEXTS, min_size=1, max_size=4))
    address = draw(ADDRESSES)
    turn = iter(range(1_000_000))

    def infect(value: Any, within: str = "") -> Any:
        if within == "url":
            return address
        if within in FIXED:
            return infect(value) if isinstance(value, BaseModel) or is_dataclass(value) else value
        if isinstance(value, str):
            return pool[next(turn) % len(pool)]
        if isinstance(value, tuple):
            return tuple(infect(item, within) for item in value)
        if isinstance(value, BaseModel):
            names = type(value).model_fields
            return value.model_copy(update={n: infect(getattr(value, n), n) for n in names})
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: infect(getattr(value, f.name), f.name)
                                     for f in fields(value)})  # fmt: skip
        return value

    return Infected(infect(chosen), pool)
