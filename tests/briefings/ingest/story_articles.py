"""Two stories from a small coast, each as several outlets report it."""

from briefings.reading import ReadArticle
from tests.briefings.ingest.articles import read_article

BRIDGE = {
    "Courier": (
        "Council votes to close Harrow Bridge",
        (
            "The town council voted on Tuesday to close Harrow Bridge to lorries after engineers "
            "found cracks in two of its piers. About 300 residents followed the session.\n\n"
            "“We cannot wait until somebody is killed,” said Mayor Dana Whitlow. She said that "
            "repairs of Harrow Bridge would cost £12 million."
        ),
    ),
    "Lantern": (
        "Harrow Bridge to shut to lorries",
        (
            "Harrow Bridge will be closed to lorries, the town council decided on Tuesday, after "
            "engineers found cracks in two piers. About 500 residents came to the session.\n\n"
            "“We cannot wait until somebody is killed,” Mayor Dana Whitlow told the council."
        ),
    ),
    "Tribune": (
        "Hauliers sue over Harrow Bridge",
        (
            "Hauliers filed a suit on Wednesday against the town council, which voted to close "
            "Harrow Bridge to lorries after engineers found cracks in its piers.\n\n"
            "“The council did not even talk to us about Harrow Bridge,” said Colm Avery, their "
            "chairman. Mayor Dana Whitlow denied that hauliers had not been heard."
        ),
    ),
}
FERRY = {
    "Gazette": (
        "Ferry Astrid runs aground off Holm",
        (
            "The ferry Astrid ran aground on rocks off Holm on Tuesday evening with 80 passengers "
            "aboard. Nobody was hurt, the coastguard said.\n\n"
            "“The lights of the western pier had failed,” said Captain Ada Moss of the Astrid."
        ),
    ),
    "Herald": (
        "Passengers rescued from ferry Astrid",
        (
            "Lifeboats took all 60 passengers aboard the Astrid ferry to Holm on Tuesday evening: "
            "she ran aground on the rocks there.\n\n"
            "“The lights of the western pier had failed,” Ada Moss said. Ivo Petrin, harbour "
            "master of Holm, rejected her claim about those lights."
        ),
    ),
    "Mirror": (
        "Inquiry into the stranding of the Astrid",
        (
            "Harbour master Ivo Petrin promised an inquiry into what the lights at Holm did when "
            "the Astrid, a ferry, hit rocks.\n\n"
            "“We must know what happened,” he said of the Astrid and its passengers."
        ),
    ),
}


def told(outlet: str, headline: str, text: str, **fields: object) -> ReadArticle:
    return read_article(
        text, headline=headline, publisher=outlet, date_published="2026-03-04", **fields
    )


def bridge() -> list[ReadArticle]:
    return [told(outlet, *parts) for outlet, parts in BRIDGE.items()]


def ferry() -> list[ReadArticle]:
    return [told(outlet, *parts) for outlet, parts in FERRY.items()]


def both() -> list[ReadArticle]:
    """The articles of both stories, alternating."""
    return [one for pair in zip(bridge(), ferry(), strict=True) for one in pair]


def many(number: int) -> list[ReadArticle]:
    """Short articles; every ten report one event, in words unique to it."""
    return [_short(one) for one in range(number)]


_CONSONANTS, _VOWELS = "bdfglmnprstvwxz", "aeiou"


def _word(event: int, place: int) -> str:
    """A made-up word that no other event has."""
    parts = (event // 15, event % 15, place, (event + place) % 15)
    return "".join(_CONSONANTS[part] + _VOWELS[part % 5] for part in parts)


def _short(number: int) -> ReadArticle:
    event, report = divmod(number, 10)
    words = [_word(event, place) for place in range(12)]
    thing, place, *rest = words
    return told(
        f"Outlet {report}",
        f"{thing} of {place} {rest[report]}",
        f"The {thing} of {place} had {' and '.join(rest)}, visitor {report} said on Tuesday. "
        f"Nobody had seen {rest[report]} with {rest[report - 1]} before.\n\n"
        f"“The {thing} is the best that {place} ever had, with {rest[report]},” said Ada Moss.",
        url=f"https://example.org/{number}",
    )
