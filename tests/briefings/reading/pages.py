"""Invented pages with the structure of real ones. Names, places and events are made up."""

HARBOUR = (
    (
        "The council of Port Ellery voted on Tuesday to widen the old harbour, ending a dispute "
        "that has split the town for six years."
    ),
    (
        'Mayor Ines Corwin said, "We have waited long enough, and now the dredgers can come." She '
        "added that the first boats would dock by spring."
    ),
    'Fishermen were less pleased. "Nobody asked us," said Tam Orrick, who lands crab there.',
    (
        "The work is to cost 40 million crowns, a third of it paid by the national fund for ports, "
        "and to be finished within two years if the weather holds."
    ),
)
HARBOUR_TITLE = "Port Ellery Votes to Widen Its Old Harbour After Six Years of Dispute"

SCRAPED = "\n".join(
    [
        "본문 바로가기",
        "bar_progress",
        "",
        "Text Size",
        "",
        "Close",
        "",
        HARBOUR_TITLE,
        "",
        'Mayor Says "the Dredgers Can Come"',
        "Fishermen Were Not Asked",
        "",
        HARBOUR[0],
        "",
        "",
        f"{HARBOUR_TITLE} Reuters Yonhap News",
        "",
        HARBOUR[1],
        "",
        HARBOUR[2],
        "",
        "Two Years of Work",
        "",
        HARBOUR[3],
        "",
        "© The Ellery Courier(www.ellerycourier.example). All rights reserved.",
        "",
        "Join us on social!",
        "",
        "Top",
    ]
)

RUN_ON = (
    "Delegates in Varnholm agreed on Monday to share the water of the upper Lisse, a river that "
    "three provinces claim. The accord follows eleven months of talks that broke down twice. "
    "'We got further than anybody thought we would,' said Petra Lund, who led the mediators. "
    "Governor Otto Brandt waves to farmers outside the congress hall in Varnholm on Monday. | "
    "Jan Riis / Northern Photo via REUTERS Despite the handshakes, two questions are open: who "
    "pays for the gauges, and who reads them. Brandt wrote 'NO MORE EMPTY CANALS IN MY PROVINCE' "
    "in a post. FARMERS WANT GUARANTEES The farmers' union called the text thin. 'A promise is "
    "not a pump,' its chairman said. A vote is due in three weeks, and nobody expects it to be "
    "close, since both large parties back the accord."
)
FERRY = (
    "The ferry to Skarrey will sail again from Thursday, the operator said.",
    "It had been laid up since a fire in its engine room three weeks ago, when nobody was hurt.",
    'The captain said, "She is sounder than before." Inspectors agreed after a day at sea.',
    "Islanders had been supplied by helicopter in the meantime, at four times the usual cost.",
)
FERRY_TITLE = "Ferry to Skarrey Sails Again After Fire"
WATER_TITLE = "Three Provinces Agree to Share a River"
MUSEUM_TITLE = "Museum Returns Twelve Masks to Their Valley"
MUSEUM = (
    "ORMSTAD, Norland (AP) -- A museum in Ormstad returned twelve carved masks on Sunday to the "
    'valley they were taken from a century ago. "They are home," said Ada Venn, an elder, as the '
    "crates were opened. The museum's director, Leif Aas, said its own records had shown that the "
    'masks were "never for sale." Four more museums hold masks from the valley. None of them '
    "answered a request for comment on Sunday."
)

AGGREGATOR = "\n".join(
    [
        "logo",
        FERRY_TITLE,
        "",
        FERRY_TITLE,
        "",
        "SVT8 hours ago",
        *FERRY,
        "Orange background",
        "",
        "Try Our AI Features",
        "",
        "Explore what Newsbox AI can do for you:",
        "",
        "Comments",
        "",
        "No comments yet...",
        "",
        "Related Articles",
        "",
        WATER_TITLE,
        WATER_TITLE,
        "",
        "Lisse Shimbun",
        "",
        "time3 hours ago",
        "",
        "  • Lisse Shimbun",
        "",
        WATER_TITLE,
        "",
        f"VARNHOLM/LISSEGATE, Mar 4 (Reuters) – {RUN_ON}",
        "",
        MUSEUM_TITLE,
        MUSEUM_TITLE,
        "",
        "The Norland Times",
        "",
        "time2 days ago",
        "",
        "  • The Norland Times",
        "",
        MUSEUM_TITLE,
        "",
        MUSEUM,
        "",
        "DOWNLOAD THE APP",
        "",
        "Get Started Now: Download the App",
        "",
        "Ready to read more stories like these, chosen for you? Download Newsbox today and start.",
        "app-storeplay-store",
    ]
)

_MACHINE = (
    "Skip to content",
    "New Rules for Night Trains Are Expected Before Summer",
    "Ministers met last week, and the railways now hope for an answer before the summer begins.",
    "Rules for Night Trains Expected\nRules for Night Trains Expected",
    "New Rules for Night Trains Are Expected Before Summer",
    "Headline: Progress in Talks About Night Trains",
    (
        "Ministers of five countries have moved closer to common rules for night trains, which "
        "would let one ticket cover a whole journey across their borders [Source 2]."
    ),
    'The commissioner called the plan "a sensible first step" and asked for a timetable.',
    "[1] [Source 1] [2] [Source 2] [3] [Source 3]",
    (
        "Note: This article is based on the provided bullet points, as was asked. It keeps to "
        "the facts that were given, and no advertisement stands in it."
    ),
    "Read also:",
    "Latest",
)
MACHINE = "\n\n".join(_MACHINE)


def html_page(body: str, head: str = "") -> str:
    """A page with the usual page furniture."""
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">{head}</head><body>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>'
        f"<main><article>{body}</article></main>"
        "<aside><h2>Most read</h2><ul><li><a href='/1'>Another story</a></li></ul></aside>"
        "<footer><p>© 2025 Ellery Courier Ltd</p></footer></body></html>"
    )
