"""What reading returns, as the digest's model."""

import hashlib
import re
from datetime import UTC, datetime

import pytest

from briefings.models import DigitalSourceType
from briefings.reading import ReadArticle, ReadingError, make_id
from briefings.reading.language import language_of, language_tag

TEXT = "The ferry sails again.\n\nNobody was hurt in the fire, the operator of the line said."


def test_it_becomes_an_article_with_the_hash_of_its_text() -> None:
    moment = datetime(2025, 3, 4, tzinfo=UTC)
    read = ReadArticle(
        text=TEXT, headline="Ferry", publisher="Lark", date_published=moment, in_language="en"
    )
    article = read.to_article()
    assert article.id == read.id
    assert article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert article.date_published == moment
    assert article.digital_source_type is DigitalSourceType.HUMAN
    assert read.to_article("ferry").id == "ferry"


def test_unknown_fields_are_stated() -> None:
    article = ReadArticle(text=TEXT).to_article()
    assert article.date_published_note == "The document gives no date."
    assert article.in_language == "und"
    assert article.headline == "The ferry sails again. Nobody was hurt in the fire, the operator …"
    assert ReadArticle(text="Short text.").to_article().headline == "Short text."
    assert len(ReadArticle(text=TEXT, headline="x" * 900).to_article().headline) == 500


@pytest.mark.parametrize(
    ("publisher", "headline", "start"),
    [
        ("The Lark", "Ferry's Day: “Sails” Again", "the-lark-ferrys-day-sails-again-"),
        ("Łódź Głos", "Café “Ża” am Öl", "odz-gos-cafe-za-am-ol-"),
        (None, None, "the-ferry-sails-again-nobody-was-hurt-in-the-fire-the-"),
        ("세계일보", "제목", ""),
        ("x" * 100, "y" * 100, "x" * 20 + "-" + "y" * 34 + "-"),
    ],
)
def test_an_id_is_made_of_outlet_headline_and_a_hash(
    publisher: str | None, headline: str | None, start: str
) -> None:
    made = make_id(publisher, headline, TEXT)
    assert made.startswith(start or "article-")
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}", made)
    assert len(made) <= 64
    assert made == make_id(publisher, headline, TEXT)
    assert made != make_id(publisher, headline, TEXT + ".")


def test_an_error_is_one_line() -> None:
    assert str(ReadingError("it is\nbroken", "a.txt")) == "a.txt: it is broken"
    assert str(ReadingError("it is\nbroken")) == "it is broken"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (TEXT, "en"),
        (
            "Die Fähre fährt wieder, und niemand ist bei dem Feuer verletzt worden.",
            "de",
        ),
        ("Le bac repart jeudi, et la compagnie dit que les passagers ne sont pas inquiets.", "fr"),
        ("배가 다시 바다로 나간다고 선장이 말했다.", "ko"),
        ("フェリーは木曜日に再び出航する。", "ja"),
        ("渡轮星期四再次启航。", "zh"),
        (
            "Паром снова выходит в море, и это не последний рейс на этой неделе, как и он сказал.",
            "ru",
        ),
        ("Zxq vbn mkl", None),
        ("", None),
    ],
)
def test_the_language_is_recognised_by_script_and_common_words(text: str, tag: str | None) -> None:
    assert language_of(text) == tag


@pytest.mark.parametrize(
    ("declared", "tag"),
    [("en_US", "en-US"), ("EN-gb", "en-GB"), ("de", "de"), ("en-US,en", "en-US"),
     ("pt_BR.UTF-8", "pt-BR"), ("zh-Hans", "zh-Hans"), ("english!", None),
     ("", None), (None, None)],
)  # fmt: skip
def test_a_declared_language_becomes_a_tag(declared: str | None, tag: str | None) -> None:
    assert language_tag(declared) == tag
