"""Samples for `search.md.j2`."""

from briefings.answers.types import Hit, HitKind, Pages, SearchResults
from briefings.rendering.samples.material import (
    HERALD,
    MAYOR,
    PAGES,
    PLAIN_REPORT,
    REPORT,
    SEGMENTS,
    UNSIGNED,
)

SAMPLES = (
    SearchResults(
        "bridge",
        (
            Hit(
                HitKind.QUOTE,
                "herald-1",
                "The bridge stays.",
                SEGMENTS,
                REPORT,
                HERALD,
                MAYOR,
            ),
            Hit(HitKind.QUOTE, "unsigned-1", "it will stay", report=PLAIN_REPORT),
            Hit(HitKind.ARTICLE, "herald", "Council", SEGMENTS, article=HERALD),
            Hit(HitKind.ARTICLE, "unsigned", "Bridge to stay", article=UNSIGNED),
            Hit(HitKind.PERSON, "mayor", "Ada Example"),
            Hit(HitKind.TOPIC, "bridge", "The old bridge"),
        ),
        PAGES,
    ),
    SearchResults("nothing", (Hit(HitKind.TOPIC, "bridge", "Bridge"),), Pages(items=1)),
)
