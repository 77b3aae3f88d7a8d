"""The words of reporting verbs, by kind and by what can follow them.

After the classes of reporting verbs in Quirk et al., "A Comprehensive Grammar of the English
Language" (1985, 16.30-63), and the classes of verbs of communication, judgement, psychological
state and desire in Levin, "English Verb Classes and Alternations" (1993, 29-37).
"""

CLASSES: tuple[tuple[str, str, str], ...] = (
    (
        "says",
        "that",
        """
        say state announce claim note add acknowledge admit explain declare assert contend
        insist maintain argue suggest imply disclose reveal recall reiterate repeat stress
        emphasize emphasise remark observe comment allege confirm concede caution joke boast
        brag quip lament complain write tweet testify counter reply respond report indicate hint
        mention conclude estimate affirm proclaim point highlight underline underscore
        certify charge confess gripe hold intimate jest muse opine post profess protest publicise
        publicize reaffirm reason recount reflect relate retort scoff shout signal snap speculate
        stipulate submit summarize summarise theorize theorise volunteer vouch whisper yell guess
        pretend posit bemoan fume
        """,
    ),
    (
        "says",
        "that person",
        "tell inform remind assure notify advise convince persuade reassure teach",
    ),
    (
        "says",
        "object",
        """
        describe mention cite outline reference tout discuss acknowledge emphasize emphasise
        stress highlight explain repeat reiterate explore
        admit announce chronicle claim clarify concede confirm declare debate detail disclose
        illustrate invoke label brand dub term call characterize characterise portray paint depict
        cast compare liken link equate mischaracterize note observe present publish raise recite
        recount reveal review retweet summarize tweet underline underscore unveil voice
        express articulate predict propose propound pitch justify insinuate exaggerate
        overstate understate release trumpet unleash issue leak
        """,
    ),
    ("says", "that", "find learn discover hear"),
    (
        "shows",
        "that object",
        """
        show find reveal document indicate estimate suggest demonstrate confirm prove detail
        illustrate project put measure underscore highlight
        """,
    ),
    (
        "thinks",
        "that",
        """
        believe think feel know understand realize realise suspect assume figure doubt worry
        fear consider imagine recognize recognise bet calculate dream expect foresee forget
        guess notice presume reckon remember sense surmise see hear agree conclude
        """,
    ),
    (
        "thinks",
        "object",
        """
        believe consider contemplate deem doubt envision fear foresee forget hate ignore like loathe
        love mourn perceive regard regret remember respect resent relish see trust understand value
        view weigh dread enjoy suspect know study investigate probe examine analyze analyse
        scrutinize scrutinise monitor
        """,
    ),
    ("expects", "that to object", "expect predict anticipate forecast project"),
    (
        "wants",
        "to",
        """
        want hope plan intend seek wish prefer aim propose aspire attempt choose desire long opt
          vie yearn look strive crave elect push work
        """,
    ),
    ("wants", "that", "hope wish propose"),
    ("wants", "object", "want seek propose prefer desire eye plan pursue consider"),
    ("demands", "that to object person", "demand urge"),
    ("demands", "that", "insist recommend request"),
    ("demands", "object", "request recommend   invite pressure encourage press"),
    (
        "demands",
        "to person",
        """
        ask urge beg press implore encourage tell advise order challenge command convince counsel
        direct exhort force instruct invite lobby nudge persuade pressure push remind request
         warn
        """,
    ),
    ("promises", "that to object", "promise vow pledge swear guarantee threaten"),
    ("promises", "to", "offer volunteer commit"),
    ("agrees", "that to", "agree"),
    (
        "supports",
        "object",
        """
        support back endorse praise defend welcome favor favour advocate hail champion embrace
        applaud promote accept admire adore appreciate approve bless celebrate cheer commend
        compliment congratulate credit espouse honor honour laud push recommend salute second
        thank vouch flatter nominate prioritize
        """,
    ),
    (
        "rejects",
        "object",
        """
        reject oppose dismiss resist dispute rebuff protest downplay
        abandon avoid block contest contradict decline disavow discount disown disregard
        eschew fight forswear minimize minimise overrule overturn overrode override quash rebut
        refute renounce repudiate repeal refuse snub spurn veto discredit debunk nix ban
        """,
    ),
    ("rejects", "to", "refuse decline hesitate fail"),
    (
        "criticises",
        "object",
        """
        criticize criticise condemn denounce attack slam blast question accuse blame mock
        ridicule decry deride chastise chide assail challenge disparage deplore lambaste rebuke
        bash admonish bemoan berate belittle castigate censure confront criminalize demean
        demonize deprecate ding discourage excoriate fault flay grill hammer hit impugn insult
        knock lament lampoon lecture malign needle pan pillory pooh-pooh rap rip reprimand savage
        scold scorn skewer smear taunt tease threaten torch trash troll undercut
        undermine upbraid vilify warn
        """,
    ),
    ("denies", "that object", "deny"),
    ("asks", "that", "ask wonder question inquire debate"),
    ("asks", "object", "ask question grill interview query"),
    ("warns", "that person", "warn caution"),
    ("decides", "that object", "rule decide determine resolve"),
    (
        "decides",
        "object",
        """
        approve authorize authorise adopt impose   sign uphold strike overturn sponsor
          nominate appoint award certify recommend
        """,
    ),
    ("decides", "to", "decide resolve determine choose"),
)
WITH_PREPOSITION: dict[str, tuple[tuple[str, str], ...]] = {
    "call": (("for on upon", "demands"),),
    "push": (("for", "demands"),),
    "press": (("for", "demands"),),
    "appeal": (("for to", "demands"),),
    "plead": (("for with", "demands"),),
    "lobby": (("for against", "demands"),),
    "advocate": (("for", "supports"),),
    "argue": (("for against about over", "says"),),
    "warn": (("against of about", "warns"),),
    "complain": (("about of", "criticises"),),
    "worry": (("about over", "thinks"),),
    "speak": (("about against of to on", "says"),),
    "talk": (("about of up", "says"),),
    "disagree": (("with on about over", "rejects"),),
    "agree": (("with on to", "agrees"),),
    "point": (("to out at", "says"),),
    "object": (("to", "rejects"),),
    "rule": (("against on for out in", "decides"),),
    "refer": (("to", "says"),),
    "apologize": (("for", "says"),),
    "apologise": (("for", "says"),),
    "allude": (("to", "says"),),
    "attest": (("to", "says"),),
    "balk": (("at", "rejects"),),
    "believe": (("in", "thinks"),),
    "boast": (("about of", "says"),),
    "brag": (("about of", "says"),),
    "care": (("about", "thinks"),),
    "comment": (("on about", "says"),),
    "commit": (("to", "promises"),),
    "decide": (("against on", "decides"),),
    "differ": (("on over with", "rejects"),),
    "dream": (("of about", "wants"),),
    "elaborate": (("on", "says"),),
    "expand": (("on", "says"),),
    "focus": (("on", "says"),),
    "go": (("after", "criticises"),),
    "hear": (("about of from", "says"),),
    "hint": (("at", "says"),),
    "hit": (("at", "criticises"), ("back", "criticises")),
    "insist": (("on upon", "demands"),),
    "joke": (("about", "says"),),
    "lash": (("out at", "criticises"),),
    "laugh": (("at off", "criticises"),),
    "lie": (("about", "says"),),
    "look": (("at into forward", "thinks"),),
    "opine": (("on about", "says"),),
    "plan": (("for on", "wants"),),
    "preach": (("about against", "says"),),
    "rail": (("against about at", "criticises"),),
    "rant": (("about against", "criticises"),),
    "react": (("to", "says"),),
    "respond": (("to with by", "says"),),
    "seize": (("on upon", "says"),),
    "side": (("with against", "supports"),),
    "stand": (("by for against behind", "supports"),),
    "stick": (("to by with", "supports"),),
    "testify": (("about to against", "says"),),
    "tell": (("of about", "says"),),
    "think": (("of about", "thinks"),),
    "vote": (("for against on", "decides"),),
    "weigh": (("in", "says"),),
    "wonder": (("about", "asks"),),
    "write": (("about of", "says"),),
    "double": (("down", "says"),),
    "lay": (("out", "says"),),
    "spell": (("out", "says"),),
    "strike": (("down", "decides"),),
    "break": (("with", "rejects"),),
    "take": (("aim issue", "criticises"),),
    "make": (("clear", "says"),),
    "back": (("off away", "rejects"),),
    "shoot": (("down", "rejects"),),
}
"""Verb -> (prepositions or particles that lead the matter, kind)."""
IRREGULAR = {
    "state": "states stated stating",
    "say": "say says said saying",
    "tell": "tell tells told telling",
    "write": "write writes wrote writing",
    "think": "think thinks thought thinking",
    "feel": "feel feels felt feeling",
    "know": "know knows knew knowing",
    "understand": "understand understands understood understanding",
    "find": "find finds found finding",
    "seek": "seek seeks sought seeking",
    "show": "show shows showed shown showing",
    "swear": "swear swears swore swearing",
    "beg": "beg begs begged begging",
    "admit": "admit admits admitted admitting",
    "refer": "refer refers referred referring",
    "prefer": "prefer prefers preferred preferring",
    "speak": "speak speaks spoke spoken speaking",
    "forecast": "forecast forecasts forecasting",
    "quip": "quip quips quipped quipping",
    "brag": "brag brags bragged bragging",
    "plan": "plan plans planned planning",
    "rebuff": "rebuff rebuffs rebuffed rebuffing",
    "hear": "hear hears heard hearing",
    "hold": "hold holds held holding",
    "see": "see sees saw seen seeing",
    "foresee": "foresee foresees foresaw foreseen foreseeing",
    "forget": "forget forgets forgot forgotten forgetting",
    "teach": "teach teaches taught teaching",
    "put": "put puts putting",
    "cast": "cast casts casting",
    "bet": "bet bets betting",
    "choose": "choose chooses chose chosen choosing",
    "opt": "opt opts opted opting",
    "commit": "commit commits committed committing",
    "fight": "fight fights fought fighting",
    "override": "override overrides overrode overridden overriding",
    "refute": "refute refutes refuted refuting",
    "rebut": "rebut rebuts rebutted rebutting",
    "ban": "ban bans banned banning",
    "nix": "nix nixes nixed nixing",
    "hit": "hit hits hitting",
    "pan": "pan pans panned panning",
    "rap": "rap raps rapped rapping",
    "rip": "rip rips ripped ripping",
    "undercut": "undercut undercuts undercutting",
    "uphold": "uphold upholds upheld upholding",
    "strike": "strike strikes struck striking",
    "stand": "stand stands stood standing",
    "stick": "stick sticks stuck sticking",
    "go": "go goes went gone going",
    "lie": "lie lies lied lying",
    "vie": "vie vies vied vying",
    "lay": "lay lays laid laying",
    "spell": "spell spells spelled spelling",
    "break": "break breaks broke broken breaking",
    "take": "take takes took taken taking",
    "make": "make makes made making",
    "shoot": "shoot shoots shot shooting",
    "submit": "submit submits submitted submitting",
    "dream": "dream dreams dreamed dreaming",
    "long": "longs longed longing",
    "like": "likes liked",
    "overturn": "overturn overturns overturned overturning",
    "ding": "dings dinged dinging",
    "troll": "trolls trolled trolling",
    "second": "seconds seconded seconding",
    "snub": "snub snubs snubbed snubbing",
    "pooh-pooh": "pooh-pooh pooh-poohs pooh-poohed pooh-poohing",
    "repeal": "repeal repeals repealed repealing",
    "reveal": "reveal reveals revealed revealing",
}
COMMON_VERBS = """
    accuse acknowledge add admit advocate affirm agree aim allege announce anticipate
    apologise apologize appeal applaud argue ask assail assert assume assure attack back
    bash beg believe blame blast boast brag call caution challenge champion chastise chide
    cite claim comment complain concede conclude condemn confirm consider contend counter
    criticise criticize decide declare decline decry defend demand denounce deny deplore
    deride describe disagree disclose discuss dismiss disparage dispute document doubt
    downplay embrace emphasise emphasize encourage endorse estimate expect explain explore
    favor favour fear feel figure find forecast hail highlight hint hope imagine implore
    imply indicate inform insist intend joke know lambaste lament maintain mention mock note
    notify object observe offer oppose outline plan pledge point praise predict prefer
    press proclaim promise promote propose protest push question quip realise realize rebuff
    rebuke recall recognise recognize recommend refer reference refuse reiterate reject
    remark remind repeat reply report request resist respond reveal ridicule rule say seek
    show slam speak state stress suggest support suspect swear talk tell testify think tout
    tweet underline underscore understand urge vow want warn welcome wish wonder worry write
    """
"""Verbs that report more often than not, whatever follows."""
