"""Datelines, agencies, bylines and copyright notices."""

import pytest

from briefings.reading.credits import byline, dateline, desk_note_at, is_desk_note, notice


@pytest.mark.parametrize(
    ("text", "printed", "provider", "day"),
    [
        (
            "LONDON/OSLO/ROME, Aug 17 (Reuters) – Leaders",
            "LONDON/OSLO/ROME, Aug 17",
            "Reuters",
            (8, 17),
        ),
        ("KYIV, Ukraine (AP) -- Leaders met", "KYIV, Ukraine", "AP", (None, None)),
        ("NEW YORK (AP) — The mayor", "NEW YORK", "AP", (None, None)),
        ("SEOUL, Aug. 3 (Yonhap) -- The ministry", "SEOUL, Aug. 3", "Yonhap", (8, 3)),
        ("Paris (AFP) – The president", "Paris", "AFP", (None, None)),
        ("Berlin (dpa) - Der Kanzler", "Berlin", "dpa", (None, None)),
        ("BEIJING, Dec. 31, 2024 (Xinhua) -- China", "BEIJING, Dec. 31, 2024", "Xinhua", (12, 31)),
        ("SOFIA, 2 May (BGNES) – The council", "SOFIA, 2 May", "BGNES", (5, 2)),
        ("Aug 17 (Reuters) - The company", "Aug 17", "Reuters", (8, 17)),
        ("(Reuters) - The company said", "", "Reuters", (None, None)),
        ("WASHINGTON, D.C. (AP) — The", "WASHINGTON, D.C.", "AP", (None, None)),
        ("ST. PETERSBURG, Russia (AP) — The", "ST. PETERSBURG, Russia", "AP", (None, None)),
        ("WASHINGTON — The envoy said", "WASHINGTON", None, (None, None)),
        ("OSLO, 3 May, Reuters – The council", "OSLO, 3 May", "Reuters", (5, 3)),
        ("PORT ELLERY, March 4 – The council", "PORT ELLERY, March 4", None, (3, 4)),
    ],
)
def test_a_dateline_gives_place_day_and_agency(
    text: str, printed: str, provider: str | None, day: tuple[int | None, int | None]
) -> None:
    found = dateline(text)
    assert found is not None
    assert (found.text, found.provider, (found.month, found.day)) == (printed, provider, day)
    assert text[found.end :][:3].isalpha()


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said, according to AP, that the talks went on.",
        "NATO – The alliance met on Monday.",
        "NATO-style guarantees were agreed.",
        "US – The country said no.",
        "OSLO – a city of boats",
        "Oslo – The city of boats",
        "Ferry owners (AP photographed them) – all of them – agreed.",
        "PORT ELLERY (population 900) — The council",
        "The (Reuters) office",
        "Oslo (population 900) — The council",
        "",
    ],
)
def test_other_beginnings_are_not_datelines(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize(
    ("line", "author", "provider"),
    [
        ("By Rosa Lindt", "Rosa Lindt", None),
        ("By ROSA LINDT and TOM ASKE", "ROSA LINDT and TOM ASKE", None),
        (
            "By Rosa Lindt, Tom van der Aske and Ada Venn",
            "Rosa Lindt, Tom van der Aske and Ada Venn",
            None,
        ),
        ("By Rosa Lindt, Associated Press", "Rosa Lindt", "AP"),
        ("By Rosa Lindt | Reuters", "Rosa Lindt", "Reuters"),
        ("By The Associated Press", None, "AP"),
        ("By Rosa Lindt, staff writer", "Rosa Lindt", None),
        ("(AFP)", None, "AFP"),
    ],
)
def test_a_byline_gives_author_and_agency(
    line: str, author: str | None, provider: str | None
) -> None:
    assert byline(line) == (author, provider, None)


@pytest.mark.parametrize(
    ("line", "author", "publisher"),
    [
        ("By Rosa Lindt, The Harbour Post", "Rosa Lindt", "The Harbour Post"),
        (
            "By Rosa Lindt and Tom Aske, Varnholm Courier",
            "Rosa Lindt and Tom Aske",
            "Varnholm Courier",
        ),
        ("By Rosa Lindt | The Lark", "Rosa Lindt", "The Lark"),
        ("By Rosa Lindt, BBC", "Rosa Lindt", "BBC"),
        ("By Rosa Lindt, The Harbour Post, 2 September 2025", "Rosa Lindt", "The Harbour Post"),
        ("By Rosa Lindt, Tom Aske", "Rosa Lindt, Tom Aske", None),
        ("By Rosa Lindt, The Hague", "Rosa Lindt, The Hague", None),
        ("By Rosa Lindt, Post Reporter", "Rosa Lindt, Post Reporter", None),
        ("By Rosa Lindt, Senior News Editor", "Rosa Lindt, Senior News Editor", None),
    ],
)
def test_a_byline_names_an_outlet_only_if_its_words_show_it(
    line: str, author: str, publisher: str | None
) -> None:
    assert byline(line) == (author, None, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "By then the boats had left",
        "By spring, the mayor said, they would be back.",
        "By " + "A" * 200,
        "by all of them",
        "Reuters",
        "By van der Aske",
        "Rosa Lindt",
    ],
)
def test_other_lines_are_not_bylines(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "publisher", "provider"),
    [
        (
            "© The Ellery Courier(www.courier.example). All rights reserved.",
            "The Ellery Courier",
            None,
        ),
        ("Copyright © 2019-2025 by Lark Media Ltd. All Rights Reserved", "Lark Media Ltd", None),
        ("ⓒ 2025 Lark, unauthorized reproduction prohibited", "Lark", None),
        ("(c) Lark", "Lark", None),
        ("© 2025 The Associated Press. All rights reserved. This material may not be", None, "AP"),
        ("Copyright 2025 AFP", None, "AFP"),
        ("© 2025", None, None),
        ("<Copyright (c) Lark, 무단 전재-재배포>", "Lark", None),
    ],
)
def test_a_copyright_notice_names_the_owner(
    line: str, publisher: str | None, provider: str | None
) -> None:
    assert notice(line) == (publisher, provider)


@pytest.mark.parametrize(
    "line", ["Copyright law is to change, the minister said.", "The © sign is old.", "©" * 500]
)
def test_other_lines_are_not_notices(line: str) -> None:
    assert notice(line) is None


def test_an_agencys_last_lines_are_recognised() -> None:
    assert is_desk_note("(Reporting by Jan Riis in Oslo; Editing by Ada Venn)")
    assert is_desk_note("Additional reporting by Tom Aske")
    assert not is_desk_note("Reporting from the harbour is hard, he said.")
    text = "The vote is due. (Reporting by Jan Riis; Editing by Ada Venn)"
    assert desk_note_at(text) == len("The vote is due.")
    text = "It is due. ___ Associated Press writer Tom Aske in Oslo contributed to this report."
    assert desk_note_at(text) == len("It is due.")
    assert desk_note_at("One part of it. ___ And another part of the same story.") is None
    assert desk_note_at('He left." Reporting by Jan Riis; Editing by Ada Venn Read it all') == 9
    assert desk_note_at("The reporting by Jan Riis is due.") is None
