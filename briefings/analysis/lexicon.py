"""The words that the rules know, by their function in a sentence.

Our own lists. Verbs are given in their base form; the other forms are made here.
"""

from enum import IntEnum

from briefings.analysis.wordlists import listed
from briefings.text import languages


class Word(IntEnum):
    """The class of a word; of several, the one most helpful for finding the speaker."""

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


_CUE_BASES = listed("""
    acknowledge add address admit admonish advise affirm agree allege announce answer argue ask
    assert assure attest aver bark beg bellow bemoan blast boast brag call caution challenge
    chant charge chide chime claim clarify comment complain concede conclude confess confide
    confirm contend continue counsel counter cry crow declare decry demand demur deny describe
    detail deadpan disagree disclose elaborate emphasize emphasise enthuse estimate exclaim
    exhort explain express exult fret fume gloat groan growl grumble gush hint holler implore
    imply inform inquire insist instruct interject intone invoke jab jeer jest joke lament lash
    laugh lecture maintain marvel mention moan mock mumble murmur muse mutter narrate note
    object observe offer opine order patter persist pledge plead point ponder post praise
    predict proclaim promise pronounce propose protest question quip quote rail rant rasp react
    reaffirm reassure recall recite reckon recollect recommend recount reflect reiterate relate
    remark remember remind reminisce repeat reply report request respond retaliate retort reveal
    roar scoff scold scream shout shriek sigh slam smirk snap snarl sneer spout stammer
    stipulate stress stutter suggest summarize surmise sum tease testify thank theorize threaten
    thunder tout indicate signal tweet underline underscore urge utter venture voice volunteer
    vow wail warn whisper whine wonder yell blog cable email e-mail text message type predict
    posit postulate gripe grouse rebut denounce condemn criticize criticise dismiss defend
    declaim dub label lambast lambaste rebuke reassert recap ruminate specify speculate trumpet
    welcome wisecrack bristle caption hail decree rhapsodize reprimand chuckle grin prod preach
    apologise apologize rule
    term nod shrug sob smile correct contest intervene interrupt hiss cheer hector rejoin riff crack
    pray reason concur conjecture compare liken characterize characterise accuse blame cite
    advocate appeal articulate congratulate attack brand deride ridicule nickname refer reject
    portray depict paint deem submit
    """)

_IRREGULAR_CUES = listed("""
    stated states stating say says said saying tell tells told telling write writes wrote
    written writing speak speaks spoke speaking put puts putting think thinks thought thinking go
    goes went going read reads reading sing sings sang singing begin begins began beginning find
    finds found finding know feel feels felt feeling ask asks asked asking hold holds held
    holding swear swears swore swearing make makes made believe believes believed quoth reads
    ran intoned tout argues shot shoots fire fires fired firing chimed pipe pipes piped spit
    spat add-on quip quips sum sums summed summing tweet tweets tweeted tweeting retweeted
    retweets retweeting scribbled concluded urged bragged blurted blurts blasted ripped rips
    ripping kidded admitted expressed opined joked blogged emailed e-mailed texted sends sent
    sending gives gave giving delivers delivered reads teach taught hear heard lied lies hit
    hits hitting open opens opened opening close closes closed closing finish finishes finished
    finishing start starts started starting issued issuing release releases released releasing
    """)

_DOUBLING = frozenset(
    listed(
        "refer admit submit brag beg quip rebut rap nod hit sob grin demur sum blog prod wag chat"
    )
)

_NOUNS_TOO = frozenset(
    listed("""
    e-mail e-mails smile smiles grin grins nod nods shrug shrugs sigh sighs roar roars whisper
    whispers scream screams caption captions remarks comments claims calls notes tweets reports
    report remark comment claim call note tweet state states charges charge questions question
    answers answer points point demands demand appeal appeals offers offer promises promise
    posts post orders order press address challenge lies hits hit text message messages quotes
    quote voice laugh pledge pledges vow vows request requests email object labels label jokes
    joke texts emails blast advocate advocates press reply cry shout boast details detail reason
    cable lecture counter caution slams attacks attack cries cheers cheer tease chant chants
    term terms
    feeling meeting writing reading beginning opening holding cables release releases close
    finding estimate estimates address addresses hail crack correct open start starts lead read
    sum fire fires rule rules
    """)
)

