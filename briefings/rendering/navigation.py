"""What surrounds a reply's text: its pages, its links, its colour. No template decides it.

It looks up an answer's attributes by name: its `topic`, its `pages`. So a new kind of answer needs
nothing here.
"""

from dataclasses import replace

from briefings.answers.daily import DailyBriefing
from briefings.answers.kinds import KIND_OF_ANSWER
from briefings.answers.questions import AskDaily, Detail, Question
from briefings.answers.types import (
    Ambiguous,
    Checked,
    Empty,
    NotFound,
    Pages,
    Privacy,
    Quotes,
    Refused,
    Utterance,
)
from briefings.models import Topic
from briefings.rendering.dialects.untrusted import safe_url
from briefings.rendering.renderable import Renderable, Unexpected
from briefings.rendering.reply import Action, Link, Tone
from briefings.translations import ENGLISH, Language, gettext


def topic_of(answer: Renderable) -> Topic | None:
    """The topic that `answer` is about."""
    if isinstance(answer, DailyBriefing):
        return answer.about[0] if len(answer.about) == 1 else None
    topic = getattr(answer, "topic", None)
    return topic if isinstance(topic, Topic) else None


def tone_of(answer: Renderable) -> Tone:
    match answer:
        case Unexpected():
            return Tone.ERROR
        case NotFound() | Ambiguous() | Empty() | Refused():
            return Tone.NOTICE
        case _:
            return Tone.ANSWER


def pages_of(answer: Renderable) -> Pages:
    pages = getattr(answer, "pages", None)
    return pages if isinstance(pages, Pages) else Pages()


def neighbours(answer: Renderable) -> tuple[Question | None, Question | None]:
    """The questions for the page before `answer` and the one after it."""
    kind = KIND_OF_ANSWER.get(type(answer))
    asked = kind.again(answer) if kind else None
    if asked is None:
        return None, None
    pages = pages_of(answer)
    before = replace(asked, page=pages.number - 1) if pages.number > 1 else None
    after = replace(asked, page=pages.number + 1) if pages.number < pages.total else None
    return before, after


def more_of(answer: Renderable, question: Question | None) -> Question | None:
    """The question for all of what `answer` shows a part of."""
    match answer, question:
        case DailyBriefing(full=False, sections=[_, *_]), AskDaily():
            more = answer.omitted or answer.others
            return replace(question, detail=Detail.FULL) if more else None
        case _:
            return None


def menu_of(answer: Renderable, language: Language = ENGLISH) -> str:
    """The text of the menu of next steps."""
    several = isinstance(answer, DailyBriefing) and len(answer.topics) > 1
    return language.say(gettext("Read the brief on …")) if several else ""


def actions_of(answer: Renderable) -> tuple[Action, ...]:
    return tuple(Action) if isinstance(answer, Privacy) else ()


def links_of(answer: Renderable, language: Language = ENGLISH) -> tuple[Link, ...]:
    """A link button, if there is one place that the reader will want to see."""
    said: Utterance | None = None
    match answer:
        case Quotes(utterances=(only,)):
            said = only
        case Checked(quotes=(checked,)):
            said = checked.utterance
    if said is None:
        return ()
    unknown = language.say(gettext("unknown outlet"))
    found = ((report.article.publisher or unknown, safe_url(report.url)) for report in said.reports)
    labels = ((gettext("Read in %(outlet)s", outlet=outlet), url) for outlet, url in found if url)
    return tuple(Link(language.say(label), url) for label, url in labels)[:3]
