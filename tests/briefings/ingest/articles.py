"""Articles as reading returns them, about a small invented town."""

from briefings.reading import ReadArticle

BRIDGE = (
    "The harbour bridge will open again before the summer, the mayor said.\n\n"
    "“We have waited long enough for this bridge,” Mayor Anna Holt said on Monday.\n\n"
    "“Nobody asked the fishermen,” said Piet Varga, who runs the fish market."
)
FERRY = (
    "The ferry stays in port for a week.\n\n"
    "“The engine has to be taken apart before anybody sails with her again,” "
    "said Captain Lars Brandt on Tuesday."
)


def read_article(text: str = BRIDGE, **fields: object) -> ReadArticle:
    told = {"headline": "Bridge to reopen", "publisher": "The Courier", "in_language": "en"}
    return ReadArticle(**{"text": text, "date_published": "2026-03-03", **told, **fields})  # type: ignore[arg-type]  # the tests' short hand
