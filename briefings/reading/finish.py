"""Turns a draft into an article: what all formats have in common."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from briefings.models import DigitalSourceType
from briefings.reading.article import ReadArticle
from briefings.reading.blocks import Block, Kind, as_kind, assemble, clean, safe_url
from briefings.reading.credits import (
    Dateline,
    byline,
    credit_at_end,
    dateline,
    desk_note_at,
    is_desk_note,
    notice,
)
from briefings.reading.draft import Draft
from briefings.reading.inline import split_inline
from briefings.reading.language import language_of, language_tag
from briefings.reading.lines import Role, article_end, is_caption, role_of, words
from briefings.reading.machine import Cleaned, traces_in, without_leavings
from briefings.reading.printed_dates import as_day, date_line, dateline_day, url_day
from briefings.reading.stated_dates import stated_date
from briefings.text.folding import fold_case

_LINE = 500
_DATE_LINE = 40
_SAMPLE = 4_000
_MIN_WORDS = 5
"""With fewer words of prose it is not an article."""
_CLOCKS_DIFFER = timedelta(days=2)
"""By how much clocks and zones may make an article later than the time of reading."""
_HEAD_BLOCKS = 4
"""Among how many of the first paragraphs a dateline or byline may be."""


def finish(draft: Draft, now: datetime | None = None) -> ReadArticle | None:
    """The article from `draft`; None if no text is left.

    Dates later than `now` (aware; None for no limit) are not believed.
    """
    traces = traces_in(block.text for block in draft.blocks)
    is_machine = traces.found or draft.is_machine_written
    blocks = tuple(
        part for block in _without_furniture(draft.blocks) for part in split_inline(block)
    )
    cleaned = without_leavings(blocks) if is_machine else Cleaned(blocks, None)
    draft = _with_credits(replace(draft, blocks=cleaned.blocks))
    if now is not None:
        draft = _without_future(draft, now)
    if not _says_something(draft.blocks):
        return None
    text, captions, subheads, links = assemble(draft.blocks)
    line = _dateline(draft.blocks)
    provider = draft.provider or (line.provider if line else None) or _credit(draft.blocks)
    dates = _dates(draft, line, provider)
    return ReadArticle(
        text=text,
        headline=_short(draft.headline or cleaned.headline),
        publisher=_short(draft.publisher),
        provider=None if is_machine else provider,
        author=_short(draft.author),
        date_published=dates.published,
        date_published_note=dates.note,
        dateline=_short(line.text if line else None),
        in_language=language_tag(draft.language) or language_of(text),
        url=safe_url(draft.url),
        is_based_on=tuple(dict.fromkeys([*draft.is_based_on, *traces.is_based_on])),
        digital_source_type=DigitalSourceType.MACHINE if is_machine else DigitalSourceType.HUMAN,
        captions=captions,
        subheads=subheads,
        links=links,
        reposted_on=dates.reposted,
    )


def _without_future(draft: Draft, now: datetime) -> Draft:
    """`draft` without a future date, which its note then names."""
    for value in (draft.date, draft.posted):
        if value is not None and _is_future(value, now):
            note = f"The document is dated {as_day(value)}, which was still to come."
            return replace(draft, date=None, posted=None, date_note=note)
    return draft


def _is_future(value: datetime | str, now: datetime) -> bool:
    if isinstance(value, datetime):
        return value > now + _CLOCKS_DIFFER
    return as_day(value) > (now.astimezone(UTC) + _CLOCKS_DIFFER).date()


def _says_something(blocks: tuple[Block, ...]) -> bool:
    """Whether there is prose, not only symbols."""
    prose = (block.text[:_SAMPLE] for block in blocks if block.kind is Kind.PROSE)
    count = 0
    for text in prose:
        count += words(text)
        if count >= _MIN_WORDS:
            return True
    return False


def _short(text: str | None) -> str | None:
    """One line of at most 500 characters, as the models accept it."""
    line = clean(text or "")
    return (line if len(line) <= _LINE else line[: _LINE - 1].rstrip() + "…") or None


def _dateline(blocks: tuple[Block, ...]) -> Dateline | None:
    prose = [block.text for block in blocks if block.kind is Kind.PROSE][:_HEAD_BLOCKS]
    return next((found for text in prose if (found := dateline(text)) is not None), None)


def _credit(blocks: tuple[Block, ...]) -> str | None:
    prose = [block.text for block in blocks if block.kind is Kind.PROSE]
    return credit_at_end(prose[-1]) if prose else None


def _without_furniture(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The paragraphs up to a heading such as "Related", without the page's own phrases."""
    roles = [role_of(block.text) if block.text else Role.FURNITURE for block in blocks]
    sizes = [
        len(block.text) if role is Role.PROSE else 0
        for block, role in zip(blocks, roles, strict=True)
    ]
    end = article_end(roles, sizes)
    return tuple(
        block
        for block, role in zip(blocks[:end], roles[:end], strict=True)
        if role not in {Role.FURNITURE, Role.ASIDE, Role.END}
    )


