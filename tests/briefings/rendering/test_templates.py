"""Every answer has a template, and no template lets a value act as markup."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from briefings.answers.questions import AskHelp, AskQuotes
from briefings.answers.types import Answer, Pages, Reference
from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.environment import SUFFIX
from briefings.rendering.filters import Filters
from briefings.rendering.parsing import parse_reply
from briefings.rendering.renderable import TEMPLATE_OF
from briefings.rendering.renderer import TEMPLATES, Renderer
from briefings.rendering.reply import BlockKind, Reply, Tone
from briefings.rendering.samples import samples
from briefings.rendering.sandbox import SandboxedEnvironment
from tests.briefings.rendering.hostile import infected
from tests.briefings.rendering.reader import read
from tests.waiting import LAST_RESORT

RENDERER = Renderer()
OURS = {"heading", "subtext", "quote", "list", "link", "bold", "code", "strike", "time", "italic"}
"""Markup that the built-in templates use."""
EVERY_SAMPLE = [(name, answer) for name, answers in samples().items() for answer in answers]


def texts_of(reply: Reply) -> list[str]:
    texts = [reply.title]
    for block in reply.blocks:
        texts += [block.text, *(text for c in block.columns for text in (c.name, c.text))]
    return [text for text in texts if text]


def shown(reply: Reply) -> str:
    return "\n".join(texts_of(reply))


def test_each_kind_of_answer_has_a_template_and_a_sample():
    kinds = {*Answer.__args__}
    assert kinds <= TEMPLATE_OF.keys()
    assert set(TEMPLATE_OF.values()) == samples().keys()
    for name, answers in samples().items():
        assert (TEMPLATES / f"{name}.md.j2").is_file()
        assert {TEMPLATE_OF[type(answer)] for answer in answers} == {name}


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_each_template_uses_existing_names_and_runs_in_the_sandbox_too(path):
    environment = SandboxedEnvironment((), TEMPLATES, DISCORD, LAST_RESORT)
    template = environment.get_template(path.name)
    name = path.name.removesuffix(SUFFIX)
    for answer in samples().get(name, ()):
        values = {"answer": answer, "question": None}
        title, blocks = parse_reply(environment.run(template, values), DISCORD)
        plain = RENDERER.render(answer)
        assert (plain.title, plain.blocks) == (title, blocks)


@pytest.mark.parametrize(("name", "answer"), EVERY_SAMPLE)
def test_each_sample_becomes_a_reply_of_valid_markdown(name, answer):
    reply = RENDERER.render(answer, AskHelp())
    assert reply.name == name
    for text in texts_of(reply):
        seen = read(text)
        assert seen.marks <= OURS, text
        # Markup that was not understood would be left in the words shown.
        assert not any(left in seen.text for left in ("**", "~~", "](", "{{", "{%")), seen.text
        assert "None" not in seen.text
        assert "  " not in seen.text, text


@given(infected())
@settings(max_examples=80, deadline=None)
def test_no_value_changes_what_a_template_says(infection):
    reply = RENDERER.render(infection.answer, AskHelp())
    for text in texts_of(reply):
        seen = read(text)
        assert seen.marks <= OURS, text
        assert all(link.startswith(("https://x.example/", "https://example.org/"))
                   for link in seen.links)  # fmt: skip


def test_a_quotation_and_its_source_are_one_block():
    for said in RENDERER.render(samples()["quotes"][0]).blocks[1:]:
        quote, source, *_ = said.text.split("\n")
        assert quote.startswith("> ")
        assert source.startswith("-# ")


@pytest.mark.parametrize(("name", "asked_as"), [("quotes", "person"), ("who", "actor")])
def test_a_countrys_words_name_who_spoke_and_a_persons_need_not(name, asked_as):
    mayors = samples()[name][0]
    city = samples()["who"][1].actor
    assert shown(RENDERER.render(mayors)).count("**Ada Example**") == 0
    assert "-# **Ada Example** · council meeting" in shown(
        RENDERER.render(replace(mayors, **{asked_as: city}))
    )


def test_altered_and_misattributed_words_say_both():
    altered = [
        line
        for line in shown(RENDERER.render(samples()["checked"][0])).split("\n")
        if line.startswith("≠")
    ]
    assert altered == [
        "≠ **Altered**",
        "≠ **Altered** and ⇄ **said by somebody else**, not by Bob",
        "≠ **Altered**",
    ]


def test_a_lines_sources_are_in_the_same_reply():
    for name in ("brief", "positions", "timeline", "differences", "who"):
        reply = RENDERER.render(samples()[name][0])
        ruled = [number for number, b in enumerate(reply.blocks) if b.kind is BlockKind.SEPARATOR]
        listed = [read(block.text).text for block in reply.blocks[ruled[-1] + 1 :]]
        assert re.findall(r"\[\d+\]|[¹²³]", " ".join(listed)) == ["[1]", "²"]
        assert all(block.folded for block in reply.blocks[ruled[-1] :])
        assert listed[0].startswith("The Herald (Wire), ")
        assert "[1] “the bridge stays”" in listed[0]


def test_sources_are_one_article_per_line_and_never_too_many_together():
    article = samples()["brief"][0].references[0].article
    citation = samples()["brief"][0].references[0].citation
    references = [Reference(number, citation, article, None) for number in range(1, 9)]
    assert [
        (found.id, [place.number for place in places])
        for found, places in Filters(DISCORD).by_article(references, most=6)
    ] == [(article.id, [1, 2, 3, 4, 5, 6]), (article.id, [7, 8])]


def test_positions_are_side_by_side_and_stances_where_a_picture_may_be():
    reply = RENDERER.render(samples()["positions"][0])
    verdict = next(block for block in reply.blocks if block.unpictured)
    assert read(verdict.text).text == ("Does it stay?\nCity council ✓\u00a0yes · Ada Example —")
    heading, columns = reply.blocks[4:6]
    assert read(heading.text).text == "Does it stay?"
    assert columns.kind is BlockKind.COLUMNS
    assert [column.name for column in columns.columns] == ["City council", "Ada Example"]
    assert columns.columns[1].text == "— nothing on record"


def test_a_single_side_has_no_neighbour_and_one_named_twice_is_reported():
    one = shown(RENDERER.render(samples()["positions"][1]))
    assert "Only City council is shown. City council was named more than once\n" in one
    assert "side by side" not in one


def test_a_paraphrase_is_not_signed():
    one = shown(RENDERER.render(samples()["positions"][1]))
    assert "\n-# Position of Ada Example" in one
    assert "— Ada Example" not in one


def test_answers_notices_and_faults_are_distinguished():
    tones = {name: RENDERER.render(answers[0]).tone for name, answers in samples().items()}
    assert {name for name, tone in tones.items() if tone is Tone.NOTICE} == {
        "not_found", "ambiguous", "empty", "refused"}  # fmt: skip
    assert {name for name, tone in tones.items() if tone is Tone.ERROR} == {"error"}


def test_a_fault_gives_its_number_and_offers_help():
    reply = RENDERER.error("k3x9")
    assert "`k3x9`" in reply.blocks[-1].text
    assert [step.question for step in reply.steps] == [AskHelp()]


def test_a_page_leads_to_its_neighbours_by_ids():
    quotes = samples()["quotes"][0]
    reply = RENDERER.render(quotes, AskQuotes("Exampel", "brigde", "bridge", 2))
    assert reply.previous == AskQuotes("mayor", "bridge", "bridge", 1)
    assert reply.following == AskQuotes("mayor", "bridge", "bridge", 3)
    assert (reply.pages.number, reply.pages.total) == (2, 3)
    assert reply.accent == "bridge"
    assert reply.question == AskQuotes("Exampel", "brigde", "bridge", 2)


@pytest.mark.parametrize("name", ["timeline", "sources", "differences", "search", "quotes"])
def test_every_paged_answer_can_be_turned(name):
    first, last = RENDERER.render(samples()[name][0]), RENDERER.render(samples()[name][1])
    assert first.previous is not None
    assert first.following is not None
    assert first.following.page == 3
    assert (last.previous, last.following) == (None, None)


def test_a_brief_has_no_other_page():
    reply = RENDERER.render(samples()["brief"][0])
    assert (reply.previous, reply.following, reply.steps) == (None, None, ())


def test_one_quotation_offers_to_read_it_in_its_outlet():
    quotes = samples()["quotes"][0]
    one = type(quotes)(quotes.person, None, None, quotes.utterances[:1], quotes.pages)
    (link,) = RENDERER.render(one).links
    assert (link.label, link.url[:20]) == ("Read in The Herald", "https://example.org/")
    checked = samples()["checked"][0]
    unknown = type(checked)(checked.quotes[-1:])
    assert RENDERER.render(unknown).links == ()
    assert RENDERER.render(quotes).links == ()


def test_a_replys_dates_look_alike_with_or_without_a_known_hour():
    shown = RENDERER.render(samples()["sources"][0]).blocks[1].text
    assert "· 2 March 2025 ·" in shown


def test_differences_left_out_of_a_short_brief_are_counted_and_linked():
    brief = samples()["brief"][0]
    short = replace(brief, full=False, differences=brief.differences * 5)
    assert "-# and 2 more: see Differences" in shown(RENDERER.render(short))


def test_a_miss_asks_did_you_mean_only_if_something_is_near():
    found = (RENDERER.render(answer).blocks[0] for answer in samples()["not_found"])
    near, far, nothing, *_ = found
    assert near.text == "Did you mean The old bridge or The tower?"
    assert far.text == "No close match. Try The old bridge or The tower."
    assert "`/help`" in nothing.text


def test_a_brief_says_up_to_when_it_reports_events():
    assert "Facts up to 2 March 2025" in shown(RENDERER.render(samples()["brief"][0]))


def test_no_words_are_struck_through_in_an_outlets_text():
    with_comparisons = RENDERER.render(samples()["quotes"][0])
    assert "“The bridge **will stay.**”" in shown(with_comparisons)
    assert "~~" not in shown(with_comparisons)


def test_key_points_are_numbered_as_on_the_picture():
    brief = samples()["brief"][0]
    reply = RENDERER.render(replace(brief, key_points=brief.key_points * 2))
    assert [block.text[:3] for block in reply.blocks[1:3]] == ["1. ", "2. "]


def test_events_of_one_day_are_under_one_date():
    (first, *_), entry = samples()["timeline"], samples()["timeline"][0].entries[0]
    blocks = RENDERER.render(replace(first, entries=(entry, entry))).blocks
    assert [block.text[:2] for block in blocks if block.text][:4] == ["-#", "##", "- ", "- "]


def test_upcoming_events_come_first_and_only_once():
    first = samples()["timeline"][0]
    entry = first.entries[0]
    planned = replace(first, ahead=(entry,), pages=Pages(1, 1, len(first.entries)))
    text = shown(RENDERER.render(planned))
    assert text.index("### Ahead") < text.index(entry.event.name)
    assert text.count(entry.event.name) == 1
    later = shown(RENDERER.render(replace(planned, pages=Pages(2, 2, 20))))
    assert "### Ahead" not in later
    assert entry.event.name not in later


def test_a_pinned_topic_is_told_whole_before_other_news():
    post = next(
        one
        for one in samples()["daily"]
        if [section.topic.pinned for section in one.sections] == [True, False]
    )
    pinned, other = post.sections
    story = pinned.stories[0].topic.name
    text = shown(RENDERER.render(post))
    first, rest = text.split("### Other news")
    assert f"### {pinned.topic.name}" in first
    assert story in first
    assert pinned.key_points[0].text in first
    assert other.quotes[0].lead.quote.text in rest
    alone = shown(RENDERER.render(replace(post, sections=(pinned,), about=(pinned.topic,))))
    assert "###" not in alone
    assert story in alone


def test_a_topic_without_room_for_a_line_says_how_much_is_new_on_it():
    post = next(
        one
        for one in samples()["daily"]
        if one.sections
        and not any(section.has_lines for section in one.sections)
        and all(section.omitted for section in one.sections)
    )
    assert shown(RENDERER.render(post)).count("2 new items") == 2


def test_words_of_an_unknown_day_say_when_they_were_reported():
    said = samples()["quotes"][0].utterances[0]
    undated = replace(said.lead, quote=said.lead.quote.model_copy(update={"spoken_on": None}))
    said = replace(said, lead=undated, same=(), variants=())
    only = replace(samples()["quotes"][0], utterances=(said,))
    assert "reported 2 March 2025" in shown(RENDERER.render(only))


def test_each_cited_place_shows_its_words_or_their_surroundings():
    text = shown(RENDERER.render(samples()["cited"][0]))
    assert "It was voted on. In short, the bridge stays. Nobody spoke." in read(text).text
    assert "**the bridge stays**" in text
    assert "[Open](https://example.org/bridge" in text
    assert "² “it will stay”" in text
    assert "No address known · the page names no day" in text


def test_a_stance_of_a_person_names_the_question_it_answers():
    shown = "\n".join(block.text for block in RENDERER.render(samples()["who"][0]).blocks)
    assert "-# ◐\u00a0depends · Does it stay?" in shown


@pytest.mark.parametrize(("name", "at"), [("brief", 1), ("positions", 0)])
def test_what_is_drawn_has_its_place(name, at):
    kinds = [block.kind for block in RENDERER.render(samples()[name][at]).blocks]
    assert kinds.count(BlockKind.PICTURE) == 1
