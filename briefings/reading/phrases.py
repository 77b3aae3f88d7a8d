"""The wording of pages' furniture, captions, and language models' traces.

One pattern per line; spaces are literal. They come from pages as scrapers print them, one element
per line, and match whole lines: "Comments" inside a sentence belongs to the article.
"""

import re


def _one_of(patterns: str) -> re.Pattern[str]:
    lines = [line.strip() for line in patterns.strip().split("\n")]
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)


FURNITURE = _one_of(r"""
    (?:skip|jump) to (?:main |the )?(?:content|navigation|article)
    (?:본문|메뉴) ?바로가기
    progress[ _]bar|bar_progress
    (?:\S{1,20} ){0,3}logo
    (?:text|font) size|a[-+](?: ?a[-+]?)?|aa+
    (?:white|black|orange|blue|red|green|gr[ae]y|purple|gradient|dark|light) background
    close|open|(?:back to |go to )?top|(?:main )?menu|home|search|navigation|breadcrumbs?
    toggle (?:navigation|menu)|more|all|next|prev(?:ious)?|back|loading\.*|expand
    images?|videos?|photos?|gallery|audio|play|pause|live|breaking(?: news)?|exclusive
    sign (?:in|up|out)|log ?(?:in|out)|register|subscribe(?: now)?|(?:my )?account|settings
    share(?: (?:this|on|via|article|story)\b.{0,40})?|copy(?: link| url)?|link copied!?
    print|e-?mail|save(?: (?:article|for later))?|bookmark|like|tweet|reply|report
    follow(?: us)?(?: on .{1,30})?|(?:join|find|like) us on .{1,40}|join our .{1,60}
    whats ?app|facebook|twitter|x|linkedin|instagram|youtube|telegram|reddit|pinterest
    tiktok|bluesky|threads|mastodon|kakaotalk|line|rss
    advertise?ment|advertising|sponsored(?: content)?|ads?
    (?:story|article) continues (?:below|after).{0,40}
    click here.{0,60}|scroll (?:down|to)\b.{0,40}|(?:tap|swipe) to .{1,40}
    try our .{1,40}|explore what .{1,80}:
    (?:listen|hear)(?: to)?(?: (?:this )?(?:article|story|audio))?.{0,20}
    \d+ min(?:ute)?s?\.? (?:read|listen)|(?:estimated )?reading time:?.{0,20}
    \d+ (?:comments?|views?|shares?|likes?)
    (?:please )?(?:enable|turn on) javascript.{0,80}|your browser does not support.{0,80}
    (?:we|this (?:site|website|page)) uses? cookies.{0,300}
    by (?:clicking|continuing|signing up).{0,150}\b(?:agree|terms|privacy|cookies)\b.{0,100}
    (?:accept|reject|manage) (?:all )?cookies|accept(?: all)?
    cookie (?:policy|settings|preferences)|privacy(?: policy)?
    terms(?: (?:of|and|&) (?:use|service|conditions))?.{0,20}
    (?:get|receive) .{0,80}\b(?:newsletters?|inbox|alerts?)\b.{0,60}
    (?:sign up|subscribe) (?:for|to) .{0,120}|download (?:the|our) app
    (?:(?:app|play)-?store|google play|app store)+
    [-=_*•·.|/\\<>+#~\s]+|\d{1,3}
    #\w+(?:\s+#\w+)*|tags?:.{0,200}|(?:filed under|topics?|categor(?:y|ies)):.{0,100}
    this article is more than \d+ \w+ old|reuse this content|our standards: .{0,100}
    \S+@\S+\.\w+|(?:purchase )?licensing rights\b.{0,40}|.{0,30}\bopens (?:in )?(?:a )?new tab
    the post .{3,300} (?:appeared first|first appeared|was first published) on .{2,100}
    der beitrag .{3,300} erschien zuerst auf .{2,100}
    l['’]article .{3,300} est apparu en premier sur .{2,100}
    la entrada .{3,300} (?:se publicó primero en|aparece primero en) .{2,100}
    l['’]articolo .{3,300} (?:proviene da|sembra essere il primo su) .{2,100}
    o (?:post|artigo) .{3,300} (?:apareceu primeiro em|aparece primeiro em) .{2,100}
    (?:het bericht|het artikel) .{3,300} verscheen eerst op .{2,100}
    (?:artykuł|wpis) .{3,300} pochodzi z serwisu .{2,100}
    (?:inlägget .{3,300} dök först upp|innlegget .{3,300} dukket først opp) på .{2,100}
    indlægget .{3,300} blev først udgivet på .{2,100}|запись .{3,300} впервые появилась .{2,100}
    artikkeli .{3,300} julkaistiin ensimmäisen kerran .{2,100}
    .{3,200} was originally published in .{2,100} on medium, where people are continuing .{0,120}
    thanks for reading .{2,120}! (?:subscribe|this post is public) .{0,120}
    en|ko|kr|ja|jp|zh|cn|english|korean|japanese|chinese|한국어|日本語|中文
""")
"""Buttons, menus, and what a page says about itself."""

