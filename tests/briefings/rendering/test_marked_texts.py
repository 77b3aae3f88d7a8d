"""The catalogues contain all our texts in replies, and templates can translate only their own."""

import re

import pytest
from jinja2.exceptions import TemplateAssertionError

from briefings.answers.questions import AskBrief
from briefings.answers.types import Refused
from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.dialects.plain import PLAIN
from briefings.rendering.environment import ReplyEnvironment
from briefings.rendering.plain_text import as_text
from briefings.rendering.renderer import TEMPLATES, Renderer
from briefings.rendering.samples import samples
from briefings.rendering.sandbox import SandboxedEnvironment
from tests.briefings.translations.pseudo import Pseudo, english_in, words_of
from tests.waiting import LAST_RESORT

RENDERERS = {
    dialect.name: Renderer(dialect=dialect, language=Pseudo()) for dialect in (DISCORD, PLAIN)
}
ENVIRONMENT = ReplyEnvironment((), TEMPLATES, DISCORD)
LAYOUT = re.compile(r"^\s*::: (?:picture|unpictured|folded|columns)$", re.MULTILINE)
ANSWERS = [(name, answer) for name, answers in samples().items() for answer in answers]


@pytest.mark.parametrize("dialect", RENDERERS)
@pytest.mark.parametrize(("name", "answer"), ANSWERS)
def test_a_reply_has_no_english_of_ours(dialect, name, answer):
    reply = RENDERERS[dialect].render(answer, AskBrief("bridge"))
    labels = [one.label for one in (*reply.steps, *reply.links)]
    said = "\n".join([as_text(reply), reply.menu, *labels])
    theirs = set(words_of(answer))
    left = [word for word in english_in(said) if word not in theirs]
    assert left == [], said


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_a_template_has_no_unmarked_words(path):
    tokens = ENVIRONMENT.lex(path.read_text(encoding="utf-8"))
    for _, kind, text in tokens:
        if kind == "data":
            assert not re.search(r"[A-Za-z]{2}", LAYOUT.sub("", text)), text


@pytest.mark.parametrize(
    "source",
    [
        "{{ _(answer.reason) }}",
        "{{ gettext(answer.reason) }}",
        "{{ ngettext('x', answer.reason, 2) }}",
        "{{ pgettext(answer.reason, 'x') }}",
        "{{ _(*[answer.reason]) }}",
        "{{ _('a' ~ answer.reason) }}",
        "{% set say = _ %}{{ say(answer.reason) }}",
        "{{ [answer.reason] | map(_) | list }}",
        "{{ _ }}",
    ],
)
def test_only_a_templates_own_text_can_be_translated(tmp_path, source):
    (tmp_path / "refused.md.j2").write_text(f"# T\n\n{source}\n")
    environment = SandboxedEnvironment((tmp_path,), TEMPLATES, DISCORD, LAST_RESORT)
    with pytest.raises(TemplateAssertionError):
        environment.get_template("refused.md.j2")


def test_values_in_a_text_are_escaped(tmp_path):
    (tmp_path / "refused.md.j2").write_text(
        "# {{ _('Found %(what)s for “%(text)s”.', what=1, text=answer.reason) }}\n\n"
        "{% trans reason=answer.reason %}It is **{{ reason }}**.{% endtrans %}\n"
    )
    reply = Renderer(tmp_path, seconds=LAST_RESORT).render(Refused("*a* %(b)s"))
    assert reply.title == r"Found 1 for “\*a\* %(b)s”."
    assert reply.blocks[0].text == r"It is **\*a\* %(b)s**."


def test_an_operators_template_is_in_the_readers_language(tmp_path):
    path = tmp_path / "refused.md.j2"
    path.write_text("# {{ _('Privacy') }}\n\nHow sad: {{ answer.reason }}\n")
    renderer = Renderer(tmp_path, seconds=LAST_RESORT)
    english = renderer.render(Refused("no"))
    path.write_text("# {{ broken")  # not read until the templates are reloaded
    pseudo = renderer.in_language(Pseudo()).render(Refused("no"))
    assert (english.title, pseudo.title) == ("Privacy", "Ｐｒｉｖａｃｙ")
    assert english.blocks == pseudo.blocks
    assert renderer.problems == ()


def test_a_broken_template_is_reported_once_for_all_languages(tmp_path):
    (tmp_path / "refused.md.j2").write_text("# T\n\n{{ answer.nothing }}\n")
    heard = []
    renderer = Renderer(tmp_path, heard.append, seconds=LAST_RESORT)
    other = renderer.in_language(Pseudo())
    assert other.render(Refused("no")).language == Pseudo()
    assert renderer.in_language(Pseudo()) is other
    assert len(heard) == 1
