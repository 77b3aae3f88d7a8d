"""The closed lists of values for a digest's fields."""

from enum import StrEnum


class DigitalSourceType(StrEnum):
    """How a text was made: terms of the IPTC's Digital Source Type vocabulary.

    Source: https://cv.iptc.org/newscodes/digitalsourcetype/
    """

    HUMAN = "humanEdits"
    MACHINE = "trainedAlgorithmicMedia"


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"


class QuoteKind(StrEnum):
    """FULL is at least one whole clause of the speaker; FRAGMENT is some words of one."""

    FULL = "full"
    FRAGMENT = "fragment"


class QuoteStatus(StrEnum):
    """How the article presents the words: as said, or not as anybody's words.

    After FactBank's degrees of factuality (certain, counterfactual, underspecified).
    """

    SAID = "said"
    DENIED = "denied"
    """The article says that they were not said: "X denied saying"."""
    DISPUTED = "disputed"
    """Only somebody else says so, or the source is a fake: "X allegedly said"."""
    HYPOTHETICAL = "hypothetical"
    """Imagined, predicted or requested: "if X says"."""


class Stance(StrEnum):
    """An actor's answer to an issue's question."""

    FOR = "for"
    CONDITIONAL = "conditional"
    AGAINST = "against"
    UNCLEAR = "unclear"


class EventStatus(StrEnum):
    """schema.org's EventStatusType, as far as a digest of news needs it."""

    HAPPENED = "happened"
    PLANNED = "planned"


class DiscrepancyKind(StrEnum):
    """What reports differ about."""

    NUMBER = "number"
    DAY = "day"
    DENIED = "denied"
    NEGATED = "negated"
    WORDING = "wording"
    ATTRIBUTED = "attributed"
    """Stated flatly here, and only claimed there."""
    PARTICIPANTS = "participants"
    SPELLING = "spelling"