_ON = r"(?: (?:at|on|here)\b.{0,80})?"
_ARROW = r"(?: ?(?:…|\.{3}|→|»|>{1,2}))?"
READ_ON = _one_of(rf"""
    \[?(?:continue|keep) reading{_ON}{_ARROW}\]?|\[?read (?:more|on){_ON}{_ARROW}\]?
    read the (?:full|whole|rest of the) (?:article|story|post){_ON}{_ARROW}
    (?:weiterlesen|mehr lesen|den ganzen artikel lesen){_ARROW}|(?:lire la suite|lire plus){_ARROW}
    (?:leer más|seguir leyendo|leggi tutto|continua a leggere|ler mais|continue lendo){_ARROW}
    (?:lees (?:meer|verder)|läs mer|læs mere|les mer|czytaj (?:więcej|dalej)){_ARROW}
    (?:читать (?:далее|дальше|полностью)|devamını oku|続きを読む|阅读全文|더 보기){_ARROW}
""")
"""A link to the rest of a text."""

END = _one_of(r"""
    (?:\d+ )?comments?:?|no comments yet\.*|leave a (?:comment|reply)
    join the (?:conversation|discussion)|(?:view|show|post) (?:all )?comments?.{0,20}
    related(?: (?:articles?|stories|news|posts?|content|topics|coverage|reading|links))?:?
    you (?:may|might) (?:also )?(?:like|be interested in):?
    recommended(?: (?:for you|articles?|stories|reading))?:?
    latest(?: (?:news|articles?|stories|posts|headlines))?:?
    most (?:read|popular|viewed|shared|commented|recent):?
    (?:trending|popular)(?: (?:now|news|stories|posts))?:?
    more (?:from|stories|news|articles|headlines)\b.{0,60}
    top (?:stories|news|headlines):?|editor(?:['’]?s|s['’])? (?:picks?|choice):?
    up next:?|(?:next|previous) (?:article|post|story):?|what to read next:?|read next:?
    also on .{1,40}|in case you missed it:?
    download the app|get started now:?.{0,60}|newsletters?
    sign up for .{0,80}newsletters?.{0,60}|about (?:us|the authors?)|contact(?: us)?
    (?:from|around) the web|promoted(?: content)?|paid content|sponsored (?:links|stories)
    explore more on these topics|related topics|references:?|sources:?
    post navigation|(?:share|like) this:?
    관련 ?기사|많이 본 뉴스|関連記事
""")
"""Headings of something other than the article."""

COMMENTS = _one_of(r"""
    (?:\d+ )?comments?:?|no comments yet\.*|leave a (?:comment|reply)
    join the (?:conversation|discussion)|(?:view|show|post) (?:all )?comments?.{0,20}
""")
"""Those of them above readers' comments."""

ASIDE = _one_of(r"""
    (?:also )?read(?: also| more| next| this)?\s*(?::|>>|»|\|).{0,200}
    (?:also read|see also|related|more|must[- ]read)\s*(?::|>>|»|\|).{0,200}
    watch(?: also| more| now)?\s*(?::|>>|»|\|).{0,200}
    (?:don['’]t miss|recommended)\s*(?::|>>|»|\|).{0,200}
""")
"""A pointer to another article, between the paragraphs of this one."""

