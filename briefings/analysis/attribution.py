"""Who says it: the rules that find a quotation's speaker in the words around it.

Each rule looks at one place (the words after the quotation, before it, the sentence before, the
quotation before) and returns a `Lead` or nothing. `attribute` tries them in order of strength. Whom
a phrase means is up to `briefings.analysis.resolution`.
"""

from collections.abc import Callable

from briefings.analysis.article_layout import TAIL_RULES, ArticleLayout, Lead
from briefings.analysis.attribution_after import after_if_cue, after_if_sure
from briefings.analysis.attribution_before import before, hardly, participle
from briefings.analysis.neighbours import (
    continued,
    follow_on,
    paragraph_before,
    quotation_before,
    sentence_before,
    split,
)
from briefings.analysis.paragraphs_above import name_above, told_before
from briefings.analysis.rules import Rule
from briefings.analysis.signatures import signed, transcript


def attribute(layout: ArticleLayout) -> list[Lead | None]:
    """A lead for every passage, in order; None if nothing points to a speaker."""
    for index in range(len(layout.passages)):
        layout.leads.append(_lead(layout, index))
    _hand_back(layout)
    return layout.leads


def _hand_back(layout: ArticleLayout) -> None:
    """A quotation over several paragraphs may name its speaker only in the last."""
    for index in range(len(layout.passages) - 1, 0, -1):
        lead = layout.leads[index]
        if Rule.SHARED_TAIL not in layout.off and _shares_tail(layout, index):
            layout.leads[index - 1] = Lead(Rule.SPLIT, 0.8, inherits=index)
            continue
        if Rule.HANDED_BACK in layout.off or not layout.passages[index].continues:
            continue
        if lead is None or lead.rule is Rule.CONTINUED:
            continue
        first = index - 1
        while first and _is_continued(layout.leads[first]):
            first -= 1
        root = layout.leads[first]
        if root is None or root.confidence <= _WEAK:
            for part in range(first, index):
                layout.leads[part] = Lead(
                    Rule.CONTINUED, 0.85, inherits=part + 1, same_utterance=True, cue=lead.cue
                )


def _is_continued(lead: Lead | None) -> bool:
    return lead is not None and lead.rule is Rule.CONTINUED


def _shares_tail(layout: ArticleLayout, index: int) -> bool:
    """Whether the attribution follows a second passage in the sentence: the "a" of "b," X said."""
    lead, earlier = layout.leads[index], layout.leads[index - 1]
    if lead is None or not (lead.rule in TAIL_RULES or lead.inherits == index + 1):
        return False
    if earlier is not None and earlier.rule is not Rule.FOLLOW_ON:
        return False
    start = layout.sentence_start(layout.passages[index].opening)
    return start <= layout.passages[index - 1].opening and not layout.begins_sentence(index)


_WEAK = 0.6


def _lead(layout: ArticleLayout, index: int) -> Lead | None:
    for rule, find in _ORDER:
        if rule in layout.off:
            continue
        lead = find(layout, index)
        if lead is not None:
            return lead
    return None


_Find = Callable[[ArticleLayout, int], Lead | None]


_ORDER: tuple[tuple[Rule | None, _Find], ...] = (
    (Rule.TRANSCRIPT, transcript),
    (Rule.SIGNED, signed),
    (None, after_if_sure),
    (Rule.CONTINUED, continued),
    (Rule.SPLIT, split),
    (None, before),
    (Rule.BEFORE_CUE, participle),
    (None, after_if_cue),
    (Rule.FOLLOW_ON, follow_on),
    (Rule.PARAGRAPH_BEFORE, paragraph_before),
    (Rule.SENTENCE_BEFORE, sentence_before),
    (Rule.NAME_ABOVE, name_above),
    (Rule.QUOTATION_BEFORE, quotation_before),
    (Rule.TOLD_BEFORE, told_before),
    (Rule.BEFORE_CUE, hardly),
)
