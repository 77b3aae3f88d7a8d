"""All types of answers: each is defined in its question's file, shared parts in `parts`."""

from briefings.answers.brief import Brief as Brief
from briefings.answers.checking import Checked as Checked
from briefings.answers.checking import CheckedQuote as CheckedQuote
from briefings.answers.checking import Verdict as Verdict
from briefings.answers.cited import Cited as Cited
from briefings.answers.cited import CitedArticle as CitedArticle
from briefings.answers.cited import CitedPlace as CitedPlace
from briefings.answers.daily import DailyBriefing as DailyBriefing
from briefings.answers.differences import DifferenceItem as DifferenceItem
from briefings.answers.differences import Differences as Differences
from briefings.answers.help import Help as Help
from briefings.answers.parts import Ambiguous as Ambiguous
from briefings.answers.parts import CitedLine as CitedLine
from briefings.answers.parts import Empty as Empty
from briefings.answers.parts import Holdings as Holdings
from briefings.answers.parts import NotFound as NotFound
from briefings.answers.parts import Pages as Pages
from briefings.answers.parts import Reference as Reference
from briefings.answers.parts import Refused as Refused
from briefings.answers.parts import Report as Report
from briefings.answers.parts import SourceCounts as SourceCounts
from briefings.answers.parts import Utterance as Utterance
from briefings.answers.parts import Variant as Variant
from briefings.answers.positions import Cell as Cell
from briefings.answers.positions import IssueRow as IssueRow
from briefings.answers.positions import Positions as Positions
from briefings.answers.privacy import Privacy as Privacy
from briefings.answers.questions import NameKind as NameKind
from briefings.answers.quotes import Quotes as Quotes
from briefings.answers.searching import Hit as Hit
from briefings.answers.searching import HitKind as HitKind
from briefings.answers.searching import SearchResults as SearchResults
from briefings.answers.sources import Source as Source
from briefings.answers.sources import Sources as Sources
from briefings.answers.timeline import Timeline as Timeline
from briefings.answers.timeline import TimelineEntry as TimelineEntry
from briefings.answers.top_stories import TopStories as TopStories
from briefings.answers.top_stories import TopStory as TopStory
from briefings.answers.who import TopicStance as TopicStance
from briefings.answers.who import Who as Who
from briefings.matching import Choice as Choice
from briefings.text.wording import Change as Change
from briefings.text.wording import Segment as Segment

Answer = (
    Brief
    | TopStories
    | Quotes
    | Positions
    | Timeline
    | Sources
    | Differences
    | Who
    | SearchResults
    | Checked
    | Cited
    | DailyBriefing
    | Help
    | Privacy
    | NotFound
    | Ambiguous
    | Empty
    | Refused
)
