"""Replies and questions for tests of messages."""

from hypothesis import strategies as st

from bot.discord.messages.controls import Press
from bot.discord.messages.pages import Image, MessagePage, PictureSlot, Text
from briefings.answers.questions import AskBrief, AskQuotes, AskSearch, Question
from briefings.answers.types import Pages
from briefings.rendering.reply import Block, BlockKind, Column, Link, Reply, Step, Tone
from tests.briefings.rendering.dialects.test_discord import HOSTILE


def encode(question: Question, page: int, press: Press) -> str | None:
    """A custom_id like the bot's: short ones fit, long ones don't."""
    made = f"{press}{question}#{page}"
    return made if len(made) <= 100 else None


def a_reply(*texts: str, **values) -> Reply:
    blocks = tuple(Block(text=text) for text in texts)
    return Reply(**{"name": "brief", "title": "Title", "blocks": blocks, **values})


def columns(*texts: str) -> Block:
    return Block(
        BlockKind.COLUMNS, columns=tuple(Column(f"Side {n}", text) for n, text in enumerate(texts))
    )


def texts_of(page: MessagePage) -> list[str]:
    """Texts, "---" for a separator, "" for blank space."""
    marks = {True: "---", False: ""}
    return [
        part.text if isinstance(part, Text) else marks[part.line]
        for part in page.parts
        if not isinstance(part, PictureSlot)
    ]


def written_on(page: MessagePage) -> str:
    embeds = [
        text
        for embed in page.embeds
        for text in (embed.description, *(t for f in embed.fields for t in (f.name, f.value)))
    ]
    return "\n".join([*texts_of(page), *embeds])


A_PICTURE = Image("picture.png", b"\x89PNG", "What is seen")
SEPARATOR = Block(BlockKind.SEPARATOR)
PICTURE = Block(BlockKind.PICTURE)

TEXTS = st.one_of(
    HOSTILE,
    st.builds(
        lambda start, piece, times: start + piece * times,
        st.sampled_from(["", "> ", "### ", "- ", "-# ", "> “"]),
        st.sampled_from(["a ", "𝕏", "word\n", "> line\n", "\\*", "x" * 90]),
        st.sampled_from([0, 1, 9, 60, 400, 1_500, 6_000]),
    ),
)
QUESTIONS = st.one_of(
    st.builds(AskBrief, st.text(max_size=30)),
    st.builds(AskQuotes, st.text(max_size=30), page=st.integers(1, 99)),
    st.builds(AskSearch, st.text(max_size=300)),
)
BLOCKS = st.one_of(
    st.builds(Block, text=TEXTS),
    st.just(SEPARATOR),
    st.just(PICTURE),
    st.builds(
        Block,
        st.just(BlockKind.COLUMNS),
        columns=st.lists(st.builds(Column, TEXTS, TEXTS), max_size=8).map(tuple),
    ),
)
REPLIES = st.builds(
    Reply,
    st.just("brief"),
    TEXTS,
    st.lists(BLOCKS, max_size=9).map(tuple),
    steps=st.lists(st.builds(Step, TEXTS, QUESTIONS), max_size=30).map(tuple),
    links=st.lists(
        st.builds(
            Link,
            TEXTS,
            st.sampled_from(["https://x.example", "https://x.example/" + "a" * 600]),
        ),
        max_size=7,
    ).map(tuple),
    pages=st.builds(Pages, st.integers(1, 9), st.integers(1, 9), st.integers(0, 99)),
    accent=st.none() | st.text(max_size=5),
    tone=st.sampled_from(Tone),
    previous=st.none() | QUESTIONS,
    following=st.none() | QUESTIONS,
    question=st.none() | QUESTIONS,
)
