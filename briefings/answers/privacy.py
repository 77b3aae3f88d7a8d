"""What the bot keeps about its users; the text is in the template."""

from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind
from briefings.answers.questions import AskPrivacy


@dataclass(frozen=True, slots=True)
class Privacy:
    pass


def respond(_catalog: Catalog, _question: AskPrivacy, _: date | None) -> Privacy:
    return Privacy()


KIND = Kind("privacy", AskPrivacy, Privacy, respond, names_alone=True)
