"""An operator's templates: used if they work, reported if they don't."""

import pytest

from briefings.answers.types import Refused
from briefings.rendering.budget import MAX_STEPS, Budget, TooMuchError
from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.renderer import TEMPLATES, Renderer, TemplateProblem
from briefings.rendering.samples import samples
from briefings.rendering.sandbox import SandboxedEnvironment
from tests.waiting import LAST_RESORT

REFUSED = samples()["refused"][0]
GROWING = "# T\n\n{% set t = namespace(x='ab') %}\n{% for n in range(99) %}\n"
NESTING = "# T\n\n{% set t = namespace(x=[1, 2]) %}\n{% for n in range(99) %}\n"
KNOT = "# T\n\n{% set t = namespace() %}{% set l = [t, t] %}{% set t.x = l %}\n"
LONG = "# T\n\n{% set x = range(1000) | join('a' ~ range(99) | join) %}\n"
TURNS = "{% for n in range(999) %}\n{% for m in range(99) %}"
BUILT_INS = Renderer()
BUILT_IN = BUILT_INS.render(REFUSED)


def with_templates(folder, **files: str) -> Renderer:
    for name, text in files.items():
        (folder / f"{name}.md.j2").write_text(text)
    return Renderer(folder, seconds=LAST_RESORT)


def test_a_file_of_the_same_name_replaces_a_template(tmp_path):
    renderer = with_templates(tmp_path, refused="# No\n\n{{ answer.reason }}")
    assert renderer.problems == ()
    reply = renderer.render(Refused("*too* long"))
    assert (reply.title, reply.blocks[0].text) == ("No", r"\*too\* long")
    assert renderer.render(samples()["help"][0]) == BUILT_INS.render(samples()["help"][0])


