"""The names of the rules, so that each can be switched off and its worth measured."""

from enum import StrEnum


class Rule(StrEnum):
    """One way to find a speaker (or to resolve one), in the order in which they are asked."""

    CONTINUED = "continued"
    TRANSCRIPT = "transcript"
    SIGNED = "signed"
    SPLIT = "split"
    AFTER_VERB_FIRST = "after-verb-first"
    AFTER_SUBJECT_FIRST = "after-subject-first"
    AFTER_LATE = "after-late"
    ACCORDING_TO = "according-to"
    BEFORE_CUE = "before-cue"
    POSSESSIVE = "possessive"
    BEFORE_COLON = "before-colon"
    BEFORE_SUBJECT = "before-subject"
    FOLLOW_ON = "follow-on"
    SENTENCE_BEFORE = "sentence-before"
    PARAGRAPH_BEFORE = "paragraph-before"
    NAME_ABOVE = "name-above"
    QUOTATION_BEFORE = "quotation-before"
    TOLD_BEFORE = "told-before"
    SHARED_TAIL = "shared-tail"
    HANDED_BACK = "handed-back"
    PRONOUN = "pronoun"
    BODY = "body"
    ROLE = "role"
    JOINT = "joint"
    LABEL = "label"
    UNSAID = "unsaid"
