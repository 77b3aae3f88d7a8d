# ruff: noqa: E501 - one pattern per line, so that each can be read and changed by itself
"""The wording of captions, pointers, boxes and notes in a text without markup.

One pattern per line; spaces are literal. They are in English, with the few words that other
languages put before a picture's owner or another article.
"""

import re

_NAME = r"[A-Z][\w.'’\-]*(?:,? (?:(?:de|van|von|der|al|of|da|di|le|la) )?[A-Z][\w.'’\-]*){0,4}"
_SELLERS = (
    r"(?:Getty(?: Images)?|iStock(?:photo)?|Shutterstock|Alamy|EPA(?:-EFE)?|AFP|AAP|PA(?: Wire| Media"
    r"| Images)?|AP(?: Photo| Images)?|(?:The )?Associated Press|Associated Press Photo"
    r"|Press Association|Reuters|REUTERS|REX|Rex Features"
    r"|WireImage|FilmMagic|NurPhoto|ZUMA(?: Press)?(?: Wire)?|Corbis|SIPA(?: USA)?|Anadolu(?: Agency)?"
    r"|Xinhua|Yonhap|Kyodo(?: News)?|Jiji|TASS|Sputnik|dpa|DPA|Landov|Bloomberg|UPI|CP|"
    r"The Canadian Press|Canadian Press|European Pressphoto Agency|Agence France-Presse"
    r"|Barcroft(?: Media)?|SWNS|Splash(?: News)?|Backgrid|BACKGRID|Polaris|Redux|Magnum(?: Photos)?"
    r"|USA TODAY Sports|Imagn(?: Images)?|Icon Sportswire|Action Images|PIXSELL|ANSA|LaPresse"
    r"|Unsplash|Flickr|Wikimedia(?: Commons)?|Creative Commons|Facebook|Instagram|Twitter"
    r"|Handout|HANDOUT|Supplied|Pool|POOL|Contributed)"
)
_CREDIT = rf"(?:{_NAME}\s?[/,|–—-]\s?|via\s|{_NAME} (?:via|for|/) )*{_SELLERS}(?:\s?(?:/|,|via|-)\s?(?:{_SELLERS}|File|{_NAME}))*"
_PICTURE = (
    r"(?:[Ff]ile |[Hh]andout |[Ss]tock |[Cc]ourtesy |[Ss]taff )?(?:[Pp]hoto(?:graph(?:s|y)?|s)?|PHOTOS?|[Ii]mages?|IMAGES?|[Pp]ictures?"
    r"|PICTURES?|[Ii]llustration|[Gg]raphic|[Cc]redit|CREDIT|[Cc]ourtesy|[Ss]creen(?:shot| ?grab))"
)


