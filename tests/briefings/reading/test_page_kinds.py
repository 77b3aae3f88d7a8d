"""Pages as they are met: bodies in parts, boxes, teasers, JSON-LD, headlines, dates, encodings."""

import json
from datetime import UTC, datetime

import pytest

from briefings.reading import ReadArticle, read
from tests.briefings.reading.pages import FERRY, FERRY_TITLE, HARBOUR, HARBOUR_TITLE, MUSEUM

TITLE = "Island School Gets a New Roof"
PARTS = (
    (
        "The school on Skarrey is to get a new roof before the winter, the island's council said "
        "on Friday after a meeting that lasted until midnight."
    ),
    (
        "Rain had come through the old one for three years, and twice the children were sent home "
        "because a classroom stood under water."
    ),
    (
        '"We taught in the church hall and in my kitchen," said Ada Venn, who has led the school '
        "for eleven years and was born two streets away."
    ),
    (
        "A builder from the mainland starts in May. The boards come by ferry, eight loads of them, "
        "and the old slates are to be sold to whoever wants them."
    ),
    (
        'Not everyone is pleased: "Nobody counted what the scaffold costs," said Leif Aas, who sat '
        "on the council until last year and voted against the plan."
    ),
    (
        "The state pays two thirds. The rest comes from a fund that islanders set up after a storm "
        "took the roof of the harbour office thirty years ago."
    ),
)
MOMENT = datetime(2024, 11, 5, 18, 30, tzinfo=UTC)
NOON = "2024-11-05T19:30:00+01:00"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, head: str = f"<title>{TITLE}</title>") -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def only(markup: str | bytes, **options: str) -> ReadArticle:
    data = markup if isinstance(markup, bytes) else markup.encode()
    (article,) = read(data, "page.html", **options)
    return article


ARTICLE = f"<article><h1>{TITLE}</h1>{paragraphs(*PARTS)}</article>"
WHOLE = "\n\n".join(PARTS)


def linked(**fields: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE, "datePublished": NOON, **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


# bodies in parts


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        (
            "<div class='story-text'>",
            "</div><div class='ad'></div><div class='story-text'>",
            "</div>",
        ),
        (
            "<div><div class='body-part part-1'>",
            "</div></div><div><div class='body-part part-2'>",
            "</div></div>",
        ),
        (
            "<div itemprop='articleBody'>",
            "</div><div class='advert'>Advertisement</div><div itemprop='articleBody'>",
            "</div>",
        ),
        (
            "<section class='chapter text'>",
            "</section><section class='text chapter'>",
            "</section>",
        ),
        (
            "<article class='entry'>",
            "</article><figure><img src='a.png'></figure><article class='entry'>",
            "</article>",
        ),
    ],
)
def test_a_body_in_several_containers_is_read_whole(before: str, between: str, after: str) -> None:
    body = between.join(paragraphs(*PARTS[at : at + 2]) for at in (0, 2, 4))
    article = only(page(f"<main><h1>{TITLE}</h1>{before}{body}{after}</main>"))
    assert article.text == WHOLE
    assert article.headline == TITLE


@pytest.mark.parametrize(
    "other",
    [
        f"<div class='story'><h1>{HARBOUR_TITLE}</h1>{paragraphs(*HARBOUR)}</div>",
        f"<div class='story'><h2><a href='/f'>{FERRY_TITLE}</a></h2>{paragraphs(*FERRY)}</div>",
        f"<div class='related'><div class='story'>{paragraphs(*FERRY)}</div></div>",
        f"<div class='story'><p><a href='/f'>{' '.join(FERRY)}</a></p></div>",
    ],
)
def test_a_container_of_another_story_is_no_part(other: str) -> None:
    body = f"<main><h1>{TITLE}</h1><div class='story'>{paragraphs(*PARTS)}</div>{other}</main>"
    text = only(page(body)).text
    assert text.startswith(WHOLE)
    assert FERRY[1] not in text
    assert HARBOUR[3] not in text


def test_texts_that_line_breaks_separate_are_read_from_the_first_on() -> None:
    first, second = ("<br><br>".join(PARTS[at : at + 3]) for at in (0, 3))
    first = first.replace("The school", "The <b>school</b>", 1)
    body = f"<h1>{TITLE}</h1><div class='a'>{first}</div><hr><div class='a'>{second}</div>"
    assert only(page(body)).text == WHOLE


def test_a_fragment_without_a_title_has_its_first_subhead() -> None:
    article = only(f"<h4>{TITLE}</h4>{paragraphs(*PARTS)}")
    assert (article.headline, article.text) == (TITLE, WHOLE)


# articles in an aside, boxes on cookies


CONSENT = paragraphs(
    "We use cookies and the like on this website, and so do 412 partners of ours, all for you.",
    "Read on and you agree to cookies; change your mind whenever you like on the cookies page.",
)


