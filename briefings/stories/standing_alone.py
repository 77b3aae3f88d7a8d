"""Whether a sentence can stand alone: clear about whom and what it means without those before.

A sentence depends on those before it through its first word ("But", "He"), a pronoun without a
person in the sentence, a noun explained earlier ("the deal", "the two men") or because it continues
something ("he added"). The rules follow the marks of discourse-new and discourse-old mentions in
Prince, "Toward a taxonomy of given-new information" (1981).
"""

import re

from briefings.analysis.wordlists import listed
from briefings.text.words import plain_words

LONGEST = 320
"""Characters beyond which a sentence is not a key point but a paragraph."""
_SHORTEST = 45
_LEANING = frozenset(
    listed("""
    but and so yet or nor also however meanwhile still then instead moreover furthermore besides
    therefore thus hence nevertheless nonetheless otherwise indeed similarly likewise later earlier
    afterwards afterward additionally consequently finally here there this that these those it he
    she they we i you his her their its our my your such both another others neither either none
    one some many most such too again because though although while when as after before since if
    what why how who whose which where yes no not now too well
    """)
)
"""First words that point back, except those that only open a clause; see `_OPENING`."""
_OPENING = frozenset(
    listed("while when as after before since if although though because most many some both")
)
_POINTING = _LEANING - _OPENING
_BACKWARDS = re.compile(
    r"\b(?:the (?:latter|former|two|three|pair|duo|same|other|others|move|deal|plan|statement"
    r"|decision|news|incident|case|attack|report|comments?|remarks|following|man|woman|men|women"
    r"|group|company|firm|team|official|spokesman|spokeswoman|source|document|footage|video"
    r"|letter|latest"
    r"|suspect|victim|victims|couple|author|actor|singer|event|meeting|measure|proposal|announcement)"
    r"|such (?:a|an)|that[’']s"
    r"|that (?:day|year|week|month|time|night)|there|then|thereby|aforementioned)\b",
    re.IGNORECASE,
)
_BACKWARD_WORDS = frozenset(
    listed("""
    latter former two three pair duo same other others move deal plan statement decision news
    incident case attack report comment comments remarks following man woman men women group company
    firm team official spokesman spokeswoman source document footage video letter latest suspect
    victim
    victims couple author actor singer event meeting measure proposal announcement such that there
    then thereby aforementioned
    """)
)
"""`_BACKWARDS` needs one of these words."""
_PRONOUNS = frozenset(
    listed("he she they him her them his hers their theirs it its this these those")
)
_PRONOUN = re.compile(rf"\b(?:{'|'.join(sorted(_PRONOUNS))})\b", re.IGNORECASE)
_PERSONAL = frozenset(listed("i we you my our your us me"))
_COUNTRY = re.compile(r"\bUS\b")
"""The country, not "us"."""
_NAME = re.compile(
    # A capital first, so that the engine skips everything else.
    r"[A-Z](?:(?<![.!?] .)(?<!^.)(?<!\w.)[\w’'\-]+"
    r"|(?<=^.)(?:[\w’'\-]+(?= [A-Z])|[A-Z]+\b|[a-z]+[A-Z]\w*|\w+[’']s(?= [a-z])))"
)
_ADDED = re.compile(
    r"\b(?:added|continued|went on|explained|replied|concluded|told (?:him|her|them|us|me))\b"
)
_ADDED_WORDS = frozenset(listed("added continued went explained replied concluded told"))
"""`_ADDED` needs one of these words."""
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
_CLUTTER_SIGNS = (
    "copyright", "all rights", "©", "subscribe", "sign up", "newsletter", "read more", "click here",
    "cookie", "caption", "getty", "photo", "watch:", "follow us", "share this", "related:",
    "advertis", "mail address", "credit", "http", "www.", "@", "material may", "contributed to",
    "scroll down", "pictured", "press play", "enlarge", "associated press", "reporting by",
    "audio record", "transcript", "image", "for comment", "hear back", "editing by", "updated",
    "video below", "please enter",
)  # fmt: skip
"""Lower-case text that occurs in everything `_CLUTTER` finds."""
_CUT = re.compile(
    r"\b(?:Sun|Mon|Tues?|Wed|Thurs?|Fri|Sat|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|St|No)\.$"
)
"""An abbreviation at the end, where a sentence was wrongly split in two."""
_LONGEST_CUT = 8
_CAPTION = re.compile(
    r"^[A-Z]\w+[’']s [A-Z]\w+ [A-Z][\w-]+ (?:discusses|explains|has more|joins|looks at|reports)\b"
    r"|^(?:CLOSE|WATCH|VIDEO|PHOTOS|LIVE|BREAKING|UPDATE)\b|^(?:Wom|M)en hold "
    r"|day, [A-Z][a-z]+\.? \d{1,2}, \d{4}, (?:in|at) [^.]+\.$"
)
"""Caption text: "… walks to court, Monday, May 6, 2024, in Holm."."""
_LINKING = re.compile(
    r"(?:(?:\w+ ){1,2}other|Only (?:days|hours|minutes|months|weeks) later"
    r"|(?:An?|Two|Three|Several|Some|Days|Hours|Weeks|Months|Moments)\b[\w ]{0,12} later\b"
    r"|In (?:any case|addition|other words|fact|contrast|response|turn|that|this|the end)"
    r"|As (?:a result|such|well)|For (?:example|instance|now|his|her|its|their)|On the other|At the"
    r" (?:same|time)|By (?:contrast|then)"
    r"|According to (?:the|a) (?:agency|company|firm|report|statement))\b"
)
"""Openings that link a sentence to the one before."""


