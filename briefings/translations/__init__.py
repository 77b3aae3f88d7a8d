"""The bot's texts in the reader's language: messages, catalogues, dates, numbers and lists."""

from briefings.translations.language import ENGLISH as ENGLISH
from briefings.translations.language import Language as Language
from briefings.translations.languages import LANGUAGES as LANGUAGES
from briefings.translations.languages import language_of as language_of
from briefings.translations.message import Command as Command
from briefings.translations.message import Listed as Listed
from briefings.translations.message import Message as Message
from briefings.translations.message import Sentences as Sentences
from briefings.translations.message import gettext as gettext
from briefings.translations.message import ngettext as ngettext
from briefings.translations.message import npgettext as npgettext
from briefings.translations.message import pgettext as pgettext
