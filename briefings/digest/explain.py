"""Puts pydantic's errors into the digest format's words: what is wrong, what was expected."""

import difflib
from collections.abc import Callable, Collection
from itertools import islice
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from briefings.models import Quote, Record

_TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "tuple_type": "a list",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
}

_PATTERNS = {
    "[a-z0-9]+(": "an id of lower-case letters and digits joined by hyphens, as in alaska-summit",
    "https?": "an address that starts with http:// or https://, without spaces or brackets",
    "[A-Za-z]{2,3}": "a language tag such as en or pt-BR",
    "[0-9a-f]{64}": "64 hexadecimal digits",
    "female": "female or male",
}

_LIMITS: dict[str, Callable[[dict[str, Any]], str]] = {
    "string_too_short": lambda _: "is empty — text was expected",
    "string_too_long": lambda ctx: f"is too long — at most {ctx['max_length']:,} characters",
    "too_short": lambda ctx: f"has too few items — at least {ctx['min_length']}",
    "greater_than_equal": lambda ctx: f"is too small — at least {ctx['ge']:g}",
    "less_than_equal": lambda ctx: f"is too large — at most {ctx['le']:g}",
    "string_unicode": lambda _: "holds half a surrogate pair — write the whole character",
}


def explain(error: ErrorDetails, model: type[Record]) -> str:
    """One sentence for an error that pydantic found in a `model`'s values."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    name = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "extra_forbidden":
        return unknown_key(name, _keys_at(model, error["loc"][:-1]))
    if kind == "missing":
        return _missing(name, model, value)
    if kind == "value_error":
        return str(context["error"])
    if kind == "enum":
        return f"{_shown(value)} is not known — expected {context['expected']}"
    if kind in _LIMITS:
        return _LIMITS[kind](context)
    if kind == "string_pattern_mismatch":
        expected = next(
            (words for part, words in _PATTERNS.items() if part in context["pattern"]),
            f"text like {context['pattern']}",
        )
        return f"{_shown(value)} does not fit — expected {expected}"
    if kind in _TYPES:
        hint = ""
        if kind == "string_type" and isinstance(value, bool | int | float):
            hint = ": put it in quotes"
        return f"is {_named(value)} — expected {_TYPES[kind]}{hint}"
    return f"{error['msg']}, not {_shown(value)}"  # pydantic's words for other errors


def is_consequence(error: ErrorDetails) -> bool:
    """Whether the error only follows from another: a list is short because items are wrong."""
    value = error["input"]
    is_list = error["type"] == "too_short" and isinstance(value, list)
    return is_list and len(value) >= error["ctx"]["min_length"]


def unknown_key(key: str, known: Collection[str]) -> str:
    """What to say about an unknown key."""
    return hinting(f"unknown key {_shown(key)}", key, known)


def hinting(message: str, name: str, known: Collection[str]) -> str:
    """`message`, with the known name closest to `name`, else some of them."""
    if not known:
        return message
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"{message} — did you mean {near[0]}?"
    listed = ", ".join(islice(known, 20))
    return f"{message} — known are {listed}{' …' if len(known) > 20 else ''}"


def _missing(name: str, model: type[Record], value: Any) -> str:
    if name == "citation" and model is Quote:
        return (
            "is missing: a quotation without its citation can't be checked — "
            "give the article (and prefix or suffix where the words occur twice)"
        )
    if name == "article":
        return "is missing — the id of the article that is cited"
    if name == "exact" and isinstance(value, dict):
        return "is missing — the cited words, verbatim"
    return "is missing — it is required"


def _keys_at(model: type[Record], path: tuple[int | str, ...]) -> list[str]:
    """The keys of the model at `path` within `model`."""
    current: type[BaseModel] = model
    for step in path:
        if isinstance(step, str):
            annotation = current.model_fields[step].annotation
            current = next(iter(_models_in(annotation)), current)
    return list(current.model_fields)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    inner = getattr(annotation, "__args__", ())
    return [model for part in inner for model in _models_in(part)]


def _named(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {_shown(value)}"
        case str():
            return f"the text {_shown(value)}"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _shown(value: Any) -> str:
    """A value in at most 60 characters."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:56]}…{text[-1]}"
