"""The tables of subscriptions and deliveries, and their rows as values."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from bot.daily.schedule import Plan
from bot.daily.times import Weekdays
from briefings.answers.wanted import Words
from briefings.library.columns import UtcDateTime


class State(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    """By a moderator: waits for `/daily resume`."""
    BLOCKED = "blocked"
    """By Discord (403, 404) or by the bot's absence: resumes by itself when it can."""


class Into(StrEnum):
    """The kind of a subscription's channel, which decides how a post is made."""

    CHANNEL = "channel"
    """A text or announcement channel, or a thread."""
    FORUM = "forum"
    """Each briefing is a post (a thread) of its own."""


class Outcome(StrEnum):
    """The state of a delivery. All but QUEUED are final."""

    QUEUED = "queued"
    POSTED = "posted"
    SKIPPED = "skipped"
    """Nothing had to be posted: nothing new and quiet, or paused meanwhile."""
    MISSED = "missed"
    """The bot was not running within the window after it was due."""
    FAILED = "failed"


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

subscriptions = sa.Table(
    "daily_subscriptions",
    metadata,
    sa.Column("id", sa.String(10), primary_key=True),
    sa.Column("guild_id", sa.BigInteger, nullable=False, index=True),
    sa.Column("channel_id", sa.BigInteger, nullable=False),
    sa.Column("into", sa.String(8), nullable=False),
    sa.Column("at", sa.Time, nullable=False),
    sa.Column("zone", sa.String(64), nullable=False),
    sa.Column("days", sa.SmallInteger, nullable=False),
    sa.Column("topics", sa.JSON, nullable=False),
    sa.Column("style", sa.String(8), nullable=False),
    sa.Column("role_id", sa.BigInteger),
    sa.Column("publish", sa.Boolean, nullable=False),
    sa.Column("quiet", sa.Boolean, nullable=False),
    sa.Column("created_by", sa.BigInteger, nullable=False),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("state_since", UtcDateTime, nullable=False),
    sa.Column("owed_since", UtcDateTime, nullable=False),
    sa.Column("settled", sa.Date),
    sa.Column("next_due", UtcDateTime),
    sa.Column("seen", sa.String(64)),
    sa.Column("tag_id", sa.BigInteger),
    sa.Column("words_in", sa.JSON, nullable=False, server_default=sa.text("'[]'")),
    sa.Column("words_out", sa.JSON, nullable=False, server_default=sa.text("'[]'")),
    sa.Index("ix_daily_subscriptions_state_next_due", "state", "next_due"),
)

