"""Roles that news uses for people: "the French leader", "the senator", "Kremlin chief"."""

import re
from collections.abc import Iterable
from functools import cache

from briefings.analysis.nouns import PERSON_NOUNS
from briefings.analysis.wordlists import listed

PROMINENT = frozenset(
    listed("""
    president candidate nominee senator governor businessman businesswoman billionaire mogul
    leader congressman congresswoman lawmaker frontrunner front-runner contender hopeful
    mayor secretary minister chancellor premier chairman chairwoman star actor actress
    singer author comedian general
    """)
)
"""Roles that a text uses for its main person."""

VARIED = frozenset(
    listed("""
    expert analyst strategist commentator pundit columnist advocate activist campaigner model
    veteran legend ace rapper playwright novelist poet coach manager boss captain skipper striker
    midfielder defender goalkeeper keeper forward winger quarterback pitcher rider sprinter
    swimmer runner boxer golfer cyclist climber explorer champion medallist broadcaster presenter
    influencer youtuber entrepreneur tycoon designer chef photographer filmmaker film-maker
    producer drummer guitarist frontman historian economist academic artist painter sculptor
    comedienne comic entertainer musician footballer cricketer player batsman bowler wrestler
    skater skier jockey surfer dancer athlete astronaut olympian paralympian medalist sportswoman
    sportsman teammate dj blogger vlogger streamer podcaster rower gymnast
    """)
)
"""Roles that a text uses instead of a name, for variety, without introducing them."""

_BY_OFFICE = frozenset(
    listed("""
    judge coroner magistrate prosecutor sheriff officer policeman policewoman constable detective
    inspector spokesman spokeswoman spokesperson spokespeople source official aide insider diplomat
    envoy ambassador reporter interviewer journalist correspondent anchor moderator host announcer
    victim suspect witness defendant attacker gunman driver pilot captain doctor nurse surgeon
    physician paramedic lawyer attorney solicitor barrister counsel owner manager caller man woman
    boy girl person child patient student neighbour neighbor resident customer passenger worker
    author writer editor chief head director president chairman chairwoman expert analyst
    """)
)
"""Roles of people a text often never names."""

_AGENT = re.compile(r"^[a-z]{3,}(?:er|or|ist|ian|eer)$")
"""How nouns for people who do something end: "petitioner", "parliamentarian"."""

_NO_PERSON = frozenset(
    listed("""
    letter paper newspaper newsletter order center tower poster banner register chapter charter
    matter mirror sector server computer power river water number chamber member quarter border
    carrier retailer broadcaster regulator manufacturer publisher insurer lender contractor operator
    developer supplier provider maker carmaker automaker brewer builder grocer employer distributor
    importer exporter producer processor investor partner charger folder sticker flyer trailer
    cover answer offer tender filter user visitor observer disaster winter summer
    """)
)
"""Nouns of the same form for things, and for bodies named after their trade."""

BY_PARTY = PROMINENT | frozenset(
    listed("""
    republican democrat conservative liberal socialist libertarian independent first ally rival
    opponent father mother husband wife son daughter man woman boy girl teenager native veteran
    """)
)
"""Roles that a text uses for somebody it has named without giving the role."""

VAGUE = frozenset(("leader", "chief", "head", "director"))
"""Roles that say little: a band, a party or a country has one."""

_LIKE = {
    "leader": "leader president premier chancellor minister king queen chief",
    "chief": "chief leader president director head chairman chairwoman commander ceo",
    "boss": "boss chief ceo manager coach chairman head",
    "executive": "executive ceo chief president chairman",
    "premier": "premier prime taoiseach",
    "minister": "minister premier taoiseach",
    "lawmaker": "lawmaker senator sen representative rep congressman congresswoman mp mk td mla",
    "senator": "senator sen sens",
    "congressman": "congressman representative rep",
    "congresswoman": "congresswoman representative rep",
    "representative": "representative rep congressman congresswoman",
    "governor": "governor gov",
    "general": "general gen",
    "nominee": "nominee candidate",
    "candidate": "candidate nominee contender hopeful frontrunner front-runner",
    "envoy": "envoy ambassador",
    "diplomat": "diplomat envoy ambassador consul",
    "head": "head chief director president leader",
    "councillor": "councillor councilor cllr coun cr",
    "councilor": "councilor councillor",
    "judge": "judge justice magistrate recorder",
    "justice": "justice judge",
    "officer": """officer constable detective det sergeant sgt inspector insp superintendent supt
        lieutenant lt captain capt trooper deputy corporal pc wpc dc ds di dci sp dsp asp ranger""",
    "detective": "detective det inspector insp dc ds di dci",
    "policeman": "policeman constable officer sergeant inspector pc",
    "policewoman": "policewoman constable officer sergeant inspector wpc pc",
    "soldier": "soldier private corporal sergeant sgt lieutenant captain major",
    "lawyer": "lawyer attorney solicitor barrister advocate counsel kc qc sc",
    "attorney": "attorney lawyer counsel prosecutor",
    "barrister": "barrister counsel kc qc sc",
    "prosecutor": "prosecutor attorney da ada dpp",
    "doctor": "doctor dr physician surgeon consultant gp paediatrician pediatrician cardiologist",
    "professor": "professor prof",
    "academic": "academic professor prof lecturer scholar historian economist",
    "scientist": """scientist researcher professor prof biologist physicist chemist geologist
        ecologist astronomer climatologist virologist""",
    "researcher": "researcher scientist professor prof",
    "priest": "priest vicar canon rector fr",
    "cleric": """cleric bishop archbishop priest vicar canon rector imam rabbi pastor rev reverend
        fr""",
    "clergyman": "clergyman vicar canon rector rev reverend pastor",
    "writer": "writer author novelist poet playwright",
    "author": "author writer novelist biographer",
    "novelist": "novelist author writer",
    "footballer": "footballer striker midfielder defender goalkeeper winger forward",
    "player": "player striker midfielder defender goalkeeper winger forward batsman bowler",
    "coach": "coach manager",
    "manager": "manager coach",
    "gaffer": "gaffer manager coach boss",
    "singer": "singer vocalist frontman frontwoman songwriter",
    "musician": "musician singer guitarist drummer pianist violinist cellist bassist",
    "taoiseach": "taoiseach",
}

