"""Samples for `cited.md.j2`."""

from briefings.answers.surroundings import Surroundings
from briefings.answers.types import Cited, CitedArticle, CitedPlace
from briefings.rendering.samples.material import HERALD, REFERENCES, TOPIC, UNSIGNED

_AROUND = Surroundings("It was voted on. In short, ", "the bridge stays", ". Nobody spoke.")

SAMPLES = (
    Cited(
        TOPIC,
        (
            CitedArticle(HERALD, (CitedPlace(REFERENCES[0], _AROUND),)),
            CitedArticle(UNSIGNED, (CitedPlace(REFERENCES[1]),)),
        ),
    ),
    Cited(None, (CitedArticle(UNSIGNED, (CitedPlace(REFERENCES[1]),)),)),
)
