"""Samples for `top_stories.md.j2`."""

from datetime import date

from briefings.answers.types import Pages, TopStories, TopStory
from briefings.rendering.samples.material import COUNTS, HERALD, ONE, PAGES, TOPIC

STORY = TOPIC.model_copy(update={"id": "story-1", "name": HERALD.headline, "story": True})
SAMPLES = (
    TopStories((TopStory(STORY, COUNTS, HERALD, date(2025, 3, 2)), TopStory(TOPIC, ONE)), PAGES),
    TopStories((TopStory(TOPIC, ONE),), Pages()),
)