_VERBS = listed("""
    is was are were be been being am has have had having do does did done will would can could
    may might must shall should became become becomes becoming came come comes coming got get
    gets getting took take takes taking gave give given gives giving ran run runs running sat
    sit sits sitting stood stand stands standing left leave leaves leaving won win wins winning
    lost lose loses losing knew knows known kept keep keeps keeping led lead leads leading met
    meet meets meeting saw see sees seen seeing sent send sends sending built build showed show
    shows shown showing brought bring brings bringing bought buy drew draw draws drawn drove
    drive drives fell fall falls fought fight fights flew fly grew grow grows heard hear hears
    hit laid lay let lets paid pay pays rose rise rises sold sell set sets spent spend spends
    struck strike strikes tried try tries trying turned turn turns used use uses want wants
    wanted need needs needed seem seems seemed appear appears appeared remain remains remained
    help helps helped work works worked play plays played move moves moved live lives lived lies
    make makes made making look looks looked looking ended ends took talked talks talking spoke
    caught throws threw thrown cut cuts cutting won dug won refuse refuses refused shook wore
    sought slept swept chose hid bore broke froze rode rang sank slid spun stole stuck swam tore
    woke wove bent bled bred bound clung crept dealt fed fled flung forgot forbade forgave hung
    knelt leapt lent meant overcame quit shed shrank sped spilt split spread sprang stung swung
    thrust undertook
    underwent upheld withdrew withheld withstood befell cost burst bet ate drank began arose awoke
    wears wearing won shut hopes hope hoped plans like likes liked love loves loved hate hates
    """)

ADVERBS = frozenset(
    listed("""
    also then later recently now still even once again again often always never just only first
    further already previously ago earlier soon thus instead twice repeatedly too both all there
    here elsewhere today yesterday tomorrow simply quickly himself herself themselves perhaps
    not back up out down instead rather finally once meanwhile nonetheless nevertheless however
    afterward afterwards initially originally
    though too much very quite less more sometimes bluntly flatly famously privately publicly
    """)
)

AUXILIARIES = frozenset(
    listed("""
    is was are were be been being am has have had having do does did will would can could may
    might must shall should 'd 'll hasn't hadn't didn't doesn't wouldn't won't hasn’t hadn’t
    didn’t doesn’t wouldn’t won’t couldn’t couldn't
    """)
)

DETERMINERS = frozenset(
    listed("""
    the a an this that these those his her their its our my your one another some many several
    most both each every no any other two three four five six seven eight nine ten few all
    """)
)

PREPOSITIONS = frozenset(
    listed("""
    of in on at by for with from to into onto about after before during against among between
    through over under since until till without within across behind beyond near despite toward
    towards upon via per according amid amidst along alongside around above below beneath beside
    besides except inside outside throughout like unlike as off regarding concerning including
    following than versus because
    """)
)

CONJUNCTIONS = frozenset(
    listed("""
    and but or nor yet so while when where whereas because although though if unless until since
    that whether why how once lest what whatever
    """)
)

NOT_ADVERBS = frozenset(
    listed("""
    early daily only family ally rally reply assembly bully monthly weekly friendly elderly
    lively likely costly deadly lovely italy july fly supply anomaly monopoly homily
    """)
)
"""Words in -ly that are nouns or adjectives."""

SUBORDINATORS = frozenset(
    listed("""
    while when where whereas because although though if unless until since whether why how once
    as after before
    """)
)

RELATIVES = frozenset(listed("who which whom whose"))

ENGLISH_PRONOUNS = frozenset(listed("he she they it i we you"))
PRONOUNS = ENGLISH_PRONOUNS | languages.PRONOUNS

_OBJECT_PRONOUNS = frozenset(
    listed("""
    him her them me us himself herself itself themselves who everyone everybody someone somebody
    anyone anybody nobody others
    """)
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

_MONTHS_AND_DAYS = listed("""
    monday tuesday wednesday thursday friday saturday sunday january february march july august
    september october november december jan. feb. aug. sept. oct. nov. dec.
    """)
CALENDAR = frozenset(_MONTHS_AND_DAYS)
"""Days and months, except those that are also given names."""


def _forms(base: str) -> set[str]:
    """The forms of a regular verb."""
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
    return frozenset(forms) | languages.REPORTING_VERBS


CUES = _cues()
"""Every form of every verb that can introduce or follow a quotation, in all languages."""

AMBIGUOUS_CUES = _NOUNS_TOO & CUES
"""Cues that are also nouns: after an article, an adjective or a possessive they are nouns."""

WEAK_CUES = frozenset(
    listed("""
    feel feels felt feeling think thinks thought hold holds held make makes made go goes went
    going find finds found finding know hear heard hit hits hitting lie lies lied give gives
    gave giving send sends sent sending open opens opened opening close closes closed start
    starts started begin begins began finish finishes issued issuing release releases released
    press lead put puts putting read reads speak speaks spoke speaking ran fire fires fired shot
    shoots smile smiled smiles laugh laughed nod nodded shrug shrugged grin grinned jump taught
    teach believe believes believed offer offers offered offering deliver delivers delivered
    cite cites cited compare compared mention mentioned express expressed welcome welcomed
    address addressed laughing smiling grinning nodding shrugging expressing intervene intervenes
    intervened intervening interrupt interrupted interrupting react reacts reacted
    apologise apologises apologised apologize apologizes apologized rule rules ruled
    """)
)
"""Cues that introduce a quotation only if nothing better does."""


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
