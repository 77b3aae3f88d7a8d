"""A page's encoding: the declared one, the real one, and corrupted text."""

import pytest

from tests.briefings.reading.island_page import (
    only,
    page,
)


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        (
            "gb2312",
            "gb18030",
            "市长朱镕基和喆说，渡轮周四再次起航，岛上的人都很高兴，学校也有了新屋顶。",
        ),
        (
            "gbk",
            "gb18030",
            "渡轮㐂周四再次起航，岛上的人都很高兴，学校也有了新的屋顶，市长这样说。",
        ),
        (
            "shift_jis",
            "cp932",
            "①番の船は木曜日に再び出航する。髙橋さんは、島の人々は喜んでいると述べた。",
        ),
        (
            "x-sjis",
            "cp932",
            "㈱島の船は木曜日に再び出航し、島の学校には新しい屋根ができると町は言う。",
        ),
        (
            "euc-kr",
            "cp949",
            "똠방각하 배가 목요일에 다시 출항한다고 펲시장이 말했다. 섬 사람들은 기쁘다.",
        ),
        (
            "ks_c_5601-1987",
            "cp949",
            "섬의 학교는 새 지붕을 얻고 배는 목요일에 다시 뜬다고 똠 시장이 말했다.",
        ),
        (
            "big5",
            "big5hkscs",
            "渡輪星期四再次啟航，島上的人都很高興，學校也有了新的屋頂，市長這樣說。",
        ),
        (
            "iso-8859-1",
            "cp1252",
            "“The ferry’s back,” she said – and the children’s school has a new roof…",
        ),
        (
            "us-ascii",
            "cp1252",
            "“Crab at €4,” it said on the ferryman’s board, and nobody believed it…",
        ),
        (
            "iso-8859-9",
            "cp1254",
            "Vapur perşembe günü yeniden sefere çıkıyor, dedi kaptan Iğdır’lı Şule.",
        ),
        ("tis-620", "cp874", "เรือเฟอร์รีจะแล่นอีกครั้งในวันพฤหัสบดี และทุกคนบนเกาะต่างก็ดีใจ…"),
        (
            "windows-1251",
            "cp1251",
            "Паром снова выходит в море в четверг, и на острове все этому рады — так.",
        ),
    ],
)
def test_labels_mean_what_the_encoding_standard_says(label: str, codec: str, text: str) -> None:
    body = f"<article><h1>x</h1><p>{text}</p></article>"
    named = page(body, f"<meta charset='{label}'>").encode(codec)
    assert text in only(named).text
    http = page(body, f'<meta http-equiv="Content-Type" content="text/html; charset={label}">')
    assert text in only(http.encode(codec)).text
    assert (
        text
        in only(
            page(body, "").encode(codec), content_type=f"text/html; charset={label.upper()}"
        ).text
    )


def test_one_bad_byte_costs_one_character() -> None:
    text = "渡轮星期四再次启航，岛上的人都很高兴，学校也有了新的屋顶，市长在会议上这样对我们说。"
    data = page(f"<article><p>{text}</p></article>", "<meta charset=gb2312>").encode("gb18030")
    spoilt = data.replace("高兴".encode("gb18030"), b"\xff" + "高兴".encode("gb18030"))
    assert "学校也有了新的屋顶" in only(spoilt).text
    utf_8 = page(f"<article><p>{text}</p></article>", "<meta charset=gb2312>").encode()
    assert "学校也有了新的屋顶" in only(utf_8.replace("高".encode(), b"\xff")).text


def test_a_byte_order_mark_precedes_every_declaration() -> None:
    text = "Der Bäcker auf Skarrey öffnet früher, seit die Fähre wieder um fünf Uhr anlegt."
    body = page(f"<article><p>{text}</p></article>", "<meta charset='windows-1251'>")
    for codec in ("utf-8-sig", "utf-16"):
        assert text in only(body.encode(codec), content_type="text/html; charset=koi8-r").text


def test_a_charset_in_a_comment_or_a_script_declares_nothing() -> None:
    text = "“The ferry’s back,” she said – and the children’s school has a new roof…"
    head = "<!-- <meta charset=koi8-r> --><script>var charset='shift_jis'</script>"
    assert text in only(page(f"<article><p>{text}</p></article>", head).encode("cp1252")).text


def test_iso_2022_jp_is_known_by_its_escapes() -> None:
    text = "島の船は木曜日に再び出航し、学校には新しい屋根ができる。"
    data = page(f"<article><p>{text}</p></article>", "<meta charset=iso-2022-jp>")
    assert text in only(data.encode("iso2022_jp")).text
