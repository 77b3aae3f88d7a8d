"""Tells who can say something: a person, a body, a document; not "the harbour" or "2010"."""

import re
from collections.abc import Sequence

from briefings.analysis import nouns
from briefings.analysis.lexicon import Word
from briefings.analysis.phrases import NounPhrase
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed

_ENDING = re.compile(
    r"(?:[^e]er|or|ist|ian|ant|eer|man|men|woman|women|person|people|-olds?|crat|ese|ites?|ees?)$"
)
"""Endings of nouns for people: "commenter", "lobbyist", "the 46-year-old"."""
_NOT_PEOPLE = frozenset(
    listed("""
    power timing paper matter order number letter corner border river water winter summer center
    centre theater theatre character chapter quarter former other another either neither rather
    under over never ever error terror factor sector floor door color colour honor honour favor
    favour labor labour major minor prior senior junior moment want plant restaurant grant
    committee fee degree coffee tree agree see free employee computer newspaper career
    finger answer offer danger hunger anger manner dinner banner counter encounter master disaster
    cancer weather gender shoulder folder order murder super layer prayer flower tower shower cover
    member september october november december metaphor behavior behaviour mirror horror doctor
    """)
) - {"doctor", "member", "employee"}
_SAYERS = (
    nouns.PERSON_NOUNS
    | nouns.SPEAKING_THINGS
    | nouns.ORGANISATION_NOUNS
    | nouns.INSCRIBED
    | nouns.UTTERANCES
    | frozenset(
        listed("""
        mason baker cook potter smith carpenter turner miller guild
        another one others some many several each few most half all two three four five dozens
        hundreds thousands percent both everyone everybody someone somebody nobody anyone
        user person member family neighbour neighbor relative alias guest nurse patient couple
        colleague mate peer folk folks expert specialist scholar troop staff parent kid child
        children majority minority public media press outlet tabloid broadcaster paper
        passage readout excerpt excerpts footnote clip warrant projection movie lyric lyrics song
        chorus verse subtitle subhead slide graphic display logo placard graffiti graffito mural
        inscription plaque label tag leaflet flyer brochure manifesto charter treaty accord
        declaration protocol guideline guidelines rule rules policy mandate affidavit testimony
        deposition verdict judgment judgement writ advisory alert bulletin dispatch circular
        preamble article clause section chapter pamphlet biography memoir diary entry obituary
        profile interview podcast programme program channel station
        nation country side regime delegation mission embassy consulate ally allies enemy
        firm business chain brand store shop operator airline utility bank insurer lender
        charity ngo watchdog regulator panel tribunal inquiry jury bench cabinet senate
        militia faction rebels insurgents militants jury crew squad troupe band choir gang mob
        protester marcher picket signatory petitioner nominee appointee invitee escapee trustee
        evacuee detainee returnee attendee interviewee voice official campaigner duo trio pair
        deputy premier majesty excellency highness eminence holiness gov. sen. rep. rep reps
        mp pm baron
        male female blonde loved individual victim caller sender reader listener viewer commenter
        commentariat heckler bloc axis palace junta chancellery vatican directorate secretariat
        corporation conglomerate syndicate consortium cooperative collective commune tribe clan
        household homeowner look-alike impostor
        """)
    )
)
_TRAILING = frozenset(
    listed("""
    familiar close available obtained surveyed present involved aware concerned alike interviewed
    responsible polled briefed knowledgeable
    """)
)
"""Adjectives that follow their noun: "officials familiar with it"."""


def can_say(tokens: Sequence[Token], phrase: NounPhrase | None) -> bool:
    """Whether a phrase can be a speaker: a name, a pronoun, or a noun for a speaker."""
    if phrase is None:
        return False
    if is_quoted(tokens, phrase):
        return False
    if phrase.pronoun or phrase.name is not None:
        return True
    words = [token.low for token in tokens[phrase.first : phrase.following]]
    if not words:
        return False
    if phrase.head in _TRAILING:
        return any(is_sayer(word) for word in words)
    if len(words) > 2 and phrase.head in ("one", "some", "part", "all", "most") and "of" in words:
        return is_sayer(words[-1]) or tokens[phrase.following - 1].kind is Word.NAME
    if phrase.head in _NUMBER_OF and "of" in words:
        return is_sayer(words[-1])  # "a succession of officers"
    return is_sayer(phrase.head)


_NUMBER_OF = frozenset(
    listed("""
    number group chorus succession handful majority series host crowd couple pair lot score range
    slew string wave stream generation mixture variety dozens hundreds
    """)
)


def is_sayer(noun: str) -> bool:
    """Whether a noun in lower case is a person, a body or a document."""
    noun = noun.removesuffix("’s").removesuffix("'s").rstrip(".,")
    if noun in _SAYERS or noun.rsplit("-", 1)[-1] in _SAYERS:
        return True
    one = noun.removesuffix("s")
    if one in _SAYERS or (noun.endswith("ies") and noun[:-3] + "y" in _SAYERS):
        return True
    return len(one) > 4 and one not in _NOT_PEOPLE and _ENDING.search(one) is not None


def is_quoted(tokens: Sequence[Token], phrase: NounPhrase) -> bool:
    """Whether a phrase is words within marks, which never speak."""
    return any(token.low == "quoted-words" for token in tokens[phrase.first : phrase.following])
