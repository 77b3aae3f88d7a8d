"""Which language a text is in, told by its script and its commonest words."""

import re
from collections import Counter

from briefings.text.languages import LANGUAGES

_COMMON = {tag: language.function_words for tag, language in LANGUAGES.items()}
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
)
_BEYOND_LATIN = re.compile(r"[\u0370-\u1fff\u3040-\ud7a3]")
_SAMPLE = 4_000
_SCRIPT_SHARE = 0.2
_WORD_SHARE = 0.1
_MIN_HITS = 3
_LEAD = 1.3
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def language_of(text: str) -> str | None:
    """A BCP 47 tag for the language of `text`; None where it cannot be told."""
    sample = text[:_SAMPLE]
    if _BEYOND_LATIN.search(sample):
        signs = len(sample) - sample.count(" ")
        for tag, script in _SCRIPTS:
            if len(script.findall(sample)) > _SCRIPT_SHARE * signs:
                return tag
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    hits = {tag: sum(words[word] for word in common) for tag, common in _COMMON.items()}
    (best, most), (_, second) = sorted(hits.items(), key=lambda item: -item[1])[:2]
    if most < max(_MIN_HITS, _WORD_SHARE * words.total()) or most < _LEAD * second:
        return None
    return best


def language_tag(declared: str | None) -> str | None:
    """`declared` (``en_US``, ``EN-us``) as a BCP 47 tag; None where it is none."""
    tag = (declared or "").strip().replace("_", "-").split(",")[0].split(".")[0]
    if not _TAG.fullmatch(tag):
        return None
    primary, *rest = tag.split("-")
    return "-".join([primary.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