_COUNTRIES = """
afghanistan/afghan america/american/u.s./us/washington argentina/argentine australia/australian
austria/austrian belarus/belarusian belgium/belgian brazil/brazilian britain/british/u.k./uk/kingdom
bulgaria/bulgarian canada/canadian chile/chilean china/chinese/beijing colombia/colombian
croatia/croatian cuba/cuban cyprus/cypriot czechia/czech denmark/danish egypt/egyptian
estonia/estonian europe/european/eu finland/finnish france/french/paris georgia/georgian
germany/german/berlin greece/greek hungary/hungarian iceland/icelandic india/indian
indonesia/indonesian iran/iranian iraq/iraqi ireland/irish israel/israeli italy/italian/rome
japan/japanese/tokyo jordan/jordanian kazakhstan/kazakh korea/korean latvia/latvian lebanon/lebanese
libya/libyan lithuania/lithuanian mexico/mexican moldova/moldovan netherlands/dutch nigeria/nigerian
norway/norwegian pakistan/pakistani palestine/palestinian philippines/philippine/filipino
poland/polish/warsaw portugal/portuguese romania/romanian russia/russian/kremlin/moscow
saudi/saudis serbia/serbian slovakia/slovak slovenia/slovenian spain/spanish sweden/swedish
switzerland/swiss syria/syrian taiwan/taiwanese thailand/thai turkey/turkish ukraine/ukrainian/kyiv
venezuela/venezuelan vietnam/vietnamese yemen/yemeni nato/alliance
"""
PEOPLES = sorted(
    word for group in _COUNTRIES.split() for word in group.split("/") if word.endswith("an")
)
"""Words for somebody from a country, in lower case: "norwegian"."""
_COUNTRY = {word: group.split("/")[0] for group in _COUNTRIES.split() for word in group.split("/")}


_PARTIES = {
    word: group.split("/")[0]
    for group in listed("""
    republican/republicans/gop democratic/democrat/democrats libertarian green conservative/tory
    labour liberal socialist communist independent
    """)
    for word in group.split("/")
}


def is_somebodys(head: str) -> bool:
    """Whether a trade or a state of life must mean somebody prominent: "the petitioner"."""
    agent = _AGENT.search(head) is not None and head not in _NO_PERSON
    return head in VARIED or ((agent or head in PERSON_NOUNS) and head not in _BY_OFFICE)


def differ(surface: str, carried: Iterable[str]) -> bool:
    """Whether a description names another party or place: "the Republican", "the Ohio mayor"."""
    words = surface.replace("’s", "").replace("'s", "").split()[1:]
    other = {word.strip(",.()") for word in carried}
    parties = {_PARTIES[word.lower()] for word in words if word.lower() in _PARTIES}
    others = {_PARTIES[word] for word in other if word in _PARTIES}
    if parties and others and not parties & others:
        return True
    places = {word.lower() for word in words[:-1] if word[0].isupper()} - _PARTIES.keys()
    return bool(places and other & _STATES and not places & other)


_STATES = frozenset(
    listed("""
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii
    idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
    minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york carolina
    dakota ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont virginia washington
    wisconsin wyoming ontario quebec alberta manitoba saskatchewan queensland victoria tasmania
    """)
)
"""Words for states and provinces, in lower case."""


@cache
def heads_like(head: str) -> frozenset[str]:
    """The nouns that can mean the same role: a leader may be a president."""
    return frozenset(_LIKE.get(head, head).split())


def countries_in(words: Iterable[str]) -> frozenset[str]:
    """The countries that words name, in any form: "french", "paris" -> {"france"}."""
    found = (_COUNTRY.get(word.strip(",.()’'") if word not in _COUNTRY else word) for word in words)
    return frozenset(country for country in found if country)
