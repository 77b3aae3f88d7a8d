"""Nouns and names that the rules know: titles, roles, organisations, things that speak.

Our own lists.
"""

from briefings.analysis.occupations import OCCUPATIONS
from briefings.analysis.wordlists import listed

TITLES = {
    "mr": "male",
    "mr.": "male",
    "messrs": "male",
    "messrs.": "male",
    "mrs": "female",
    "mrs.": "female",
    "ms": "female",
    "ms.": "female",
    "miss": "female",
    "sir": "male",
    "lord": "male",
    "lady": "female",
    "dame": "female",
    "king": "male",
    "queen": "female",
    "prince": "male",
    "princess": "female",
    "congressman": "male",
    "congresswoman": "female",
    "councilman": "male",
    "councilwoman": "female",
    "assemblywoman": "female",
    "chairman": None,
    "chairwoman": "female",
    "spokesman": "male",
    "spokeswoman": "female",
    "businessman": "male",
    "businesswoman": "female",
    "pope": "male",
    "brother": "male",
    "sister": "female",
    "father": "male",
    "rabbi": None,
    "monsignor": "male",
    "msgr": "male",
    "msgr.": "male",
    "mgr": "male",
    "fr": "male",
    "fr.": "male",
    "baron": "male",
    "baroness": "female",
    "sheikh": "male",
    "sheik": "male",
    "imam": "male",
    "ayatollah": "male",
    "alhaji": "male",
    "alhaja": "female",
    "hajia": "female",
    "hajiya": "female",
    "madam": "female",
    "madame": "female",
    "smt": "female",
    "smt.": "female",
    "shri": "male",
    "thiru": "male",
    "mme": "female",
    "mme.": "female",
    "frau": "female",
    "herr": "male",
    "señor": "male",
    "señora": "female",
    "datin": "female",
    "president-elect": None,
} | dict.fromkeys(
    listed("""
    dr dr. prof prof. professor sen sen. sens sens. rep rep. reps reps. gov gov. lt lt. gen gen.
    col col. sgt sgt. capt capt. cmdr cmdr. adm adm. maj maj. rev rev. reverend hon hon. st st.
    president senator representative governor secretary minister premier chancellor judge
    justice mayor ambassador general colonel captain sergeant lieutenant major admiral chief
    commissioner director attorney speaker leader candidate nominee chairman chair chairperson
    spokesperson chef detective officer sheriff bishop archbishop cardinal pastor commander
    envoy delegate treasurer auditor comptroller deputy adviser advisor strategist analyst
    pollster lawyer author reporter editor correspondent columnist host anchor moderator
    economist activist actor actress singer comedian comedienne contributor commentator journalist
    historian scientist
    billionaire mogul democrat republican vice prime foreign superintendent dean coach agent
    coroner det det. insp insp. supt supt. del del. asst asst. inspector constable garda cllr cr
    councillor councilor coun canon comrade barrister advocate comdt lieut lieut. brigadier
    chairperson taoiseach tanaiste chaplain provost
    seri engr engr. barr barr. mallam malam adv adv. datuk dato ustaz
    substitute sub opposition
    """)
)
"""Words before a name -> the gender that they show, if any."""


RANKS = frozenset(
    listed("""
    PC WPC DC DS DI DCI DSI DSP ASP ACP DCP SSP SP DGP DIG SHO CJI AG MP MEP MSP MLA MLC MK TD FM PM
    DA ADA DPP CMD IGP PPRO CEO CFO COO CTO CMO VP SVP EVP GM PRO CSP
    """)
)
"""Titles only in capitals, before a name or after "the": in lower case they are other words."""

SURNAMES_TOO = frozenset(
    listed("""
    king queen prince pope bishop dean judge justice major farmer singer star sheriff chancellor
    priest baron canon page boss partner model friend parent widow victim chair whip host agent
    speaker hero legend icon native cardinal driver general first prime vice foreign lady cop
    """)
)
"""Titles and roles that are also surnames (or no part of a role): Jan King is a name."""

SUFFIXES = frozenset(
    listed("""
    jr jr. sr sr. ii iii iv esq esq. md m.d. phd ph.d. td mp mep msp mla qc kc sc san obe mbe cbe
    frs
    """)
)


ABBREVIATIONS = frozenset(
    listed("""
    mr mrs ms dr prof sen sens rep reps gov govs lt gen col sgt capt cmdr adm maj rev hon st jr
    sr vs inc corp co ltd dept etc no art jan feb mar apr aug sept sep oct nov dec ala ariz ark
    calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore
    pa tenn tex va vt wash wis wyo det insp supt asst assn bros ft mt pres atty messrs d.c u.s
    u.n n.y n.j n.h n.c s.c n.d s.d n.m w.va r.i e.g i.e a.m p.m
    """)
)


NAME_PARTICLES = frozenset(
    listed("de da di del della der den van von bin al el la le ten ter dos du y")
)


