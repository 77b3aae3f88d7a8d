"""The closed lists of words that a digest's fields take."""

from enum import StrEnum


class DigitalSourceType(StrEnum):
    """How a text came to be: terms of the IPTC's Digital Source Type vocabulary.

    Source: https://cv.iptc.org/newscodes/digitalsourcetype/
    """

    HUMAN = "humanEdits"
    MACHINE = "trainedAlgorithmicMedia"


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"


class QuoteKind(StrEnum):
    """FULL is at least one whole clause of the speaker's; FRAGMENT some words of one."""

    FULL = "full"
    FRAGMENT = "fragment"


class QuoteStatus(StrEnum):
    """How the article presents the words: as said, or as what nobody is to be held to.

    After FactBank's degrees of factuality (certain, counterfactual, underspecified).
    """

    SAID = "said"
    DENIED = "denied"
    """The article says that they were not said: "X denied saying"."""
    DISPUTED = "disputed"
    """Another says so, or the source is a fake: "X allegedly said"."""
    HYPOTHETICAL = "hypothetical"
    """Imagined, predicted or asked for: "if X says"."""


class Stance(StrEnum):
    """What an actor says to an issue's question."""

    FOR = "for"
    CONDITIONAL = "conditional"
    AGAINST = "against"
    UNCLEAR = "unclear"


class EventStatus(StrEnum):
    """schema.org's EventStatusType, as far as a digest of news needs it."""

    HAPPENED = "happened"
    PLANNED = "planned"


class DiscrepancyKind(StrEnum):
    """What reports differ in."""

    NUMBER = "number"
    DAY = "day"
    DENIED = "denied"
    NEGATED = "negated"
    WORDING = "wording"
    ATTRIBUTED = "attributed"
    """Stated flatly here, and only claimed there."""
    PARTICIPANTS = "participants"
    SPELLING = "spelling"
