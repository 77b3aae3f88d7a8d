"""The words that the rules know, by what they do in a sentence.

Lists in our own words. Verbs are given by their base form; the forms are made here.
"""

from enum import IntEnum


class Word(IntEnum):
    """What a word can be; of several, what helps most to find the speaker."""

    OTHER = 0
    NAME = 1
    PRONOUN = 2
    DETERMINER = 3
    PREPOSITION = 4
    CONJUNCTION = 5
    RELATIVE = 6
    AUXILIARY = 7
    CUE = 8
    CUEING = 9
    VERB = 10
    ADVERB = 11
    PUNCTUATION = 12


_CUE_BASES = """
acknowledge add address admit admonish advise affirm agree allege announce answer argue ask assert
assure attest aver bark beg bellow bemoan blast boast brag call caution challenge chant charge chide
chime claim clarify comment complain concede conclude confess confide confirm contend continue
counsel counter cry crow declare decry demand demur deny describe detail deadpan disagree disclose
elaborate emphasize emphasise enthuse estimate exclaim exhort explain express exult fret fume
gloat groan growl grumble gush hint holler implore imply inform inquire insist instruct interject
intone invoke jab jeer jest joke lament lash laugh lecture maintain marvel mention moan mock mumble
murmur muse mutter narrate note object observe offer opine order patter persist pledge plead point
ponder post praise predict proclaim promise pronounce propose protest question quip quote
rail rant rasp react reaffirm reassure recall recite reckon recollect recommend recount reflect
reiterate relate remark remember remind reminisce repeat reply report request respond retaliate retort
reveal roar scoff scold scream shout shriek sigh slam smirk snap snarl sneer spout stammer
stipulate stress stutter suggest summarize surmise sum tease testify thank theorize threaten thunder tout
indicate signal tweet underline underscore urge utter venture voice volunteer vow wail warn whisper whine wonder
yell blog cable email e-mail text message type predict posit postulate gripe grouse
rebut denounce condemn criticize criticise dismiss defend declaim dub label lambast lambaste rebuke reassert
recap ruminate specify speculate trumpet welcome wisecrack write- bristle caption hail decree
rhapsodize reprimand chuckle grin prod preach sing- nod shrug sob smile lead- begin- correct
contest intervene interrupt jump- hiss cheer hector rejoin riff crack pray reason concur conjecture
compare liken characterize characterise accuse blame cite advocate appeal articulate attack brand deride ridicule nickname
""".split()

_IRREGULAR_CUES = """
stated states stating
say says said saying tell tells told telling write writes wrote writing speak speaks spoke
speaking put puts putting think thinks thought thinking go goes went going read reads reading sing
sings sang singing begin begins began beginning find finds found finding know feel feels felt
feeling ask asks asked asking hold holds held holding swear swears swore swearing make makes made
believe believes believed quoth reads ran intoned tout argues shot shoots fire fires fired firing
chimed pipe pipes piped spit spat add-on quip quips sum sums summed summing tweet tweets tweeted
tweeting retweeted retweets retweeting scribbled concluded urged bragged blurted blurts blasted ripped rips
ripping kidded admitted expressed opined joked blogged emailed e-mailed texted sends sent
sending gives gave giving delivers delivered reads teach taught hear heard
lied lies hit hits hitting
open opens opened opening close closes closed closing finish finishes finished finishing start
starts started starting issue issues issued issuing release releases released releasing
""".split()

_DOUBLING = frozenset(
    "admit brag beg quip chat rebut rap nod hit sob grin demur sum blog prod wag".split()
)
_NOUNS_TOO = frozenset(
    """
    remarks comments claims calls notes tweets reports report remark comment claim call note tweet state
    states charges charge questions question answers answer points point demands demand appeal appeals
    offers offer promises promise posts post orders order press address challenge lies hits hit text
    message messages quotes quote voice laugh pledge pledges vow vows request requests email object
    labels label jokes joke texts emails blast advocate advocates press reply cry shout boast details
    detail reason cable lecture counter caution slams attacks attack cries cheers cheer tease chant chants
    feeling meeting writing reading beginning opening holding cables issue issues release releases close
    finding estimate estimates address addresses hail crack correct open start starts lead read sum fire fires
    """.split()
)

