"""One state of a library, with all its queries."""

from briefings.library.queries.checking import Checking
from briefings.library.queries.finding import Finding
from briefings.library.queries.newest import Newest
from briefings.library.queries.recognising import Recognising
from briefings.library.queries.records import Records
from briefings.library.queries.telling import Stories


class Reader(Records, Newest, Checking, Finding, Recognising, Stories):
    """What a library holds at one moment; from `Library.read`.

    Belongs to the thread that reads, for as long as the block lasts. Records are the models of
    `briefings.models`, articles without their texts; they are shared and never change.
    """