ORGANISATION_NOUNS = frozenset(
    listed("""
    party committee campaign house senate congress chiefs times post journal news university college
    institute association department agency images pictures council court foundation union
    commission ministry office bureau administration group center centre company corporation corp
    inc board club
    magazine network tribune herald globe reuters cnn fox nbc abc cbs msnbc politico buzzfeed
    bloomberg pac project fund kremlin nato eu un police force army navy coalition parliament
    government bank league society service services team press report states kingdom america
    britain france germany russia ukraine china iran iraq syria israel europe street hall tower
    act constitution amendment war day night county city state district street avenue convention
    debate show today gazette register chronicle examiner observer guardian telegraph mail sun
    star week weekly review beast wire caller breitbart facebook twitter google apple microsoft
    amazon gop dnc rnc fbi cia doj irs nsa isis democrats republicans americans conservatives
    liberals russians ukrainians europeans airlines strategies coalition legacy partners
    associates solutions capital holdings industries systems research studies policy affairs
    action alliance initiative program plan deal hill avenue lake beach valley radio television
    tv church school hospital hotel island river north south east west hospice clinic academy
    cathedral abbey stadium museum gallery library festival airport station prison parish province
    region village town square bridge theatre theater arena ltd plc llc trust authority assembly
    congregation federation united rovers fc afc organisation organization constituency mosque
    temple township borough
    """)
)


PERSON_NOUNS = (
    frozenset(
        listed("""
    president senator congressman congresswoman representative governor mayor secretary minister
    premier chancellor leader candidate nominee contender hopeful frontrunner front-runner
    official spokesman spokeswoman spokesperson aide adviser advisor strategist manager director
    chief chairman chairwoman chair head founder owner executive ceo analyst expert professor
    scholar researcher scientist economist historian author writer columnist reporter journalist
    editor correspondent host anchor moderator commentator pundit critic supporter backer donor
    activist organizer volunteer voter resident man woman boy girl teenager student teacher
    farmer worker veteran soldier officer general commander colonel captain sergeant judge
    justice lawyer attorney prosecutor counsel defendant witness plaintiff doctor physician
    nurse pastor advocate runner rider explorer champion chef film-maker academic entertainer
    priest bishop rabbi imam pope actor actress singer musician artist comedian comedienne
    star director producer celebrity billionaire businessman businesswoman mogul developer
    tycoon entrepreneur investor banker trader operative consultant pollster lobbyist delegate
    lawmaker legislator politician democrat republican libertarian conservative liberal
    independent ally opponent rival colleague friend wife husband son daughter father mother
    brother sister uncle aunt cousin partner neighbor source insider staffer employee employer
    boss member ambassador diplomat envoy negotiator prime congresswoman socialist speaker whip
    dean agent detective sheriff trooper cop policeman coach player athlete driver owner mom dad
    parent grandmother grandfather widow survivor victim protester demonstrator immigrant
    refugee blogger vlogger filmmaker designer model queen king prince princess heir nominee's
    first lady incumbent challenger newcomer star performer legend icon native retiree
    neighbour commissioner superintendent constable inspector ombudsman secretary-general
    attorney-general director-general governor-general backbencher
    assemblyman taoiseach gaffer footballer cleric clergyman chieftain stalwart elder
    """)
    )
    | OCCUPATIONS
)


SPEAKING_THINGS = frozenset(
    listed("""
    statement report memo memorandum letter article essay editorial column story study survey
    poll ad advertisement commercial spot video tweet post email e-mail message text note book
    memoir speech transcript copy headline sign banner poster placard caption narrator voice
    document documents filing lawsuit complaint ruling opinion decision order brief indictment
    release communique communiqué resolution petition paper authors campaign committee group
    organization organisation company office ministry government administration department
    agency newspaper magazine network website site blog team group coalition crowd audience
    supporters critics opponents officials sources people others script plaque platform law bill
    statute amendment constitution page account announcement piece release summary review
    analysis finding
    """)
)


INSCRIBED = frozenset(
    listed("""
    sign signs hat hats banner banners poster posters placard shirt t-shirt t-shirts shirts
    tweet tweets statement email e-mail letter memo post report message note headline caption
    button buttons cap text
    """)
)
"""Things that have words on them: "a sign reading …"."""


UTTERANCES = frozenset(
    listed("""
    answer assertion claim comment comments complaint declaration description e-mail email
    explanation letter line message motto plea pledge post promise question quip rebuttal remark
    remarks reply response slogan speech statement suggestion tweet tweets warning words verdict
    retort refrain
    """)
)
"""Nouns for what somebody says or writes: "her reply that …"."""


GENDERED_NOUNS = dict.fromkeys(
    listed("""
    spokesman husband father son brother uncle grandfather widower actor businessman congressman
    chairman councilman policeman fireman salesman frontman king prince man boy dad
    grandson nephew salesman newsman anchorman cowboy priest monk mr grandad granddad fiancé fiance
    boyfriend groom bridegroom stepfather stepson schoolboy headmaster barman postman fisherman
    friar abbot landlord batsman lord
    """),
    "male",
) | dict.fromkeys(
    listed("""
    spokeswoman wife mother daughter sister aunt grandmother widow actress comedienne businesswoman
    congresswoman chairwoman councilwoman assemblywoman policewoman queen princess woman girl
    mom granddaughter niece first-lady heiress hostess waitress nun girlfriend mum mummy grandma
    granny fiancée fiancee bride stepmother stepdaughter schoolgirl headmistress barmaid postwoman
    fisherwoman abbess landlady ballerina midwife seamstress baroness
    """),
    "female",
)
"""Nouns that show a person's gender."""

SURNAMES_LIKE_PLACES = frozenset(
    listed("""
    church west north east hall hill bank street house day post fox parish court bridge lake field
    park wood ford town square castle stone rivers banks mills times page star temple village march
    may june august church college island abbey press rice plan reading france england israel
    ireland london holland county state sun guardian young west
    """)
)
"""Names of bodies and places that are also surnames."""
