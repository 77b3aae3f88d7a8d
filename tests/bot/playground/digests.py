"""Small digests for an operator's folder."""

from pathlib import Path

import yaml

SCRIPT = "<script>document.title='run'</script>"
IMAGE = "<img src=x onerror=\"document.title='run'\">"
LINK = "[click](javascript:document.title='run')"
BREAKOUT = "</pre></details>\"'><svg onload=\"document.title='run'\">"
PAYLOADS = (SCRIPT, IMAGE, LINK, BREAKOUT)


def write_digest(
    folder: Path,
    *,
    topic: str = "The bridge",
    person: str = "Ada Hill",
    words: str = "It will hold.",
    headline: str = "A bridge opens",
    publisher: str = "The Courier",
    url: str = "https://courier.example/bridge",
) -> Path:
    """A digest of one article with one quotation; returns its file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "bridge.yaml"
    file.write_text(
        yaml.safe_dump(
            {
                "article": {
                    "id": "courier-bridge",
                    "headline": headline,
                    "publisher": publisher,
                    "date_published": "2025-08-17",
                    "url": url,
                },
                "actors": [{"id": "mayor", "name": person, "kind": "person"}],
                "topics": [
                    {
                        "id": "bridge",
                        "name": topic,
                        "issues": [{"id": "toll", "name": f"Toll {topic}"}],
                        "key_points": [
                            {
                                "text": f"It opened: {topic}",
                                "citations": [{"exact": "opened today"}],
                            }
                        ],
                    }
                ],
                "quotes": [
                    {
                        "id": "mayor-hold",
                        "text": words,
                        "creator": "mayor",
                        "spoken_on": "2025-08-16",
                        "recorded_in": f"speech {topic}",
                        "utterance": "mayor-hold",
                        "topics": ["bridge"],
                        "citation": {},
                    }
                ],
            },
            allow_unicode=True,
            sort_keys=False,
        ),
        encoding="utf-8",
    )
    return file
