"""The store: digests of several sources in a database, merged, and searched."""

from briefings.library.errors import LibraryError
from briefings.library.history import Version
from briefings.library.queries.checking import Worded
from briefings.library.queries.counting import ActorCounts, Changes, Evidence, TopicCounts
from briefings.library.queries.finding import Ranked
from briefings.library.queries.recognising import Report
from briefings.library.queries.speaking import Keyed, Place, StoredUtterance, Telling
from briefings.library.queries.telling import ListedStory
from briefings.library.queries.topics import STORY, Subject
from briefings.library.reader import Reader
from briefings.library.searching import Excerpt, SearchHit, SearchKind, Terms
from briefings.library.store import Holding, Library
from briefings.library.writer import Writer

__all__ = [
    "STORY",
    "ActorCounts",
    "Changes",
    "Evidence",
    "Excerpt",
    "Holding",
    "Keyed",
    "Library",
    "LibraryError",
    "ListedStory",
    "Place",
    "Ranked",
    "Reader",
    "Report",
    "SearchHit",
    "SearchKind",
    "StoredUtterance",
    "Subject",
    "Telling",
    "Terms",
    "TopicCounts",
    "Version",
    "Worded",
    "Writer",
]
