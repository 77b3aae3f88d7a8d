"""The buttons below a reply: other pages, its sources, next steps, links."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.discord.messages.measure import (
    BUTTON_URL,
    CUSTOM_ID,
    LABEL,
    LINKS,
    OPTION,
    OPTIONS,
    ROW_BUTTONS,
    length,
    plain_label,
)
from bot.discord.messages.pages import Button, LinkButton, Option, Row, Select, Style
from briefings.answers.questions import AskCited, Question
from briefings.rendering.reply import ACTIONS, Reply
from briefings.translations import gettext, pgettext


class Press(StrEnum):
    """What pressing a button does: TURN the page in place, or OPEN a reply of its own."""

    TURN = "e"
    OPEN = "n"


Encode = Callable[[Question, int, Press], str | None]
"""Makes the custom_id that asks a question and shows a page of its reply (from 1; 0 is the
last); None if the question does not fit into one."""

CHOOSE = "choose"
"""The custom_id of a menu in place of many buttons; its chosen value is a custom_id."""

ACTION = "action|"
"""The prefix of custom_ids for actions other than questions: `action|<owner>|<what>`."""


@dataclass(slots=True)
class _Ids:
    """Makes each custom_id only once: Discord refuses a message with duplicates."""

    encode: Encode
    used: set[str] = field(default_factory=lambda: {CHOOSE})

    def of(self, question: Question | None, page: int, press: Press) -> str | None:
        made = self.encode(question, page, press) if question is not None else None
        if not made or length(made) > CUSTOM_ID or made in self.used:
            return None
        self.used.add(made)
        return made


def controls(
    reply: Reply, encode: Encode, number: int, total: int, *, sources: bool = False
) -> tuple[Row, ...]:
    """Rows below page `number` of `reply`'s `total` pages.

    Args:
        sources: whether a button leads to what is folded.
    """
    ids = _Ids(encode)
    asked = _sources(reply, ids) if sources else ()
    turning = (*_turning(reply, ids, number, total), *_more(reply, ids), *asked)
    rows = (turning, _actions(reply), _ways_on(reply, ids), _links(reply))
    return tuple(row for row in rows if row)


def asks_for_sources(reply: Reply, encode: Encode) -> bool:
    """Whether a button below `reply` leads to its folded part, so that this can stay folded."""
    return bool(_sources(reply, _Ids(encode)))


def _sources(reply: Reply, ids: _Ids) -> Row:
    if reply.question is None or not any(block.folded for block in reply.blocks):
        return ()
    made = ids.of(AskCited(reply.question), 1, Press.OPEN)
    label = reply.language.say(pgettext("button", "Sources"))
    return (Button(label, made),) if made else ()


def _more(reply: Reply, ids: _Ids) -> Row:
    """A button to what the reply has no room for, in a reply of its own."""
    made = ids.of(reply.more, 1, Press.OPEN)
    label = reply.language.say(gettext("More"))
    return (Button(label, made, Style.PRIMARY),) if made else ()


def _turning(reply: Reply, ids: _Ids, number: int, total: int) -> Row:
    """Back and forward: first through the parts of this reply, then to the answer's other pages."""
    pages, say = reply.pages, reply.language.say
    buttons: list[Button] = []
    if number > 1:
        back = ids.of(reply.question, number - 1, Press.TURN)
        label = gettext("← Back")
    else:
        back = ids.of(reply.previous, 0, Press.TURN)
        label = gettext("← Page %(number)s", number=pages.number - 1)
    if back:
        buttons.append(Button(say(label), back, Style.PRIMARY))
    if number < total:
        on = ids.of(reply.question, number + 1, Press.TURN)
        label = gettext("More →")
    else:
        on = ids.of(reply.following, 1, Press.TURN)
        label = gettext("Page %(number)s →", number=pages.number + 1)
    if on:
        buttons.append(Button(say(label), on, Style.PRIMARY))
    return tuple(buttons)


def _ways_on(reply: Reply, ids: _Ids) -> Row:
    """Up to five next steps as buttons; more as a menu."""
    steps = [
        (step, custom_id)
        for step in reply.steps[:OPTIONS]
        if step.label.strip() and (custom_id := ids.of(step.question, 1, Press.OPEN))
    ]
    if len(steps) <= ROW_BUTTONS and not reply.menu:
        return tuple(Button(plain_label(step.label, LABEL), custom_id) for step, custom_id in steps)
    options = tuple(Option(plain_label(step.label, OPTION), custom_id) for step, custom_id in steps)
    placeholder = reply.menu or reply.language.say(gettext("Choose one"))
    return (Select(CHOOSE, placeholder, options),) if options else ()


def _actions(reply: Reply) -> Row:
    say = reply.language.say
    return tuple(
        Button(say(ACTIONS[action]), f"{ACTION}0|{action.name}") for action in reply.actions
    )


def _links(reply: Reply) -> Row:
    """Link buttons; an address too long for a button stays only in the text."""
    made = (
        LinkButton(plain_label(link.label, LABEL), link.url)
        for link in reply.links
        if link.label.strip() and length(link.url) <= BUTTON_URL
    )
    return tuple(made)[:LINKS]