_VERBS = """
is was are were be been being am has have had having do does did done will would can could may
might must shall should became become becomes becoming came come comes coming got get gets getting
took take takes taking gave give given gives giving ran run runs running sat sit sits sitting stood
stand stands standing left leave leaves leaving won win wins winning lost lose loses losing knew knows
known kept keep keeps keeping led lead leads leading met meet meets meeting saw see sees seen seeing
sent send sends sending built build showed show shows shown showing brought bring brings bringing
bought buy drew draw draws drawn drove drive drives fell fall falls fought fight fights flew fly
grew grow grows heard hear hears hit laid lay let lets paid pay pays rose rise rises sold sell set
sets spent spend spends struck strike strikes tried try tries trying turned turn turns used use uses
want wants wanted need needs needed seem seems seemed appear appears appeared remain remains
remained help helps helped work works worked play plays played move moves moved live lives lived
lies make makes made making look looks looked looking ended ends took talked talks talking spoke
caught throws threw thrown cut cuts cutting won dug won refuse refuses refused
shook wore wears wearing won shut hopes hope hoped plans like likes liked love loves loved hate hates
""".split()

ADVERBS = frozenset(
    """
    also then later recently now still even once again again often always never just only first
    further already previously ago earlier soon thus instead twice repeatedly too both all
    there here elsewhere today yesterday tomorrow simply quickly himself herself themselves
    perhaps not back up out down instead rather finally once meanwhile nonetheless nevertheless
    however though too much very quite less more sometimes bluntly flatly famously privately publicly
    """.split()
)
AUXILIARIES = frozenset(
    """
    is was are were be been being am has have had having do does did will would can could may might
    must shall should 'd 'll hasn't hadn't didn't doesn't wouldn't won't hasn’t hadn’t didn’t doesn’t
    wouldn’t won’t couldn’t couldn't
    """.split()
)
DETERMINERS = frozenset(
    """
    the a an this that these those his her their its our my your one another some many several most
    both each every no any other two three four five six seven eight nine ten few all
    """.split()
)
PREPOSITIONS = frozenset(
    """
    of in on at by for with from to into onto about after before during against among between through
    over under since until till without within across behind beyond near despite toward towards upon
    via per according amid amidst along alongside around above below beneath beside besides except inside outside
    throughout like unlike as off regarding concerning including following than versus because
    """.split()
)
CONJUNCTIONS = frozenset(
    """
    and but or nor yet so while when where whereas because although though if unless until since that
    whether why how once lest what whatever
    """.split()
)
NOT_ADVERBS = frozenset(
    "early daily only family ally rally reply assembly bully monthly weekly friendly elderly lively "
    "likely costly deadly lovely italy july fly supply anomaly monopoly homily".split()
)
"""Words in -ly that are nouns or adjectives."""
SUBORDINATORS = frozenset(
    """
    while when where whereas because although though if unless until since whether why how once as
    after before
    """.split()
)
RELATIVES = frozenset("who which whom whose".split())
PRONOUNS = frozenset("he she they it i we you".split())
_OBJECT_PRONOUNS = frozenset(
    "him her them me us himself herself itself themselves who everyone everybody someone somebody "
    "anyone anybody nobody others".split()
)
GENDERED = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}

