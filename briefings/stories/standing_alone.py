"""Whether a sentence can stand alone: read without those before it, it says whom and what it means.

A sentence of an article leans on what stands before it by its first word ("But", "He"), by a
pronoun that nobody in it bears, by a noun that was explained before ("the deal", "the two men") or
by being half of something ("he added"). Rules after the marks of discourse-new and discourse-old
mentions in Prince, "Toward a taxonomy of given-new information" (1981).
"""

import re

from briefings.analysis.wordlists import listed

LONGEST = 320
"""In characters: beyond this a sentence is no key point but a paragraph."""
_SHORTEST = 45
_LEANING = frozenset(
    listed("""
    but and so yet or nor also however meanwhile still then instead moreover furthermore besides
    therefore thus hence nevertheless nonetheless otherwise indeed similarly likewise later earlier
    afterwards afterward additionally consequently finally here there this that these those it he
    she they we i you his her their its our my your such both another others neither either none
    one some many most such too again because though although while when as after before since if
    what why how who whose which where yes no not now too
    """)
)
"""First words that point back, but for those that only open a clause: see `_OPENING`."""
_OPENING = frozenset(
    listed("while when as after before since if although though because most many some both")
)
_POINTING = _LEANING - _OPENING
_BACKWARDS = re.compile(
    r"\b(?:the (?:latter|former|two|three|pair|duo|same|other|others|move|deal|plan|statement"
    r"|decision|news|incident|case|attack|report|comments?|remarks|following|man|woman|men|women"
    r"|group|company|firm|team|official|spokesman|spokeswoman|source|document|video|letter|latest"
    r"|suspect|victim|victims|couple|author|actor|singer|event|meeting|measure|proposal|announcement)"
    r"|such (?:a|an)|that[’']s"
    r"|that (?:day|year|week|month|time|night)|there|then|thereby|aforementioned)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|him|her|them|his|hers|their|theirs|it|its|this|these|those)\b", re.IGNORECASE
)
_PERSONAL = re.compile(r"\b(?:I|we|you|my|our|your|us|me)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w’'\-]+|^[A-Z][\w’'\-]+(?= [A-Z])|^[A-Z]{2,}\b")
_ADDED = re.compile(
    r"\b(?:added|continued|went on|explained|replied|concluded|told (?:him|her|them|us|me))\b"
)
_QUOTED = re.compile(r"[“\"].*?[”\"]|``.*?''")
_CLUTTER = re.compile(
    r"copyright|all rights reserved|©|subscribe|sign up|newsletter|read more|click here|cookie"
    r"|\bcaption\b|getty images|file photo|watch:|photo:|follow us|share this|related:|advertis"
    r"|e-?mail address|\bcredit\b|https?://|www\.|@\w|material may not be|contributed to this"
    r"|scroll down|\bpictured\b|press play|enlarge this|associated press writers?|reporting by"
    r"|audio record|transcripts? (?:is|are|was|were|provided)"
    r"|^photos?\b|^a photo\b|^image\b"
    r"|for comment|hear back|editing by|updated at|last updated|hide caption|image:"
    r"|\bvideo below\b|please enter",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\b(?:Sun|Mon|Tues?|Wed|Thurs?|Fri|Sat|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|St|No)\.$"
)
"""An abbreviation at the end, where a sentence was taken for two."""
_CAPTION = re.compile(
    r"^(?:CLOSE|WATCH|VIDEO|PHOTOS|LIVE|BREAKING|UPDATE)\b|^(?:Wom|M)en hold "
    r"|day, [A-Z][a-z]+\.? \d{1,2}, \d{4}, (?:in|at) [^.]+\.$"
)
"""What stands beside pictures: "… walks to court, Monday, May 6, 2024, in Holm."."""
_LINKING = re.compile(
    r"(?:(?:\w+ ){1,2}other"
    r"|(?:An?|Two|Three|Several|Some|Days|Hours|Weeks|Months|Moments)\b[\w ]{0,12} later\b"
    r"|In (?:any case|addition|other words|fact|contrast|response|turn|that|this|the end)"
    r"|As (?:a result|such|well)|For (?:example|instance|now|his|her|its|their)|On the other|At the"
    r" (?:same|time)|By (?:contrast|then)|According to (?:the|a) (?:report|statement))\b"
)
"""Openings that link a sentence to the one before."""


def stands_alone(sentence: str) -> bool:
    """Whether an English sentence can be read without those before it."""
    plain = _QUOTED.sub(" ", sentence)
    words = plain.split()
    if not _SHORTEST <= len(sentence) <= LONGEST or len(words) < 6:
        return False
    if not sentence[0].isupper() or sentence.rstrip()[-1] not in '.!”"’':
        return False
    first = words[0].strip("“\"'‘(,").lower()
    if first in _POINTING or "?" in plain or _is_dangling(plain, first):
        return False
    if (
        _PERSONAL.search(plain)
        or _CUT.search(sentence)
        or _CAPTION.search(sentence)
        or _LINKING.match(plain)
    ):
        return False
    return not (_ADDED.search(plain) or _CLUTTER.search(sentence))


_SUBJECT_WORDS = 5
_TELLING = re.compile(r"[A-Z\d]")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


def _is_dangling(plain: str, first: str) -> bool:
    """Whether a pronoun or a definite noun has nothing before it that it could mean."""
    name = _NAME.search(plain)
    if name is None:
        return True
    subject = plain.split()[1:_SUBJECT_WORDS]
    if first == "the" and not any(
        _TELLING.match(word) and not _DAY.match(word) for word in subject
    ):
        return True  # "The ship was heading for …": which?
    pronoun = _PRONOUN.search(plain)
    if pronoun is not None and (pronoun.start() < name.start() or first in _OPENING):
        return True
    pointer = _BACKWARDS.search(plain)
    return pointer is not None and pointer.start() < max(40, name.start())
