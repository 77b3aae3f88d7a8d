"""Unreadable documents, encodings, and what documents must not make a reader do."""

import gzip
import hashlib
from pathlib import Path

import pytest

from briefings.reading import MAX_BYTES, ReadingError, read, read_file
from tests.briefings.reading.pages import HARBOUR_TITLE

TEXT = (
    f"{HARBOUR_TITLE}\n\n“Né à Łódź?” said the ferryman’s daughter, who had asked twice before.\n"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"%PDF-1.7 something", "this is a PDF"),
        (b"PK\x03\x04" + bytes(100), "ZIP archive"),
        (gzip.compress(TEXT.encode()), "gzip"),
        (b"".join(hashlib.sha256(bytes([n])).digest() for n in range(99)), "binary data"),
        (bytes(1_000), "binary data"),
        (bytes(range(256)) * 20, "binary data"),
        (b"\x01\x02\x03\x04hello", "binary data"),
        (b"Home\nMenu\nSearch\n", "no article's text"),
        (b'"' * 10_000, "no article's text"),
        (b"<html><body></body></html>", "no article's text"),
        (b"<!doctype html>", "no article's text"),
        (b"<html><body>" + b"<div>" * 100_000, "nests more than 200"),
        (b"<html><body>" + b"<p>x" * 210_000, "more than 200,000 tags"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "declares entities"),
        (b'{"title": {"rendered": "x"}, "content": {"ren', "cut short"),
    ],
)
def test_an_unreadable_document_is_reported_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError, match=message) as caught:
        read(data, "doc")
    assert str(caught.value).startswith("doc: ")
    assert "\n" not in str(caught.value)


def test_a_file_over_the_limit_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(10_000_000_000)  # a sparse file: reading it whole would fill the memory
    with pytest.raises(ReadingError, match="larger than 20 MB"):
        read_file(large)
    with pytest.raises(ReadingError, match="larger than 20 MB"):
        read(b"a" * (MAX_BYTES + 1))


def test_a_file_is_read_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_file(path) == read(TEXT.encode())
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_file(tmp_path / "missing.txt")
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_file(tmp_path)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    assert read(TEXT.encode(encoding)) == read(TEXT.encode())


def test_windows_1252_is_read_and_a_page_may_mix_it_with_utf_8() -> None:
    text = TEXT.replace("Ł", "L").replace("ź", "z")
    assert read(text.encode("cp1252")) == read(text.encode())
    mixed = text.encode().replace("’".encode(), b"\x92")
    assert read(mixed) == read(text.encode())


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (
            "Заголовок из четырёх слов\n\nПаром снова выходит в море, и все рады этому дню.",
            "koi8-r",
        ),
        (
            "네 단어로 된 제목\n\n배가 다시 바다로 나간다고 선장이 오늘 아침에 우리에게 말했다.",
            "euc-kr",
        ),
        ("Plain title of words\n\nThe ferryman’s daughter asked twice before she went.", "latin-1"),
    ],
)
def test_a_declared_encoding_is_believed(data: str, content_type: str) -> None:
    encoding = "cp1252" if content_type == "latin-1" else content_type
    (article,) = read(data.encode(encoding), content_type=f"text/plain; charset={content_type}")
    assert article.text == data.partition("\n\n")[2]


@pytest.mark.parametrize("name", ["punycode", "utf-7", "hex", "no-such-thing", "euc-kr"])
def test_an_odd_or_wrong_declaration_does_no_harm(name: str) -> None:
    data = TEXT.replace("Ł", "L").replace("ź", "z").encode("cp1252")
    assert "ferryman’s" in read(data, content_type=f"text/plain; charset={name}")[0].text


def test_an_encoding_declared_in_the_page_is_believed() -> None:
    page = (
        '<html><head><meta charset="windows-1251"></head><body><article><p>Паром снова выходит в '
        "море, и все рады этому дню.</p></article></body></html>"
    )
    assert read(page.encode("cp1251"))[0].text.startswith("Паром снова")


def test_reading_does_not_import_the_parsers_it_does_not_need() -> None:
    import subprocess
    import sys

    code = (
        "import sys, briefings.reading as r; r.read(b'A title of words\\n\\nThe ferry sails again "
        "from Thursday, it was said.'); print([m for m in ('trafilatura', 'feedparser', 'ftfy', "
        "'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