_MONTHS_AND_DAYS = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july august
september october november december jan feb aug sept oct nov dec
""".split()
CALENDAR = frozenset(_MONTHS_AND_DAYS)

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
    "assemblyman": "male",
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
    "president-elect": None,
} | dict.fromkeys(
    """
    dr dr. prof prof. professor sen sen. sens sens. rep rep. reps reps. gov gov. lt lt. gen gen. col col.
    sgt sgt. capt capt. cmdr cmdr. adm adm. maj maj. rev rev. reverend hon hon. st st. president senator
    representative governor secretary minister premier chancellor judge justice mayor ambassador
    general colonel captain sergeant lieutenant major admiral chief commissioner director attorney
    speaker leader candidate nominee chairman chair chairperson spokesperson chef detective officer
    sheriff bishop archbishop cardinal pastor commander envoy delegate treasurer auditor comptroller
    deputy adviser advisor strategist analyst pollster lawyer author reporter editor correspondent
    columnist host anchor moderator economist activist actor actress singer comedian commentator
    journalist historian scientist billionaire mogul democrat republican vice prime foreign
    superintendent dean coach agent coroner det det. insp insp. supt supt. del del. asst asst.
    """.split()
)
"""Words before a name -> the gender that they tell, if any."""

SUFFIXES = frozenset("jr jr. sr sr. ii iii iv esq esq. md m.d. phd ph.d.".split())
ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sen sens rep reps gov govs lt gen col sgt capt cmdr adm maj rev hon st jr sr vs
    inc corp co ltd dept etc no art jan feb mar apr aug sept sep oct nov dec ala ariz ark calif colo
    conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt
    wash wis wyo det insp supt asst assn bros ft mt pres atty messrs d.c u.s u.n n.y n.j n.h n.c s.c n.d
    s.d n.m w.va r.i e.g i.e a.m p.m
    """.split()
)
NAME_PARTICLES = frozenset(
    "de da di del della der den van von bin al el la le ten ter dos du y".split()
)

ORGANISATION_NOUNS = frozenset(
    """
    party committee campaign house senate congress times post journal news university college institute
    association department agency council court foundation union commission ministry office bureau
    administration group center centre company corporation corp inc board club magazine network
    tribune herald globe reuters cnn fox nbc abc cbs msnbc politico buzzfeed bloomberg pac project fund
    kremlin nato eu un police force army navy coalition parliament government bank league society
    service services team press report states kingdom america britain france germany russia ukraine
    china iran iraq syria israel europe street hall tower act constitution amendment war day night
    county city state district street avenue convention debate show today gazette register chronicle
    examiner observer guardian telegraph mail sun star week weekly review beast wire caller breitbart
    facebook twitter google apple microsoft amazon gop dnc rnc fbi cia doj irs nsa isis
    democrats republicans americans conservatives liberals russians ukrainians europeans airlines
    strategies coalition legacy partners associates solutions capital holdings industries systems
    research studies policy affairs action alliance initiative program plan deal hill avenue lake beach valley
    radio television tv church school hospital hotel island river north south east west
    """.split()
)

PERSON_NOUNS = frozenset(
    """
    president senator congressman congresswoman representative governor mayor secretary minister
    premier chancellor leader candidate nominee contender hopeful frontrunner front-runner official
    spokesman spokeswoman spokesperson aide adviser advisor strategist manager director chief chairman
    chairwoman chair head founder owner executive ceo analyst expert professor scholar researcher
    scientist economist historian author writer columnist reporter journalist editor correspondent
    host anchor moderator commentator pundit critic supporter backer donor activist organizer volunteer
    voter resident man woman boy girl teenager student teacher farmer worker veteran soldier officer
    general commander colonel captain sergeant judge justice lawyer attorney prosecutor counsel
    defendant witness plaintiff doctor physician nurse pastor priest bishop rabbi imam pope actor actress
    singer musician artist comedian star director producer celebrity billionaire businessman
    businesswoman mogul developer tycoon entrepreneur investor banker trader operative consultant
    pollster lobbyist delegate lawmaker legislator politician democrat republican libertarian
    conservative liberal independent ally opponent rival colleague friend wife husband son daughter
    father mother brother sister uncle aunt cousin partner neighbor source insider staffer
    employee employer boss member ambassador diplomat envoy negotiator prime congresswoman socialist
    speaker whip dean agent detective sheriff trooper cop policeman coach player athlete driver owner
    mom dad parent grandmother grandfather widow survivor victim protester demonstrator immigrant refugee
    blogger vlogger filmmaker designer model queen king prince princess heir nominee's first lady
    incumbent challenger newcomer star performer legend icon native retiree
    """.split()
)
SPEAKING_THINGS = frozenset(
    """
    statement report memo memorandum letter article essay editorial column story study survey poll ad
    advertisement commercial spot video tweet post email e-mail message text note book memoir speech
    transcript headline sign banner poster placard caption narrator voice document documents filing
    lawsuit complaint ruling opinion decision order brief indictment release communique communiqué
    resolution petition paper authors campaign committee group organization organisation company office
    ministry government administration department agency newspaper magazine network website site blog
    team group coalition crowd audience supporters critics opponents officials sources people others
    script plaque platform law bill statute amendment constitution page account announcement piece
    release summary review analysis finding
    """.split()
)

