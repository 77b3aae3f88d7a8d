"""Samples for `daily.md.j2`."""

from datetime import date

from briefings.answers.daily import Amendment, Correction, DailyBriefing, Move, TopicNews
from briefings.answers.types import DifferenceItem, SourceCounts, TimelineEntry
from briefings.models import Stance
from briefings.rendering.samples.material import (
    CITY,
    DISCREPANCY,
    EVENT,
    LINE,
    MAYOR,
    PLAIN_EVENT,
    PLAIN_UTTERANCE,
    REFERENCES,
    TOPIC,
    UTTERANCE,
)

_SECTION = TopicNews(
    TOPIC,
    (LINE,),
    (UTTERANCE, PLAIN_UTTERANCE),
    (
        Move(MAYOR, TOPIC.issues[0], Stance.FOR, LINE, Stance.AGAINST),
        Move(CITY, None, Stance.UNCLEAR, LINE),
    ),
    (DifferenceItem(DISCREPANCY, (LINE, LINE)),),
    (TimelineEntry(EVENT, (MAYOR,), (1,)), TimelineEntry(PLAIN_EVENT, (), ())),
    omitted=2,
)
_STORY = TopicNews(
    TOPIC.model_copy(update={"story": True}),
    omitted=1,
    quotations=1,
    article=REFERENCES[0].article,
    counts=SourceCounts(3, 2, 2),
)
_PINNED = TopicNews(
    TOPIC.model_copy(update={"pinned": True}), (LINE,), (UTTERANCE,), stories=(_STORY,), omitted=1
)
_CORRECTIONS = (
    Correction(Amendment.CHANGED, "Key point", "The bridge goes.", "The bridge stays."),
    Correction(Amendment.WITHDRAWN, "Quotation", "“No bridge.” — Ada Example"),
    Correction(Amendment.TAKEN_BACK, "Key point", "It fell down.", withdrawn_on="2025-03-04"),
)
_DAY = date(2025, 3, 5)

SAMPLES = (
    DailyBriefing(
        _DAY,
        (_SECTION, _SECTION),
        _CORRECTIONS,
        (TOPIC,),
        REFERENCES,
        as_of="2025-03-02",
        age=3,
    ),
    DailyBriefing(_DAY, (_SECTION, _STORY), _CORRECTIONS, references=REFERENCES, full=True),
    DailyBriefing(_DAY, (_STORY, TopicNews(TOPIC, quotations=2)), older=2),
    DailyBriefing(_DAY, (_PINNED, _SECTION), references=REFERENCES),
    DailyBriefing(
        _DAY,
        (TopicNews(_PINNED.topic, omitted=2), TopicNews(TOPIC, omitted=2)),
        references=REFERENCES,
    ),
    DailyBriefing(_DAY, (_PINNED, _STORY), references=REFERENCES, full=True),
    DailyBriefing(_DAY, (TopicNews(TOPIC, (LINE,)),), about=(TOPIC,), first=True),
    DailyBriefing(_DAY, (), first=True, background=(TOPIC,)),
    DailyBriefing(_DAY, ()),
)