deliveries = sa.Table(
    "daily_deliveries",
    metadata,
    sa.Column(
        "subscription_id",
        sa.ForeignKey("daily_subscriptions.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("due", UtcDateTime, nullable=False),
    sa.Column("outcome", sa.String(8), nullable=False, index=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("queued_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    sa.Column("pages", sa.SmallInteger, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
)

pages = sa.Table(
    "daily_pages",
    metadata,
    sa.Column("subscription_id", sa.String(10), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("page", sa.SmallInteger, primary_key=True),
    sa.Column("channel_id", sa.BigInteger, nullable=False),
    sa.Column("first_tried", UtcDateTime, nullable=False),
    sa.Column("message_id", sa.BigInteger, unique=True),
    sa.ForeignKeyConstraint(
        ["subscription_id", "day"],
        ["daily_deliveries.subscription_id", "daily_deliveries.day"],
        ondelete="CASCADE",
    ),
)

memories = sa.Table(
    "daily_memories",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
)
"""Memories of what has been seen. Subscriptions that saw the same share one row: thousands of
channels with the same topics get the same briefing on the same day."""

posts = sa.Table(
    "daily_posts",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("before", sa.String(64)),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False, index=True),
)
"""What posts were made from, for their buttons. Identical posts share one row; `before` is the
memory of what had been seen, which is kept as long."""

guilds = sa.Table(
    "daily_guilds",
    metadata,
    sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("left_at", UtcDateTime, index=True),
    sa.Column("template", sa.Text),
)

executors = sa.Table(
    "daily_executors",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("shards", sa.String(32)),
)
"""The processes that share the work, and which shards each runs: `bot.shards.written`."""

synced_commands = sa.Table(
    "discord_commands",
    metadata,
    sa.Column("application", sa.String(20), primary_key=True),
    sa.Column("state", sa.String(64), nullable=False),
)
"""A hash of the commands that were last sent to Discord."""

session_starts = sa.Table(
    "discord_session_starts",
    metadata,
    sa.Column("bucket", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", UtcDateTime, nullable=False),
)
"""When a shard of each bucket last began a session, or will next."""
"""The processes that share the work; see `bot.work.membership`."""

last_briefs = sa.Table(
    "reader_last_briefs",
    metadata,
    sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("place", sa.BigInteger, primary_key=True, autoincrement=False, index=True),
    sa.Column("topic", sa.String(64), primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
    sa.Column("next_place", sa.Integer, nullable=False),
    sa.Column("since", UtcDateTime),
    sa.Column("since_place", sa.Integer),
)
"""When readers had their last brief on a topic: see `bot.daily.last_briefs`."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's wish for a daily briefing."""

    id: str
    guild_id: int
    channel_id: int
    at: time
    zone: str
    created_by: int
    """User id of the moderator who added it; `NOBODY` once it is deleted."""
    created_at: datetime
    state_since: datetime
    owed_since: datetime
    """Earlier runs are not owed."""
    into: Into = Into.CHANNEL
    days: Weekdays = Weekdays.ALL
    topics: tuple[str, ...] = ()
    """Topic ids; empty means all."""
    style: str = "short"
    role_id: int | None = None
    publish: bool = False
    quiet: bool = True
    """Post nothing when there is nothing new."""
    state: State = State.ACTIVE
    reason: str = ""
    settled: date | None = None
    next_due: datetime | None = None
    seen: str | None = None
    """Hash of the memory of what it has been shown."""
    tag_id: int | None = None
    """The tag of its posts in a forum."""
    words_in: tuple[str, ...] = ()
    """Only items with one of these words, if there are any."""
    words_out: tuple[str, ...] = ()
    """No items with one of these words."""

    @property
    def words(self) -> Words:
        return Words(self.words_in, self.words_out)

    @property
    def plan(self) -> Plan:
        return Plan(self.id, self.at, self.zone, self.days, self.owed_since, self.settled)

    def is_twin(self, other: "Subscription") -> bool:
        """Whether both post the same in the same place at the same time."""
        return (
            self.channel_id == other.channel_id
            and (self.at, self.zone, self.days) == (other.at, other.zone, other.days)
            and (set(self.topics), self.style) == (set(other.topics), other.style)
            and set(self.words_in) == set(other.words_in)
            and set(self.words_out) == set(other.words_out)
        )

    @classmethod
    def of(cls, row: sa.RowMapping) -> "Subscription":
        changed = {
            "into": Into(row["into"]),
            "days": Weekdays(row["days"]),
            "topics": tuple(row["topics"]),
            "words_in": tuple(row["words_in"]),
            "words_out": tuple(row["words_out"]),
            "state": State(row["state"]),
        }
        return cls(**{**row, **changed})


def columns(subscription: Subscription) -> dict[str, Any]:
    """The row of a subscription."""
    values = {name: getattr(subscription, name) for name in subscriptions.c.keys()}  # noqa: SIM118  # iterating over `c` gives columns, not names
    return {
        **values,
        "into": subscription.into.value,
        "days": int(subscription.days),
        "topics": list(subscription.topics),
        "words_in": list(subscription.words_in),
        "words_out": list(subscription.words_out),
        "state": subscription.state.value,
    }


@dataclass(frozen=True, slots=True)
class Delivery:
    """One day's post of a subscription."""

    subscription_id: str
    day: date
    due: datetime
    outcome: Outcome
    reason: str
    queued_at: datetime
    finished_at: datetime | None
    pages: int
    attempts: int

    @classmethod
    def of(cls, row: sa.RowMapping) -> "Delivery":
        return cls(**{**row, "outcome": Outcome(row["outcome"])})


@dataclass(frozen=True, slots=True)
class Page:
    """One message of a delivery: whether and where it was posted."""

    page: int
    channel_id: int
    first_tried: datetime
    message_id: int | None