def test_an_override_can_extend_the_replaced_template_and_use_its_parts(tmp_path):
    renderer = with_templates(
        tmp_path,
        refused='{% include "built-in/refused.md.j2" +%}\n\n{% include "_foot.md.j2" %}\n',
        _foot="-# Our server's rules apply.",
    )
    assert renderer.problems == ()
    reply = renderer.render(REFUSED)
    assert reply.title == BUILT_IN.title
    assert reply.blocks[-1].text == "-# Our server's rules apply."


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("# T\n\n{{ answer.reason }\n", 3, "unexpected '}'"),
        ("# T\n{% if answer %}\nx", 3, "Unexpected end of template"),
        ("# T\n\n{{ answer.reson }}", 3, "has no attribute 'reson'"),
        ("# T\n\nx\n{{ nothing }}", 4, "'nothing' is undefined"),
        ("# T\n\nx\n{% if false %}{{ nothing }}{% endif %}", 4, "'nothing' is undefined"),
        ("# T\n\n{{ answer.reason | shout }}", 3, "no filter named 'shout'"),
        ("# T\n\n{% if false %}\n{{ answer.reason | safe }}{% endif %}", 4, "named 'safe'"),
        ("# T\n\n{{ answer.reason is loud }}", 3, "no test named 'loud'"),
        ("no title\n\n{{ answer.reason }}", 1, "first line must be the title"),
        ("# only a title", 1, "nothing below the title"),
        ('# T\n\n{% include "../secret.md.j2" %}', 3, "no such template"),
        ('# T\n\n{% include "secret.txt" %}', 3, "no such template"),
        ('# T\n\n{% include "_none.md.j2" %}', 3, "no such template"),
        ("# T\n\n{% set x | upper %}a{% endset %}{{ x.nothing }}", 3, "no attribute 'nothing'"),
        ("# T\n\n{{ 1 / 0 }}", 3, "division by zero"),
        ("# T\n\n{{ answer.reason.__class__ }}", 3, "unsafe"),
        ("# T\n\n{{ answer.reason.join(['a']) }}", 3, "unsafe"),
        ("# T\n\n{{ [range] | join(attribute='__globals__') }}", 3, "unsafe"),
        ("# T\n\n{{ take_step(-99999) }}", 3, "'take_step' is undefined"),
        ("# T\n\n{{ environment.take_step(-99999) }}", 3, "'environment' is undefined"),
        ("# T\n\n{{ answer.reason * 9 }}", 3, "numbers only"),
        ("# T\n\n{{ 9 ** 9 }}", 3, "too large"),
        ("# T\n\n{{ range(9999) | length }}", 3, "more than 1000 numbers"),
        ("# T\n\nx\n{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
         4, "more than 100000 steps"),
        ("# T\n\n{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(1) }}", 3, ""),
        (f"{GROWING}{{% set t.x = t.x ~ t.x %}}{{% endfor %}}", 5, "more than 1000000 char"),
        (f"{GROWING}{{% set t.x = t.x + t.x %}}{{% endfor %}}", 5, "more than 1000000 char"),
        ("# T\n" + "x" * 70_000, 1, "more than 64000 bytes"),
        ("# T\n\n{{ '{:>999999999}'.format(1) }}", 3, "unsafe"),
        ("# T\n\n{{ '{x:>999999999}'.format_map({'x': 1}) }}", 3, "unsafe"),
        ("# T\n\n{{ '%999999999d' % 1 }}", 3, "numbers only"),
        ("# T\n\n{{ [[1], [2]] | sum(start=[]) }}", 3, "numbers only"),
        ("# T\n\n{{ [answer] | sum(attribute='reason') }}", 3, "takes no attribute"),
        (f"{NESTING}{{% set t.x = [t.x, t.x] %}}{{% endfor %}}", 5, "more than 20000 items"),
        (f"{NESTING}{{% set t.x = (t.x, t.x) %}}{{% endfor %}}", 5, "more than 20000 items"),
        (f"{NESTING}{{% set t.x = {{1: t.x, 2: t.x}} %}}{{% endfor %}}", 5, "20000 items"),
        (f"{NESTING}{{% set t.x = namespace(a=t.x, b=t.x) %}}{{% endfor %}}", 5, "20000 items"),
        (f"{NESTING}{{% set t.x = [t.x] | list + [t.x] | list %}}{{% endfor %}}", 5, "20000 items"),
        (f"{NESTING}{{% set t.x = {{1: t.x, 2: t.x}}.items() %}}{{% endfor %}}", 5, "20000 items"),
        (f"{KNOT}{{{{ l | string }}}}", 4, "more than 20000 items"),
        (f"{KNOT}{{{{ l }}}}", 4, "more than 20000 items"),
        (f"{KNOT}{{% if l == [] %}}{{% endif %}}", 4, "more than 20000 items"),
        (f"{LONG}{{% set y = x | list %}}", 4, "more than 20000 items"),
        (f"{LONG}{{% set y = (x + x).split('9') %}}", 4, "more than 20000 items"),
        (f"{LONG}{{% set y = [x, x, x, x, x, x] | join %}}", 4, "more than 1000000 char"),
        (f"{LONG}{{{{ [[x, x, x], [x, x, x]] }}}}", 4, "more than 1000000 char"),
        *((f"{LONG}{TURNS}{body}{{% endfor %}}{{% endfor %}}", 5, "more than 100000 steps")
          for body in (
              "{% set y = x | upper %}", "{% set y = x.upper() %}", "{% set y = x[1:] %}",
              "{% if x == x %}{% endif %}", "{% if x in x %}{% endif %}",
              "{% if x is lower %}{% endif %}", "{% set y = x + '' %}", "{% set y = x ~ '' %}",
              "{% set y = [x] | map('upper') | list %}", "{% set y = [[x]] | map('sort') | list %}",
              "{% set y = [x] | sort %}", "{% set y = [x, x] | unique | list %}",
          )),
        *((f"# T\n\nx\n{own}{TURNS}{{% endfor %}}{{% endfor %}}{end}", 5, "more than 100000 steps")
          for own, end in (
              ("{% set take_step = range %}{% set weighed = range %}", ""),
              ("{% with take_step = range, weighed = range %}", "{% endwith %}"),
              ("{% for take_step, weighed in [[range, range]] %}", "{% endfor %}"),
              ("{% macro take_step(n) %}{% endmacro %}", ""),
              ("{% set environment = namespace(take_step=range) %}", ""),
          )),
        (f"# T\n\nx\n{TURNS}{'{% if n %}{% endif %}' * 300}{{% endfor %}}{{% endfor %}}",
         5, "more than 100000 steps"),
    ],
)  # fmt: skip
def test_a_broken_template_is_reported_by_name_and_line_and_the_built_in_used(
    tmp_path, text, line, message
):
    renderer = with_templates(tmp_path, refused=text)
    (problem,) = renderer.problems
    assert (problem.name, problem.line) == ("refused.md.j2", line)
    assert message in str(problem.message)
    assert "\n" not in str(problem)
    assert renderer.render(REFUSED) == BUILT_IN


def test_a_macros_steps_count_at_each_call(tmp_path):
    busy = "{% macro m(a) %}" + "{% if a %}{% endif %}" * 300 + "{% endmacro %}"
    calls = "{% for n in range(60) %}{% for m in range(60) %}{{ m(n) }}{% endfor %}{% endfor %}"
    text = f"# T\n\n{busy}\n{calls.replace('for m', 'for k')}"
    renderer = with_templates(tmp_path, refused=text)
    assert "more than 100000 steps" in str(renderer.problems[0].message)


def test_text_that_grows_too_long_in_many_small_pieces_is_stopped(tmp_path):
    piece = "x" * 1_200
    renderer = with_templates(
        tmp_path, refused=f"# T\n{{% for n in range(999) %}}{piece}{{% endfor %}}"
    )
    assert "more than 1000000 characters" in str(renderer.problems[0].message)


def test_a_non_text_file_is_reported(tmp_path):
    (tmp_path / "refused.md.j2").write_bytes(b"# T\n\xff")
    assert "utf-8" in str(Renderer(tmp_path).problems[0].message)