def _with_credits(draft: Draft) -> Draft:
    """`draft` without the paragraphs that only say who made it; they fill in missing facts."""
    kept: list[Block] = []
    for index, block in enumerate(draft.blocks):
        if owner := notice(block.text):
            draft = replace(
                draft,
                publisher=draft.publisher or owner.publisher,
                provider=draft.provider or owner.provider,
            )
        elif index < _HEAD_BLOCKS and (by := byline(block.text)):
            draft = replace(
                draft,
                author=draft.author or by.author,
                provider=draft.provider or by.provider,
                publisher=draft.publisher or by.publisher,
            )
        elif index < _HEAD_BLOCKS and (day := _date_alone(block.text)) is not None:
            if not (draft.date or draft.posted):
                draft = replace(draft, date=day or None)
        elif is_desk_note(block.text) or _is_headline(block, draft.headline, index):
            continue
        else:
            kept.append(_without_desk_note(block))
    return replace(draft, blocks=tuple(_with_captions(kept)))


def _date_alone(text: str) -> datetime | str | None:
    """The date of a paragraph that gives nothing else; empty if it dates a change."""
    found = date_line(text)
    is_short = len(text) <= _DATE_LINE and text[:1].isdigit()
    return stated_date(text) if found is None and is_short else found


def _is_headline(block: Block, headline: str | None, index: int) -> bool:
    return (
        index < _HEAD_BLOCKS
        and bool(headline)
        and fold_case(block.text[:_LINE]) == fold_case(headline or "")
    )


def _without_desk_note(block: Block) -> Block:
    start = desk_note_at(block.text)
    return block if start is None else block.part(0, start)


def _with_captions(blocks: list[Block]) -> list[Block]:
    return [
        as_kind(block, Kind.CAPTION)
        if block.kind is not Kind.CAPTION and is_caption(block.text)
        else block
        for block in blocks
    ]


@dataclass(frozen=True, slots=True)
class _Dates:
    published: datetime | str | None = None
    note: str | None = None
    reposted: datetime | str | None = None


def _dates(draft: Draft, line: Dateline | None, provider: str | None) -> _Dates:
    """When the article was published, as far as known, and a note on the source.

    A blog posts an agency's story later: its date is not the article's, only the latest possible
    one.
    """
    posted = draft.posted
    if posted is not None and not provider:
        return _Dates(posted, draft.date_note)
    refused = draft.date is None and draft.date_note
    known = draft.date or (None if posted or refused else url_day(draft.url))
    day = dateline_day(line, posted or known) if line else None
    if posted is not None:
        note = f"Posted again on {as_day(posted)} by {draft.publisher or 'another site'}"
        if day:
            return _Dates(
                day, f"Day from the dateline; its year is the last before that. {note}.", posted
            )
        return _Dates(None, f"{note}; the {provider} story itself gives no date.", posted)
    if known is not None:
        if draft.date is None:
            return _Dates(known, "From the article's address.")
        if day and abs((as_day(known) - as_day(day)).days) > 1:
            return _Dates(day, f"From the dateline; the page is dated {as_day(known)}.", known)
        return _Dates(known, draft.date_note)
    if day:
        return _Dates(day, "From the dateline.")
    if line is not None and line.month and line.day:
        return _Dates(None, f"The dateline gives month and day ({line.text}), but no year.")
    return _Dates(None, draft.date_note or "The document gives no date.")
