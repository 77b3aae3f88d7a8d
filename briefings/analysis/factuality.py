"""Tells whether quoted words were said at all: denied, disputed and imagined ones were not.

Reported words are an event, and a text can present an event as a fact, as its opposite or as
neither (FactBank: Saurí and Pustejovsky, 2009). Here:

- "X denied saying", "X never said": denied, FactBank's CT-;
- "a fake post quotes X", "prosecutors allege that X said": disputed, somebody else's claim;
- "if X says", "X is expected to say", "they asked X to say": hypothetical, FactBank's Uu.

The words right before the verb of saying decide.
"""

import re

from briefings.analysis.article_layout import TAIL_RULES, ArticleLayout
from briefings.analysis.wordlists import listed
from briefings.models import QuoteStatus

_BETWEEN = 14
"""How many words may be between the verb of saying and the marks."""
_NEAR = 120
"""How many characters before the verb are considered."""

_VERBS = frozenset(
    listed("""
    say says said saying tell tells told telling write writes wrote written writing call calls
    called calling declare declares declared declaring announce announces announced announcing
    promise promises promised promising shout shouts shouted shouting whisper whispers whispered
    whispering reply replies replied replying state states stated stating claim claims claimed
    claiming admit admits admitted admitting describe describes described describing tweet tweets
    tweeted tweeting post posts posted posting utter utters uttered uttering ask asks asked asking
    threaten threatens threatened threatening boast boasts boasted boasting brand brands branded
    branding label labels labelled labeled labelling refer refers referred referring yell yells
    yelled yelling insist insists insisted insisting warn warns warned warning mutter muttered
    muttering swear swore vow vows vowed vowing confess confesses confessed confessing admonish
    joke joked joking remark remarked remarking text texted texting answer answers answered
    """)
)
_WORD = re.compile(r"[^\W_][\w’'\-]*")

_ADVERB = r"(?:\w+ly|ever|even|once|also|just|in fact)\s"
_LY = rf"(?:{_ADVERB})*"
_SUBJECT = r"(?:\w[\w.’'\-]*\s){1,6}?"
_NOT = r"(?:not|n[’']t)"