@pytest.mark.parametrize(
    "body",
    [
        f"<aside><h1>{TITLE}</h1>{paragraphs(*PARTS)}</aside>",
        (
            f"<div id='cookie-banner'>{CONSENT}</div><aside class='main-story'><h1>{TITLE}</h1>"
            f"{paragraphs(*PARTS)}</aside>"
        ),
        f"<section class='gdpr-overlay'>{CONSENT * 3}</section><main>{ARTICLE}</main>",
        f"<div class='overlay'>{CONSENT}</div><aside><h1>{TITLE}</h1>{paragraphs(*PARTS)}</aside>",
        f"<div class='page has-consent'><div class='x'>{CONSENT}</div>{ARTICLE}</div>",
    ],
)
def test_the_article_is_read_and_not_the_notice_on_cookies(body: str) -> None:
    assert only(page(body)).text == WHOLE


def test_an_article_on_cookies_is_an_article() -> None:
    texts = (
        "The council's website may set no cookies without consent, a court in Ormstad ruled.",
        "Its cookies followed visitors for a year, the court said, and nobody was asked first.",
    )
    article = f"<article><h1>Court Bans the Cookies of a Council</h1>{paragraphs(*texts)}</article>"
    assert only(page(article, "<title>Court Bans the Cookies of a Council</title>")).text == (
        "\n\n".join(texts)
    )


# teasers with ages


@pytest.mark.parametrize("age", ["2 hours ago", "5 mins ago", "1 day ago", "an hour ago"])
@pytest.mark.parametrize("named", [True, False])
def test_teasers_with_ages_do_not_make_a_page_an_aggregator(age: str, named: bool) -> None:  # noqa: FBT001 — a test
    titles = (
        "Crab is cheaper than it was",
        "Twelve masks are home again in their valley",
        "The band of Port Ellery looks for a drummer",
        "Night trains are to have one ticket",
    )
    teasers = "".join(
        f"<div><h4><a href='/{number}'>{title}</a></h4><span>{age}</span></div>"
        for number, title in enumerate(titles)
    )
    footer = paragraphs(
        "The Norland Post belongs to its readers, some nine thousand of them, who meet in June.",
        "Letters are printed as they come, if they are short and signed; others are sent back.",
        "What we got wrong is put right on page two, on the day after, in the same size of type.",
    )
    head = linked(publisher={"name": "Norland Post"}) if named else ""
    markup = page(
        f"{ARTICLE}<section>{teasers}</section><footer>{footer}</footer>",
        f"<title>{TITLE}</title>{head}",
    )
    article = only(markup)
    assert article.headline == TITLE
    assert article.text.startswith(WHOLE)
    assert article.publisher == ("Norland Post" if named else None)


def test_a_list_of_teasers_below_a_text_is_none_of_its_articles() -> None:
    teasers = "\n\n".join(
        f"{title}\n{number} hours ago"
        for number, title in enumerate(
            ("Crab is cheaper again this week", "Night trains to have one ticket", FERRY_TITLE), 2
        )
    )
    foot = " ".join(FERRY)
    lines = (f"{TITLE}", WHOLE, "Latest", teasers, "About us", foot, FERRY[3])
    (article,) = read("\n\n".join(lines).encode())
    assert article.headline == TITLE
    outlets = teasers.replace("\n2 hours", "\nNorland Post\n2 hours").replace("\n4", "\nLark\n4")
    (article,) = read(f"{TITLE}\n\n{WHOLE}\n\n{outlets}\n\n{foot}\n\n{MUSEUM}".encode())
    assert (article.headline, article.publisher) == (TITLE, None)


# markup in markup


@pytest.mark.parametrize(
    "before",
    [
        "<svg><!DOCTYPE svg [<!ENTITY ns 'http://ns.example/'>]></svg>",
        "<script>document.write('<!ENTITY a \"b\">')</script>",
        "<!DOCTYPE svg PUBLIC '-//A//B' 'c.dtd' [ <!ENTITY d 'e'> <!ENTITY f 'g'> ]>",
        "<pre>&lt;!ENTITY a 'b'&gt; <!ENTITY a 'b'></pre>",
    ],
)
def test_entities_declared_in_a_page_are_no_reason_to_refuse_it(before: str) -> None:
    assert WHOLE in only(page(before + ARTICLE)).text


# encodings


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


def test_a_mark_goes_before_every_declaration() -> None:
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


# JSON-LD


GRAPH = [
    {
        "@type": "Article",
        "headline": TITLE,
        "datePublished": NOON,
        "author": {"@id": "#ada"},
        "publisher": {"@id": "#post"},
    },
    {"@type": ["Person"], "@id": "#ada", "name": "Ada Venn"},
    {"@type": "Organization", "@id": "#post", "name": "Norland Post"},
]
FIELDS = {
    "headline": TITLE,
    "datePublished": NOON,
    "author": {"@type": "Person", "name": "Ada Venn"},
    "publisher": {"name": "Norland Post"},
}


