"""What stands around a reply's text: its pages, its links, its colour. No template decides it."""

from dataclasses import replace

from briefings.answers.daily import DailyBriefing
from briefings.answers.questions import (
    AskDifferences,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTimeline,
    Question,
)
from briefings.answers.types import (
    Ambiguous,
    Brief,
    Checked,
    Differences,
    Empty,
    NotFound,
    Pages,
    Positions,
    Quotes,
    Refused,
    SearchResults,
    Sources,
    Timeline,
    Utterance,
)
from briefings.models import Topic
from briefings.rendering.dialects.untrusted import safe_url
from briefings.rendering.reply import Link, Tone
from briefings.rendering.unexpected import Renderable, Unexpected


def topic_of(answer: Renderable) -> Topic | None:
    """The topic that `answer` is about."""
    match answer:
        case Brief() | Quotes() | Positions() | Timeline() | Sources() | Differences():
            return answer.topic
        case DailyBriefing(about=(only,)):
            return only
        case _:
            return None


def tone_of(answer: Renderable) -> Tone:
    match answer:
        case Unexpected():
            return Tone.ERROR
        case NotFound() | Ambiguous() | Empty() | Refused():
            return Tone.NOTICE
        case _:
            return Tone.ANSWER


def pages_of(answer: Renderable) -> Pages:
    match answer:
        case Quotes() | Timeline() | Sources() | Differences() | SearchResults():
            return answer.pages
        case _:
            return Pages()


def neighbours(
    answer: Renderable,
) -> tuple[Question | None, Question | None]:
    """The questions for the page before `answer` and the one after it."""
    asked = _paged_question(answer)
    if asked is None:
        return None, None
    pages = pages_of(answer)
    before = replace(asked, page=pages.number - 1) if pages.number > 1 else None
    after = replace(asked, page=pages.number + 1) if pages.number < pages.total else None
    return before, after


def _paged_question(
    answer: Renderable,
) -> AskQuotes | AskTimeline | AskSources | AskDifferences | AskSearch | None:
    """The question that `answer` answers, with ids for what the asker typed."""
    topic = topic_of(answer)
    topic_id = topic.id if topic else None
    match answer:
        case Quotes():
            return AskQuotes(answer.person.id, topic_id, answer.contains)
        case Timeline():
            return AskTimeline(topic_id)
        case Sources():
            return AskSources(topic_id)
        case Differences():
            return AskDifferences(topic_id)
        case SearchResults():
            return AskSearch(answer.text)
        case _:
            return None


def links_of(answer: Renderable) -> tuple[Link, ...]:
    """Where one place is what the reader will want to see: a button that leads there."""
    said: Utterance | None = None
    match answer:
        case Quotes(utterances=(only,)):
            said = only
        case Checked(quotes=(checked,)):
            said = checked.utterance
    if said is None:
        return ()
    found = ((report.article.outlet, safe_url(report.url)) for report in said.reports)
    return tuple(Link(f"Read in {outlet}", url) for outlet, url in found if url)[:3]