_DENIED = re.compile(
    rf"\b(?:(?:did|does|do|has|have|had|is|was|were|are|could|can|would|will|wo|ca)\s?{_NOT}\s"
    rf"|never\s|(?:refus|declin)(?:ed|es|ing)\sto\s|(?:failed|fails|neglected)\sto\s"
    rf"|(?:stopp?(?:ed|s|ing)|fell|falls)\sshort\sof\s|without\s"
    rf"|(?:den(?:ied|ies|ying)|disput(?:ed|es)|reject(?:ed|s))\s"
    rf"(?:(?:the\s)?(?:claim|report|allegation|rumou?r|suggestion|accusation)s?\s)?(?:of\s)?"
    rf"(?:having\s|{_LY}that\s{_SUBJECT}|)"
    rf"|den(?:ied|ies|ying)\s[^.;:,]{{1,40}}\sthat\s{_SUBJECT}"
    rf"|no\s(?:record|evidence|proof|sign|trace)\s(?:of|that)\s{_SUBJECT}"
    rf"){_LY}(?:been\s|be\s|have\s|to\s)?$"
)
_EMBEDDED = re.compile(
    r"\b(?:whether|why|how|what|when|where|who|if|more|much|anything|only|just|but|immediately)\b"
)
"""Words after "did not say" that mean it was not a denial: "did not say why"."""
_BEST = re.compile(r"\s(?:it|that|so)\sbest\b")
""""May have said it best" praises what was said."""
_DISPUTED = re.compile(
    rf"(?:accus(?:ed|es|ing)\s(?:.*\s)?of\s"
    rf"|(?:alleges?|alleged|alleging)\s{_SUBJECT}"
    rf"|(?:allegedly|purportedly|supposedly)\s(?:had\s)?"
    rf"|(?:is|was|are|were)\s(?:widely\s)?(?:said|supposed|rumou?red|claimed)\sto\shave\s"
    rf"){_LY}$"
)
_FAKE = re.compile(
    r"^\W*(?:(?:in|on)\s)?(?:(?:an?|the|one|another|this|that|several|some|two)\s)?(?:\w+\s)?"
    r"(?:faked?|fabricated|doctored|bogus|hoax|satirical|spoof|parody|manipulated|deepfake"
    r"|AI-generated|forged|invented|false|made-up|impost[eo]r|fictitious)\s(?:[\w\-]+\s){0,2}?"
    r"(?:post|tweet|video|clip|screenshot|image|quote|quotation|letter|statement|account|audio"
    r"|recording|stor(?:y|ie)|article|meme|headline|website|e-?mail|message|poster|interview"
    r"|transcript|release|report|memo|note|voice|ad)s?\b"
    r"(?!.*(?:who\b|,\s(?:and|but|so)\b))",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    rf"(?:(?:^\W*(?:Had|Were|Should)|\b(?i:if|unless|until|as\sthough))\s[^,;:]{{0,70}}"
    rf"|\b(?:(?:could|should|might|may|must|can)\s(?:well\s|have\s|be\s|{_ADVERB})*"
    rf"|would\shave\s{_LY}|(?:will|shall)\s{_LY}"
    rf"|(?:is|are|was|were)\s{_LY}(?:expected|likely|set|due|going|about|preparing|ready)\sto\s"
    rf"|(?:plans|planned|intends|intended|hopes|hoped|wants|wanted|wishes|wished)\sto\s"
    rf"|(?:ask|asks|asked|asking|urge|urges|urged|urging|want|wants|wanted|order|orders|ordered"
    rf"|instruct|instructed|beg|begged|pressed|presses|advised|invite|invited|expects?|expected"
    rf"|challenged|calls?\son|called\son|waiting\sfor|wait\sfor|would\slike)\s[^,;:]{{2,60}}\sto\s"
    rf"|(?i:imagine|picture|suppose)\s[^,;:]{{0,60}}))$"
)
_REPORTED = re.compile(
    r"\b(?:said|says|added|told|tells|stated|wrote|writes|asserted|asserts|argued|argues|insisted"
    r"|insists|warned|warns|noted|notes|explained|explains|promised|vowed)"
)
"""An outer verb whose subject says the whole: "she said she would call it “…”"."""
_INVENTED = re.compile(
    r"\b(?:is|was|are|were)\s(?:\w+ly\s|an?\s)*(?:fake|fabricat(?:ed|ion)|invented|invention|made"
    r"\sup|false|bogus|hoax|forgery|untrue|misattributed|not\s(?:real|genuine|authentic))"
    r"|(?:falsely|wrongly|mistakenly)\s(?:attributed|credited|ascribed)"
)
_WORDS = re.compile(
    r"(?:quot(?:e|ation)|phrase|words|line|remark|statement|comment|tweet|post|sentence|claim)s?,?\s$"
)
"""Nouns that may be called invented: the quote “…” is fake."""


_DENYING = (
    r"(?:den(?:y|ied|ies|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|debunk(?:s|ed|ing)?"
    r"|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?|disput(?:es?|ed|ing)|rubbish(?:es|ed|ing)"
    r"|disown(?:s|ed|ing)?|(?:called|calls|branded|brands|dismissed)\s(?:as\s)?"
    r"(?:fake|false|untrue|fabricated|fiction|nonsense))"
)
_REPORTS = (
    r"(?:claims?|reports?|rumou?rs?|stor(?:y|ies)|allegations?|suggestions?|accusations?|accounts?"
    r"|articles?|posts?|recordings?|assertions?|insinuations?)"
)
_DENIES = re.compile(rf"\b{_DENYING}\b")
_DENIED_REPORT = re.compile(
    rf"\b{_DENYING}\b[^.;:]{{0,60}}\b{_REPORTS}\b[^.;:]{{0,80}}?\b(?:that|in\swhich)\s[^.;:,]{{0,60}}$"
)
"""Second-hand reports of somebody's words that somebody denies."""
_DENIAL_BEFORE = re.compile(rf"\b{_DENYING}\s(?:[\w\-]+\s){{0,4}}{_REPORTS}\b")
_DENIAL_AFTER = re.compile(
    r"\b(?:den(?:ied|ies)|disput(?:ed|es)|(?:has|had|have)\snever|never|did\snot|didn[’']t)\s"
    r"(?:having\s)?(?:(?:say|said|saying|utter|uttered|uttering|use|used|using|make|made|making"
    r"|speak|spoken|speaking|write|written|writing)\s)?"
    r"(?:it\b|that\b|so\b|(?:the|this|these|those|any\ssuch|such\sa?)\s?"
    r"(?:words?|sentence|remarks?|phrase|quot(?:e|ation)s?|comments?|statements?|line)\b)"
)
_CALLED_FAKE = re.compile(
    r"\b(?:message|letter|post|recording|statement|quot(?:e|ation)|e-?mail|tweet|video|audio)s?\s"
    r"(?:is|are|was|were|had\sbeen|has\sbeen)\s(?:a\s)?"
    r"(?:fabricated|fabrication|fakes?|forged|forgery|invented|doctored|false)\b"
)
_SECOND_HAND = re.compile(
    r"\b(?:claim(?:s|ed)?|report(?:s|ed)?|alleg(?:es?|ed)|quot(?:es?|ed)|suggest(?:s|ed)?"
    r"|according|circulat(?:ed|ing)|attributed)\b"
)
"""Somebody else says that they said it."""
_AROUND = 260
"""How many characters before and after a second-hand report may deny it."""