INSCRIBED = frozenset(
    """
    sign signs hat hats banner banners poster posters placard shirt t-shirt t-shirts shirts tweet tweets
    statement email e-mail letter memo post report message note headline caption button buttons cap text
    """.split()
)
"""Things that have words on them: "a sign reading …"."""
UTTERANCES = frozenset(
    """
    answer assertion claim comment comments complaint declaration description e-mail email explanation
    letter line message motto plea pledge post promise question quip rebuttal remark remarks reply
    response slogan speech statement suggestion tweet tweets warning words verdict retort refrain
    """.split()
)
"""What somebody says or writes, by its name: "her reply that …"."""


def _forms(base: str) -> set[str]:
    """The forms of a regular verb."""
    if base.endswith("-"):
        return set()
    if base.endswith("e"):
        stem = base[:-1]
        return {base, base + "s", base + "d", stem + "ing"}
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    end = base + base[-1] if base in _DOUBLING else base
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return {base, plural, end + "ed", end + "ing"}


def _cues() -> frozenset[str]:
    forms = set(_IRREGULAR_CUES)
    for base in _CUE_BASES:
        forms |= _forms(base)
    return frozenset(forms)


CUES = _cues()
"""Every form of every verb that can lead a quotation in or out."""
GENDERED_NOUNS = dict.fromkeys(
    """
    spokesman husband father son brother uncle grandfather widower actor businessman congressman
    chairman councilman assemblyman policeman fireman salesman frontman king prince man boy dad
    grandson nephew salesman newsman anchorman cowboy priest monk
    """.split(),
    "male",
) | dict.fromkeys(
    """
    spokeswoman wife mother daughter sister aunt grandmother widow actress businesswoman
    congresswoman chairwoman councilwoman assemblywoman policewoman queen princess woman girl mom
    granddaughter niece first-lady heiress hostess waitress nun girlfriend
    """.split(),
    "female",
)
"""Nouns that tell a person's gender."""
AMBIGUOUS_CUES = _NOUNS_TOO & CUES
"""Cues that are nouns, too: after an article, an adjective or a possessive they are."""
WEAK_CUES = frozenset(
    """
    feel feels felt feeling think thinks thought hold holds held make makes made go goes went going find
    finds found finding know hear heard hit hits hitting lie lies lied give gives gave giving send sends
    sent sending open opens opened opening close closes closed start starts started begin begins began
    finish finishes issue issues issued issuing release releases released press lead put puts putting
    read reads speak speaks spoke speaking ran fire fires fired shot shoots smile smiled smiles laugh
    laughed nod nodded shrug shrugged grin grinned jump taught teach believe believes believed
    offer offers offered offering
    deliver delivers delivered cite cites cited compare compared mention
    mentioned express expressed welcome welcomed address addressed
    """.split()
)
"""Cues that lead in a quotation only where nothing better does."""


def classes() -> dict[str, Word]:
    """Word in lower case -> its class; later lines outrank earlier ones."""
    table: dict[str, Word] = {}
    for words, kind in (
        (_VERBS, Word.VERB),
        (ADVERBS, Word.ADVERB),
        (CUES, Word.CUE),
        (PREPOSITIONS, Word.PREPOSITION),
        (CONJUNCTIONS, Word.CONJUNCTION),
        (DETERMINERS, Word.DETERMINER),
        (AUXILIARIES, Word.AUXILIARY),
        (RELATIVES, Word.RELATIVE),
        (_OBJECT_PRONOUNS, Word.PRONOUN),
        (PRONOUNS, Word.PRONOUN),
    ):
        table.update(dict.fromkeys(words, kind))
    for word in CUES:
        if word.endswith("ing") and word not in {"sing", "bring"}:
            table[word] = Word.CUEING
    table["who"] = Word.RELATIVE
    table["her"] = Word.DETERMINER
    return table