_AGENCIES = (
    r"reuters|afp|ap photo|associated press|getty(?: images)?|epa(?:-efe)?|yonhap(?: news)?|"
    r"kyodo|jiji|xinhua|tass|sputnik|anadolu|shutterstock|istock|bloomberg|newsis|pool|"
    r"handout|courtesy|file photo|photo|image|agency"
)
CAPTION_START = _one_of(r"""
    (?:file(?: photo)?|photo|image|picture|graphic|illustration|photograph)\s*[:–—-]\s
    (?:photo|image|picture) (?:credit|source|by|courtesy|caption)\s*[:–—-]\s|(?:caption|credit):\s
    \(?(?:file )?(?:photo|image|photograph|picture) (?:by|courtesy|credit)\s
    \[(?:photo|image|picture)\b
    image (?:caption|source|credit),?\s|item \d+ of \d+\s|\[\d+/\d+\]\s
""")
CAPTION_END = _one_of(rf"""
    [(\[]\s*(?:file )?(?:photo|image|picture|credit)s?\b[^()\[\]]{{0,120}}[)\]]\.?$
    \breuters/[a-z][\w .'’/-]{{1,60}}$
    [(\[]\s*source\s*[:=][^()\[\]]{{0,120}}[)\]]\.?$
    [(\[]\s*(?:ap photo|reuters/|afp/|via ap)[^()\[\]]{{0,120}}[)\]]\.?$
    \b(?:photo(?:graph)?|image|credit|picture)(?: by)?: ?[^:]{{1,60}}$
    \s[|/] ?(?:{_AGENCIES})\b[^.|]{{0,60}}$
    [.!?)"”’] \| [^.|]{{2,60}}$
    \s\| [^.|/]{{2,40}} ?/ ?[^.|/]{{2,40}}$
    \b(?:getty images|shutterstock|istock|afp via|ap photo|epa-efe)\b[^.]{{0,40}}$
""")
"""The beginning or end of a line about a picture."""

CREDIT_TAIL = re.compile(rf"(?:(?:{_AGENCIES}|news|via|by|the)\b[\s/|,–—-]*){{1,8}}", re.IGNORECASE)
"""Only a picture's credit."""

_THIS = r"this (?:article|text|story|piece|report|post|content|summary|draft)"
_TEXT = "(?:article|version|rewrite|draft)"
_MADE = (
    r"(?:is|was|has been)(?: (?:entirely|partly|automatically|then))*"
    r" (?:written|generated|created|produced|composed|translated|drafted|rewritten)"
    r"(?: (?:entirely|partly|automatically))*"
)
_MODEL = (
    r"(?:an? )?(?:ai\b|a\.i\.|artificial intelligence|large language|language model|chatgpt|"
    r"gpt|generative|automated|claude\b|gemini\b|copilot)"
)
MACHINE_NOTE = _one_of(rf"""
    {_THIS} (?:is|was) based (?:(?:solely|only|entirely) )?on (?:the )?(?:provided|given|supplied)
    {_THIS} {_MADE} in a journalistic
    {_THIS} {_MADE} (?:by|with|using|through) (?:the (?:help|use|aid|assistance) of )?{_MODEL}
    {_THIS} (?:is|was) (?:ai|machine)[- ](?:generated|written|assisted)
    {_THIS} (?:is|was) written in (?:a journalistic|markdown)
    {_THIS} (?:maintains|adheres to|stays faithful|does not contain advert)
    {_THIS} follows the (?:provided|given|requested)
    as an? (?:ai|artificial intelligence|large language)\b.{{0,20}}\b(?:model|assistant)
    (?:sure|certainly|of course|absolutely)[,!.] (?:here(?:['’]s| is| are)|i can|i['’]d)\b
    here(?:['’]s| is) (?:the|an?|your|my) (?:\S+ ){{0,4}}{_TEXT}\b.{{0,80}}based on
    here(?:['’]s| is) (?:the|an?|your|my) (?:\S+ ){{0,4}}{_TEXT}\b.{{0,80}}:$
    i hope (?:this|that) (?:helps|article|meets)
    let me know if you(?:['’]d| would)? (?:like|need|want)
    \[(?:insert|your) (?:name|image|link|headline|quote|date|source)s?\b[^\]]{{0,40}}\]
    word count: ?\d+
    the article is written in (?:a journalistic|markdown)
    (?:base|rewritten|revised|enriched|paraphrased) (?:article|text|version)\s*:
    (?:\[?integrat(?:ion|ing) of )?enrichment (?:data|insights?)\b.{{0,40}}$
    i(?:['’]ve| have) (?:rewritten|paraphrased|restructured|rephrased) (?:the|this|your)\b
    (?:ai|machine)[- ]generated (?:content|article|text|summary)\b.{{0,40}}$
    (?:generated|written|created) (?:by|with|using) {_MODEL}.{{0,60}}$
""")
"""How a language model introduces the requested text, at the start of a paragraph."""