def status_of(layout: ArticleLayout, index: int) -> QuoteStatus:
    """How the sentence around passage `index` presents its words: as said or not."""
    lead = layout.leads[index]
    text = layout.text
    if lead is not None and lead.inherits is not None:
        return QuoteStatus.SAID  # see `statuses`
    before = text[slice(*_before(layout, index))]
    after = text[slice(*layout.after(index))]
    if _WORDS.search(before) and _INVENTED.search(after):
        return QuoteStatus.DISPUTED
    if lead is not None and lead.rule in TAIL_RULES:
        return _of_tail(after)
    found = _of_lead_in(before)
    if found is QuoteStatus.SAID and _is_called_fake(layout, index):
        return QuoteStatus.DISPUTED
    second_hand = _SECOND_HAND.search(before) and not _DENIES.search(before)
    if found is QuoteStatus.SAID and second_hand and _is_denied(layout, index):
        return QuoteStatus.DENIED
    if found is QuoteStatus.SAID and lead is None:
        return _of_tail(after)
    return found


def _is_denied(layout: ArticleLayout, index: int) -> bool:
    """Whether the sentence before or after a second-hand report denies it."""
    passage, text = layout.passages[index], layout.text
    begin = layout.sentence_start(passage.start - 1)
    if _DENIAL_BEFORE.search(_last_sentence(text[max(0, begin - _AROUND) : begin])):
        return True
    after = text[passage.closing : passage.closing + _AROUND]
    return _DENIAL_AFTER.search(_first_sentence(after)) is not None


def _is_called_fake(layout: ArticleLayout, index: int) -> bool:
    """Whether somebody calls the message a fake in the next sentence."""
    end = layout.passages[index].closing
    return _CALLED_FAKE.search(_first_sentence(layout.text[end : end + _AROUND])) is not None


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+(?=\S)", text.rstrip())[-1]


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+", text.lstrip(" \n.”’\"'"), maxsplit=1)[0]


def statuses(layout: ArticleLayout) -> list[QuoteStatus]:
    """The status of every passage; parts of one quotation share one."""
    found = [status_of(layout, index) for index in range(len(layout.passages))]
    for index, lead in enumerate(layout.leads):
        if lead is not None and lead.inherits is not None and lead.same_utterance:
            found[index] = found[lead.inherits]
    return found


def _before(layout: ArticleLayout, index: int) -> tuple[int, int]:
    """The sentence before the passage, including passages without their own attribution."""
    begin, end = layout.before(index)
    return begin, max(begin, end)


def _of_lead_in(before: str) -> QuoteStatus:
    words = list(_WORD.finditer(before))
    for word in reversed(words[-_BETWEEN:]):
        if word[0].lower() in _VERBS:
            return _of_verb(before, word, before[word.end() :])
    return QuoteStatus.SAID


def _of_tail(after: str) -> QuoteStatus:
    for word in list(_WORD.finditer(after))[:_BETWEEN]:
        if word[0].lower() in _VERBS:
            if word[0].lower() == "said" and after[word.end() :].startswith(" to have "):
                continue
            return _of_verb(after, word, "")
    return QuoteStatus.SAID


def _of_verb(words: str, verb: re.Match[str], rest: str) -> QuoteStatus:
    """The status from the words before a verb of saying; `rest` is between it and the marks."""
    head = words[: verb.start()]
    if _DENIED.search(head[-_NEAR:]):
        return QuoteStatus.SAID if _EMBEDDED.search(rest) else QuoteStatus.DENIED
    aside = head.rstrip().endswith(",") and verb[0].endswith("ing")
    if not aside and _DENIED_REPORT.search(head):
        return QuoteStatus.DENIED
    if _BEST.match(rest):
        return QuoteStatus.SAID
    if _DISPUTED.search(head[-_NEAR:]) or _FAKE.search(head):
        return QuoteStatus.DISPUTED
    if _HYPOTHETICAL.search(head) and not _REPORTED.search(head):
        return QuoteStatus.HYPOTHETICAL
    return QuoteStatus.SAID