def stands_alone(sentence: str) -> bool:
    """Whether an English sentence can be read without those before it."""
    if not _SHORTEST <= len(sentence) <= LONGEST:
        return False
    if not sentence[0].isupper() or sentence.rstrip()[-1:] not in _ENDS:
        return False
    plain = _QUOTED.sub(" ", sentence) if _MARKS.search(sentence) else sentence
    words = plain.split()
    if len(words) < _FEWEST_WORDS:
        return False
    first = words[0].strip("“\"'‘(,").lower()
    if first in _POINTING or "?" in plain or _is_dangling(plain, first):
        return False
    used = plain_words(_COUNTRY.sub(" ", plain) if "US" in plain else plain)
    if (
        not used.isdisjoint(_PERSONAL)
        or _CUT.search(sentence, max(0, len(sentence) - _LONGEST_CUT))
        or _CAPTION.search(sentence)
        or _LINKING.match(plain)
        or _ELLIPTIC.search(plain, max(0, len(plain) - _LONGEST_END))
    ):
        return False
    if not used.isdisjoint(_ADDED_WORDS) and _ADDED.search(plain):
        return False
    return not _is_clutter(sentence)


def _is_clutter(sentence: str) -> bool:
    low = sentence.lower()
    return any(sign in low for sign in _CLUTTER_SIGNS) and _CLUTTER.search(sentence) is not None


_ENDS = frozenset('.!”"’')
_FEWEST_WORDS = 6
_MARKS = re.compile('[“"`]')
_SUBJECT_WORDS = 5
_TELLING = re.compile(r"[A-Z]|\d(?!\d*-years?-old)(?!\d)")
_INTRODUCED = re.compile(
    r"(?:(?:About|Almost|Around|At least|More than|Nearly|Some|Up to) )?"
    r"(?:A|An|a|an|one|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
    r"|\d[\d,]*|[Dd]ozens of|[Hh]undreds of|[Tt]housands of|Several|several) [a-z\d]"
)
"""A subject that the sentence itself introduces: "A woman died when a tree fell on her car"."""
_ELLIPTIC = re.compile(
    r"\b(?:no (?:alternative|choice|need|other way)|not enough|(?:in|of|on) that \w+)[.”\"’']*$"
)
"""Words that omit a reference: "said there was no alternative", "was in that boat"."""
_LONGEST_END = 30
_VARIED = re.compile(
    r"[Tt]he (?:[A-Z][\w’'.-]*[ \xa0]){0,3}(?:(?:former|leading|local|state|national|tech)[ \xa0])*"
    r"(?:actor|actress|airline|bank|broadcaster|businessman|businesswoman|carrier|club|coach|company"
    r"|agency|couple|firm|giant|group|lender|maker|man|manager|model|native|network|newspaper"
    r"|operator|outfit|paper|player|politician|rapper|retailer|senator|side|singer|star|startup|striker|team"
    r"|teenager|woman)\b(?![ \xa0][A-Z])"
)
"""Nouns that replace a name, with or without a country: "The German paper"."""
_NO_NAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:At|By|During|For|From|In|Last|On|Since|Until)\b"
)
_AGED = re.compile(r"The \d+-year-old\b(?! [A-Z][a-z])")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")


def _is_dangling(plain: str, first: str) -> bool:
    """Whether a pronoun or a definite noun has nothing before it to refer to."""
    name = next((one for one in _NAME.finditer(plain) if not _NO_NAME.match(one[0])), None)
    if name is None:
        return True
    subject = plain.split()[1:_SUBJECT_WORDS]
    if first == "the" and not any(
        _TELLING.match(word) and not _DAY.match(word) for word in subject
    ):
        return True  # "The ship was heading for …": which?
    if _VARIED.match(plain) or _AGED.match(plain):
        return True
    used = plain_words(plain)
    pronoun = _PRONOUN.search(plain) if not used.isdisjoint(_PRONOUNS) else None
    introduced = _INTRODUCED.match(plain) is not None and first not in _OPENING
    leans = pronoun is not None and (pronoun.start() < name.start() or first in _OPENING)
    if leans and not introduced:
        return True
    pointer = _BACKWARDS.search(plain) if not used.isdisjoint(_BACKWARD_WORDS) else None
    return pointer is not None and pointer.start() < max(40, name.start())