def test_a_part_at_fault_is_named_and_only_replies_that_use_it_fall_back(tmp_path):
    renderer = with_templates(tmp_path, _parts="{% macro source_list(references) %}\n{{ 1/0 }}\n"
                              "{% endmacro %}{% macro utterance(said, speaker=true) %}said\n\n"
                              "{% endmacro %}{% macro counted(counts) %}few{% endmacro %}"
                              "{% macro wordings(said) %}{% endmacro %}"
                              "{% macro stand(a, b, c) %}so{% endmacro %}")  # fmt: skip
    assert {(problem.name, problem.line) for problem in renderer.problems} == {("_parts.md.j2", 2)}
    brief, quotes = samples()["brief"][0], samples()["quotes"][0]
    assert renderer.render(brief) == BUILT_INS.render(brief)
    assert renderer.render(quotes).blocks[1].text == "said"


def test_an_unknown_reply_name_is_reported_with_the_nearest(tmp_path):
    renderer = with_templates(tmp_path, breif="# T\n\nx", zzz="# T\n\nx")
    assert [str(problem) for problem in renderer.problems] == [
        "breif.md.j2:1: no reply has this name; did you mean brief.md.j2?",
        "zzz.md.j2:1: no reply has this name",
    ]


def test_a_missing_folder_is_reported(tmp_path):
    (problem,) = Renderer(tmp_path / "gone").problems
    assert problem == TemplateProblem("gone", 1, "can't be read: No such file or directory")


def test_an_override_that_fails_on_a_real_answer_is_reported_once(tmp_path):
    renderer = with_templates(
        tmp_path, refused="# T\n\n{{ 1 / (0 if 'now' in answer.reason else 1) }}"
    )
    assert renderer.problems == ()
    for _ in range(3):
        assert renderer.render(Refused("now")) == BUILT_INS.render(Refused("now"))
    assert [(problem.line, str(problem.message)) for problem in renderer.problems] == [
        (3, "Python says: division by zero")
    ]
    assert renderer.render(Refused("later")).blocks[0].text == "1.0"


def test_text_joined_by_a_template_is_escaped_exactly_once(tmp_path):
    renderer = with_templates(
        tmp_path,
        refused="""# T
{% macro bold(x) %}**{{ x }}**{% endmacro %}
{% set block %}<{{ answer.reason }}>{% endset %}
{% set upper %}{% filter upper %}{{ answer.reason }}{% endfilter %}{% endset %}

{{ bold(answer.reason) }}
{{ block }}
{{ bold(answer.reason) ~ answer.reason ~ 1 }}
{{ answer.reason ~ "*" }}
{{ [bold(answer.reason), answer.reason] | join("*") }}
{{ [answer.reason, answer.reason] | join("*") }}
{{ [answer] | join("", attribute="reason") }}
{{ answer.reason.upper() | escape }}
{{ upper }}
{{ [1, 2] | map("plural", "hit") | join(", ") }}
{% for n in [1, 2] %}{{ loop.cycle("a", "b") }}{% endfor %} {{ {"k": "v"}.get("k") }} {{ 2 * 7 }}
""",
    )
    assert renderer.problems == ()
    assert renderer.render(Refused("a_b")).blocks[0].text.split("\n") == [
        r"**a\_b**",
        r"<a\_b>",
        r"**a\_b**a\_b1",
        r"a\_b\*",
        r"**a\_b**\*a\_b",
        r"a\_b\*a\_b",
        r"a\_b",
        r"A\_B",
        r"A\_B",
        "1 hit, 2 hits",
        "ab v 14",
    ]


def test_a_slow_template_with_few_steps_is_stopped():
    seconds = iter((0.0, 1.0, 2.5))
    budget = Budget(10_000, 2.0, lambda: next(seconds))
    for _ in range(3):
        budget.take(40)
    with pytest.raises(TooMuchError, match="more than 2 seconds"):
        budget.take(100)


def test_a_template_that_takes_longer_than_its_renderer_allows_is_stopped(tmp_path):
    turns = "{% for n in range(99) %}{% endfor %}"
    (tmp_path / "refused.md.j2").write_text(f"# T\n\nx\n{turns}")
    (problem,) = Renderer(tmp_path, seconds=0.0).problems
    assert (problem.line, str(problem.message)) == (4, "the template takes more than 0 seconds")
    assert Renderer(tmp_path, seconds=LAST_RESORT).problems == ()


def test_the_built_in_templates_are_far_from_the_limits():
    """Otherwise an operator's copy with one line changed would not work."""
    environment = SandboxedEnvironment((), TEMPLATES, DISCORD, LAST_RESORT)
    for name, answers in samples().items():
        template = environment.get_template(name + ".md.j2")
        for answer in answers:
            environment.run(template, {"answer": answer, "question": None})
            assert environment._running.budget.steps > MAX_STEPS * 0.9