@pytest.mark.parametrize(
    "source",
    [
        json.dumps({"@graph": GRAPH}),
        json.dumps(GRAPH),
        json.dumps(
            {"@graph": [{**GRAPH[0], "author": ["#ada"], "publisher": "#post"}, *GRAPH[1:]]}
        ),
        json.dumps({"@graph": [GRAPH[0], {"@type": "WebPage", "about": [GRAPH[1:]]}]}),
        json.dumps({"@type": "https://schema.org/ReportageNewsArticle", **FIELDS}),
        json.dumps({"@type": ["schema:NewsArticle"], **FIELDS}),
        json.dumps(
            {"@type": "WebPage", "name": "Page", "mainEntity": {"@type": "Article", **FIELDS}}
        ),
        json.dumps([[{"@type": "WebSite"}], {"@type": "BlogPosting", **FIELDS}]),
        json.dumps({"@type": "NewsArticle", **FIELDS}).replace('"Post"}', '"Post",}')[:-1] + ", }",
        "/* made by hand */ " + json.dumps({"@type": "NewsArticle", **FIELDS}) + " // end",
        "<!--\n" + json.dumps({"@type": "NewsArticle", **FIELDS}) + "\n-->",
        "//<![CDATA[\n" + json.dumps({"@type": "NewsArticle", **FIELDS}) + ";\n//]]>",
        "/*<![CDATA[*/" + json.dumps({"@type": "NewsArticle", **FIELDS}) + "/*]]>*/",
        json.dumps({"@type": "WebSite"}) + "\n" + json.dumps({"@type": "NewsArticle", **FIELDS}),
        json.dumps({"@type": "NewsArticle", **FIELDS}).replace("Island", "Island\n"),
    ],
)
def test_json_ld_is_read_as_sites_write_it(source: str) -> None:
    script = f'<script type="application/ld+json">{source}</script>'
    article = only(page(ARTICLE, f"<title>{TITLE}</title>{script}"))
    assert (article.headline, article.publisher, article.author) == (
        TITLE,
        "Norland Post",
        "Ada Venn",
    )
    assert article.date_published == MOMENT


OTHER = {"headline": FERRY_TITLE, "datePublished": "2023-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    "head",
    [
        linked(**OTHER, url="https://post.example/f") + linked(url="https://post.example/roof"),
        linked(**OTHER, mainEntityOfPage={"@id": "https://post.example/f"})
        + linked(mainEntityOfPage="https://www.post.example/roof/?page=1#top"),
        linked(**OTHER) + linked(),
        linked(**OTHER, url="https://post.example/f") + linked(),
        linked(**OTHER, url="https://post.example/f") + linked(url="https://amp.example/roof"),
    ],
)
def test_the_node_of_the_pages_own_article_is_taken(head: str) -> None:
    canonical = "<link rel='canonical' href='https://post.example/roof'>"
    article = only(page(ARTICLE, f"<title>{TITLE} - Norland Post</title>{canonical}{head}"))
    assert (article.headline, article.date_published) == (TITLE, MOMENT)


@pytest.mark.parametrize(
    "head",
    [
        linked(**OTHER),
        linked(**OTHER, url="https://post.example/f"),
        linked(**OTHER) + linked(headline=MUSEUM[:40], datePublished="2022-01-01T00:00:00Z"),
    ],
)
def test_a_node_of_another_story_dates_nothing(head: str) -> None:
    canonical = "<link rel='canonical' href='https://post.example/roof'>"
    article = only(page(ARTICLE, f"<title>{TITLE}</title>{canonical}{head}"))
    assert (article.headline, article.date_published) == (TITLE, None)


# headlines


@pytest.mark.parametrize(
    ("head", "headings"),
    [
        (f"<title>{TITLE} | Norland Post</title>", f"<h1>Norland Post</h1><h2>{TITLE}</h2>"),
        (
            f"<title>{TITLE} - Islands - Norland Post</title>",
            f"<h1>Your privacy</h1><h1>{TITLE}</h1>",
        ),
        (f"<title>Norland Post: {TITLE}</title>", f"<h1 class='logo'>NP</h1><h1>{TITLE}</h1>"),
        (f"<title>{TITLE} – Norland Post</title>", "<h1>Thanks for your visit</h1>"),
        (
            f"<meta property='og:title' content='{TITLE}'><title>Norland Post</title>",
            f"<h1><a href='/'><img alt=''>Norland Post</a></h1><h2>{TITLE}</h2>",
        ),
        (
            f"<title>{TITLE}</title><meta property='og:title' content='A roof at last!'>",
            f"<h1>{TITLE}</h1>",
        ),
        (linked(headline=FERRY_TITLE) + f"<title>{TITLE} | NP</title>", f"<h1>{TITLE}</h1>"),
        (f"<meta property='og:title' content='{TITLE} | Norland Post'>", f"<h1>{TITLE}</h1>"),
    ],
)
def test_two_titles_must_agree_before_one_is_the_headline(head: str, headings: str) -> None:
    body = f"<header>{headings}</header><article>{paragraphs(*PARTS)}</article>"
    assert only(page(body, head)).headline == TITLE