def _one_of(patterns: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    lines = [line.strip() for line in patterns.strip().split("\n")]
    return re.compile("|".join(f"(?:{line})" for line in lines), flags)


FIRST_WORDS = _one_of(
    r"""
    media playback is (?:un|not )supported(?: on (?:your|this) device)?(?: media caption)?|image (?:copyright|source) .{1,40}? image caption|image (?:copyright|caption|source)\b|media caption\b
    (?:enlarge this image|toggle caption|hide caption)\b|getty images\b(?!['’]s)
    file\s?(?:photo)?\s?[:–—-]+\s|in this (?:\w+\.? \d{1,2},? (?:\d{4},? )?)?(?:file )?(?:photo|image|picture|frame|still)(?: (?:taken|provided|released|made|from|grab|posted)\b| \w+day,)
    in this (?:image|photo|picture|frame|still) (?:made|taken|provided|released|from)\b
    (?:file |stock |archive )?(?:photo|photos|picture|pictures|image|images|photograph|pictured|illustration|graphic|screenshot)(?: credit| by| courtesy| source)?\s?[:©]\s?
    (?:photo|image|picture)s? (?:credit|courtesy of|by [a-z])[^.]{2,80}$
    (?:caption|credits?|gallery|slideshow|video|audio|podcast)\s?[:|]\s
    \d{1,3}/\d{2,3} (?=[a-z\d])|\d{1,3} of \d{1,3}\s?[:|–—-]?\s(?=[a-z]+ )
    (?:just|must) watched?\b|most read in\b|scroll down for|tap (?:here )?to\b
    foto(?:s|graf(?:ie|ía|ia)?)?\s?(?::|©|/)\s?|bild(?:quelle)?\s?:\s?|(?:photo|crédits?|crédit photo|image) :\s
    \(?(?:c|copyright)\)? \d{4}\b|©|copyright (?:©|\(c\)|\d{4})|(?:写真|사진|图片来?源?|фото)\s?[:=：]
    \[사진|\(사진|무단전재
    """,
    re.IGNORECASE,
)
"""Beginnings of lines that belong to a picture, a film or a page's owner."""

POINTERS = _one_of(
    r"""
    (?:advertisement|advertising|sponsored(?: content)?|promoted)(?:\s?[:|–—-]?\s?(?:continue reading.{0,40}|story continues.{0,40}|scroll to.{0,40}|article continues.{0,40})?)?
    continue reading\b.{0,60}|(?:story|article) continues\b.{0,60}|keep reading.{0,60}
    (?:also |please )?read(?: also| more| next| now| this(?: next)?| the full (?:story|article|report|statement))?\s?(?:(?:on|at|in|about|from) [^.:]{1,60}|(?::|>>|»|›|\||–|—).{0,200})?
    read or share this story.{0,120}|read more (?:here|from|on|about)\b[^.]{0,100}
    (?:more(?: on this(?: story)?| like this| coverage)?|see also|see more|related(?: (?:story|stories|articles?|coverage|content|topics|video|news|reading|links))?|recommended(?: (?:for you|reading))?|don['’]t miss|in case you missed it|in other news|must[- ]read|go deeper|up next|further reading|trending|what to know|opinion|explainer|analysis|from the archives?)\s?(?:(?::|>>|»|›|\||–|—).{1,200})
    (?:related|recommended|trending|most read|most popular|more stories|see also|up next|read next|popular now|editor['’]?s['’]? picks?|top stories|latest news|you may also like|more from [^.]{2,60})(?: (?:stories|articles?|now|news|content))?\s?:?
    (?:watch|listen|video|live|look|hear)(?: (?:now|more|live|again|below|here|the (?:full )?(?:video|interview|moment|clip|episode)))?\s?(?::|>>|»|\|).{0,200}
    (?:to )?(?:sign up|subscribe)(?: (?:here|now|today|for free))?(?: (?:for|to|with|by|at)\b.{0,240})?[.!]?
    (?:get|receive|want) (?:the |our |more |all |your )?[^.?!]{0,80}\b(?:newsletters?|inbox|alerts?|briefing)\b.{0,140}
    (?:enter|submit) your e-?mail.{0,120}|(?:thank you|thanks) for (?:signing up|subscribing).{0,160}
    by (?:signing up|submitting|subscribing|clicking|entering|providing).{0,240}\b(?:agree|terms|privacy|policy|consent)\b.{0,200}
    (?:this (?:site|website|page)|we|our (?:site|partners)) (?:and our partners )?uses? cookies.{0,300}
    (?:please )?(?:enable|allow|accept|turn on) (?:javascript|(?:all )?cookies|notifications).{0,160}
    (?:follow|like|join|find|add) (?:us|him|her|them|me|[^.]{2,60}?) (?:on|at|in) (?:twitter|x|facebook|instagram|tiktok|threads|bluesky|mastodon|youtube|linkedin|telegram|whatsapp|google news|apple news)\b.{0,160}
    follow (?:\S+ ){0,4}@\w+.{0,80}|(?:on )?(?:twitter|x|instagram|e-?mail)\s?:\s?\S+@?\S*
    share(?: this)?(?: (?:on|via|with|story|article|page)\b.{0,80})?(?:\s?:.{0,80})?|copy link.{0,40}
    (?:click|tap) (?:here|below)(?: (?:to|for|if)\b.{0,160})?[.:]?|download (?:the|our)\b.{0,60}\bapp\b.{0,60}
    (?:view|see|show) (?:all|more|the full)\b[^.]{0,80}|\d+ show all\b.{0,100}|(?:log|sign) in to\b.{0,100}
    this (?:video|content|browser|feature) (?:is not|isn['’]t|can ?not|cannot|could not)\b.{0,160}
    (?:lesen sie (?:auch|mehr)|mehr (?:zum thema|dazu)|lire (?:aussi|également|la suite)|à lire aussi|voir aussi|leer (?:más|también)|lea (?:también|además)|le puede interesar|leia (?:mais|também)|leggi (?:anche|tutto)|lees ook|läs (?:också|även|mer)|les også|czytaj (?:też|także|więcej)|zobacz (?:też|także)|читайте также|читать далее|devamını oku)\b.{0,200}
    anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie|annons|annonse|reklama|реклама
    (?:kontakt|contact)(?: us)?\s?:.{0,100}|\S+@\S+\.\w{2,6}|(?:https?://|www\.)\S+|#\w+(?:\s+#\w+)*
    do you have (?:a|any) (?:story|tip|news|information)\b.{0,160}|have (?:a tip|you got a story|you been affected)\b.{0,160}
    order reprints\b.{0,300}|a version of this (?:article|story)\b.{0,200}|information from:.{0,160}
    \(?(?:soundbite|archived recording|music|crosstalk|laughter|applause)\b[^()]{0,60}\)?
    """,
    re.IGNORECASE,
)
"""Whole lines that lead elsewhere or ask the reader for something."""

LAST_WORDS = (
    "views expressed in this",
    "opinions expressed in this",
    "opinions expressed are ",
    "hide caption",
    "toggle caption",
    "(file photo)",
    "(file image)",
    "(file picture)",
    "(file)",
    "show more show less",
)
"""Ends of lines that only captions and notes on the author have."""

NOTED = (
    "contributed to this report",
    "contributed to this story",
    "contributed to this article",
    "contributed reporting",
    "all rights reserved",
    "may not be published, broadcast",
    "; editing by ",
    "(editing by ",
    "reporting by ",
)
"""Wordings of a last sentence that says who worked on the text or owns it."""

NOTES = _one_of(
    r"""
    (?:correction|corrections|clarification|editor['’]?s['’]? note|note to (?:readers|editors)|updated?(?: at| on)?|last (?:updated|modified)|published|posted|first published)(?: \(?\w+\.? \d[^:]{0,40})?\s?[:|–—]\s
    (?:last )?(?:updated|modified|published|posted)\s+(?:at\s|on\s)?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d)
    (?:this|the) (?:story|article|post|report|piece|headline|page|live ?blog)(?: (?:of|on) this \w+| above)? (?:has been|was|is being|will be) (?:first |originally |since |later )?(?:updated|corrected|amended|clarified|edited|changed|published|republished|produced|supported|developed)\b
    this (?:is a |story is )?(?:breaking|developing)(?: news)?(?: (?:news )?story)?\b.{0,80}$
    (?:an|a previous|a prior) (?:earlier |previous )?version of (?:this|the)\b
    \(?(?:additional |with )?(?:reporting|editing|writing|graphics?|compiled) by [a-z]|with (?:reporting|assistance|files|additional reporting) (?:by|from)\b
    (?:the )?associated press (?:writers?|reporters?|journalists?) .{3,120} contributed\b
    copyright\b.{0,20}(?:\d{4}|©)|this material may not be
    """,
    re.IGNORECASE,
)
"""Beginnings of lines about the text itself."""

WHO_WROTE = _one_of(
    rf"""
    {_NAME}(?:, [^.]{{2,60}},)? (?:is|was|are) (?:an? |the )?[^.]{{0,90}}\b(?:reporter|correspondent|columnist|contributor|staff writer|freelance \w+|producer)\b[^.]{{0,60}}\b(?:for|at|with|of|based)\b
    {_NAME}(?: \w+){{0,2}} (?:covers|reports on|writes about) [^.“”"]{{3,90}} (?:for|at) (?:the )?[A-Z]
    (?:(?:[Yy]ou can )?(?:[Cc]ontact|[Rr]each|[Ee]-?mail|[Ww]rite to)) (?:{_NAME}|him|her|them|the (?:author|reporter|writer))[^.]{{0,40}}(?: at | on |:)
    (?:{_NAME}|He|She|The (?:author|writer|reporter)) can be (?:reached|contacted|followed|found) (?:at|on|by|via)\b
    (?:[Ff]ollow) (?:{_NAME}|him|her|them|the author)\b
    """
)
"""Beginnings of last lines that say who wrote the text."""

POST_BELOW = re.compile(
    r"\s*(?:[A-Z][\w&’'.-]* ){0,4}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter|[Cc]olumnist|[Cc]ritic"
    r"|[Jj]ournalist)\b[^.\n]{0,40}(?=\n|$)"
)
"""The line below a name that makes it a byline: "Political Correspondent"."""
BYLINE = re.compile(
    rf"(?:(?i:story |words |text |reporting |analysis |opinion |interview )?(?i:by|von|par|por|di|door|av):? "
    rf"{_NAME}(?:(?:,| and| &| und| et| y| e|;) {_NAME}){{0,4}}"
    rf"(?:(?:,| \||\s?[–—/-]|\sin|\sfor) .{{2,60}})?)"
    rf"|{_NAME} ?\| ?.{{2,60}}|(?i:published|updated|posted)\b.{{0,80}}"
)
"""A line that says who wrote the text: "By Jan Kowal, Arden Post"."""

SIGNED_POST = re.compile(
    r"(?:.{0,500}\s)?(?:[—–-]|&mdash;|--)\s?[^@\n]{1,60}\(@\w{1,20}\)"
    r"(?:\s(?:on\s)?(?:[A-Z]\w{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z]\w{2,8}\.? \d{4}))?\.?"
)
"""A social network's post with its signature: "… — Jan Kowal (@jankowal) May 3, 2024"."""

CREDIT_FIRST = re.compile(
    rf"(?:{_SELLERS}|(?:AP:)?Associated Press|BBC|ITV|CNN|MoD|MOD)"
    rf"(?:\s?[-/:]\s?(?:{_SELLERS}|Contributor|File))*\s(?=[A-Z][\w'’\-]+ [\w'’\-]+ )"
    r"(?!(?:reporter|correspondent|journalist|News|Sport)\b)"
)
"""A picture's credit before its description."""

CREDIT_LAST = re.compile(
    rf"(?:(?P<agency>[(\[]\s?{_SELLERS}\s?[)\]])"
    rf"|[(\[]\s?(?:{_PICTURE}|{_CREDIT}|{_NAME}\s?/)[^()\[\]]{{0,100}}[)\]]\.?"
    rf"|©\s?[^.]{{2,70}}"
    rf"|\b(?:{_PICTURE})(?: (?:[Bb]y|[Cc]redit|[Cc]ourtesy(?: of)?|[Ss]ource|[Vv]ia))?\s?[:©/]\s?[^:.]{{2,70}}"
    rf"|\b(?:[Pp]hoto(?:graph)?|[Pp]icture|[Ii]mage|[Ii]llustration|Credit|Photographs?) (?:by|courtesy of|via)\s{_NAME}[^.]{{0,60}}"
    rf"|(?<=[.!?”\"] )Credit(?:\.{{3}}|…)?\s{_NAME}[^.]{{0,60}}"
    rf"|(?:{_NAME}\s?[/|,]\s?|\bvia |\s[|/–—-]\s?)+{_SELLERS}(?:\s?(?:/|,|via|-)\s?(?:{_SELLERS}|{_NAME}))*"
    rf"|\s(?:Getty Images|AFP/Getty|REUTERS|Shutterstock|AP Photo|PA Wire|iStock|EPA-EFE|Rex Features)(?:/[\w /]{{2,40}})?)$"
)
"""A picture's credit at the end of a line."""

BRACKETED_CREDIT = re.compile(
    rf"[(\[]\s?(?:(?:{_PICTURE})(?: (?:by|credit|courtesy|via|source))?\s?(?:[:/©]|by\b|courtesy\b|via\b)[^()\[\]]{{1,100}}"
    rf"|AP Photo[^()\[\]]{{0,80}}|{_NAME}\s?/\s?{_SELLERS}[^()\[\]]{{0,60}}"
    rf"|{_NAME} via {_SELLERS}[^()\[\]]{{0,60}})[)\]]"
)
"""A picture's credit, wherever a scraper left it in a paragraph."""

WITHIN = re.compile(
    r"(?:ADVERTISEMENT|Advertisement|Continue reading the main story|Story continues below(?: advertisement)?"
    r"|Enlarge this image|toggle caption|Hide caption|Media playback is (?:un|not )supported on (?:your|this) device"
    r"|\(?(?:Reuters|AP|AFP)\)? ?-+ ?(?=$))\s+(?:Continue reading the main story\s+)?(?=[A-Z\"“])"
)
"""What a scraper left before a paragraph's first word."""