def test_a_page_without_a_title_has_its_heading() -> None:
    assert only(page(ARTICLE, "")).headline == TITLE
    assert only(page(ARTICLE, "<title>Norland Post</title>")).headline == TITLE


# dates and authors


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("<meta name='DC.Date.Issued' content='2024-11-05'>", "2024-11-05"),
        ("<meta name='dcterms.created' content='2024-11-05T18:30:00Z'>", MOMENT),
        ("<meta name='publish-date' content='Tue, 05 Nov 2024 19:30:00 CET'>", MOMENT),
        ("<meta name='sailthru.date' content='2024-11-05 18:30:00 +0000'>", MOMENT),
        ("<meta name='pubdate' content='20241105'>", "2024-11-05"),
        ("<meta property='article:published_time' content='November 5, 2024 1:30 pm EST'>", MOMENT),
        ("<meta property='article:published_time' content='1730831400'>", MOMENT),
        ("<meta itemprop='datePublished' content='2024-11-05T18:30:00+00:00'>", MOMENT),
        ("<meta property='article:modified_time' content='2024-11-05T18:30:00Z'>", None),
        ("<meta name='date' content='05/11/2024'>", None),
    ],
)
def test_meta_elements_date_a_page(head: str, date: datetime | str | None) -> None:
    assert only(page(ARTICLE, f"<title>{TITLE}</title>{head}")).date_published == date


@pytest.mark.parametrize(
    ("between", "date", "author"),
    [
        (
            "<p>By Ada Venn</p><time datetime='2024-11-05T18:30:00Z'>5 Nov</time>",
            MOMENT,
            "Ada Venn",
        ),
        (
            (
                "<div class='byline'><a rel='author' href='/ada'>Ada Venn</a>"
                " | <span class='pub-date'>5 November 2024</span></div>"
            ),
            "2024-11-05",
            "Ada Venn",
        ),
        (
            "<span itemprop='author'>Ada Venn</span><time pubdate>2024-11-05</time>",
            "2024-11-05",
            "Ada Venn",
        ),
        ("<p class='meta'>Published: Nov 5, 2024, 6:30 PM</p>", "2024-11-05", None),
        ("<abbr class='published' title='2024-11-05T19:30:00+0100'>Tuesday</abbr>", MOMENT, None),
        ("<time class='updated' datetime='2024-11-06T18:30:00Z'>6 Nov</time>", None, None),
        ("<p class='date'>Updated 6 November 2024</p>", None, None),
        ("<p class='author'>More posts by the editors</p>", None, None),
        ("<aside><time datetime='2023-01-01'>1 Jan</time></aside>", None, None),
    ],
)
def test_what_stands_under_the_headline_dates_and_signs_a_page(
    between: str, date: datetime | str | None, author: str | None
) -> None:
    body = f"<article><h1>{TITLE}</h1>{between}{paragraphs(*PARTS)}</article>"
    article = only(page(body))
    assert (article.date_published, article.author) == (date, author)


def test_dates_of_other_stories_and_of_comments_are_not_the_pages() -> None:
    others = (
        "<div class='latest'><time datetime='2023-01-01'>1 Jan</time><span class='author'>Leif Aas"
        "</span></div>"
    )
    article = only(page(f"{others}{ARTICLE}<div class='comments'>{others}</div>"))
    assert (article.date_published, article.author) == (None, None)


def test_links_of_a_page_count_from_its_base() -> None:
    body = ARTICLE.replace("The school", "The <a href='school'>school</a>", 1)
    head = f"<title>{TITLE}</title><base href='/islands/skarrey/'>"
    article = only(page(body, head), url="https://post.example/2024/roof")
    assert [link.url for link in article.links] == ["https://post.example/islands/skarrey/school"]
    absolute = head.replace("'/islands", "'https://cdn.example/islands")
    assert only(page(body, absolute)).links[0].url == "https://cdn.example/islands/skarrey/school"


def test_addresses_that_are_none_do_no_harm() -> None:
    head = f"<title>{TITLE}</title><base href='http://['><link rel=canonical href='http://[x'>"
    body = ARTICLE.replace(f"<h1>{TITLE}", f"<h2><a href='http://[y'>Up</a></h2><h1>{TITLE}")
    assert only(page(body, head)).headline == TITLE
