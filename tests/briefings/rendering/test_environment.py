"""Tags and blocks of templates: a whole line each, guarded exactly once."""

import pytest

from briefings.answers.types import Refused
from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.environment import ReplyEnvironment
from briefings.rendering.sandbox import SandboxedEnvironment

REFUSED = Refused("a_b")


@pytest.mark.parametrize("kind", [ReplyEnvironment, SandboxedEnvironment])
@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% small %}one{% endsmall %}\nnext", "-# one\nnext"),
        ("{% small %}\none\n  {{ answer.reason }}\n{% endsmall %}\nnext", "-# one a\\_b\nnext"),
        ("{% small %}{% if false %}x{% endif %}\n{% endsmall %}\nnext", "next"),
        ("{% item %}{{ answer.reason }}{% enditem %}\n", "- a\\_b\n"),
        ("{% for n in 'xy' %}\n{% item loop.index %}{{ n }}{% enditem %}\n{% endfor %}",
         "1. x\n2. y\n"),
        ("{% filter strong %}{{ answer.reason }}{% endfilter %}", "**a\\_b**"),
        ("{% filter strong | emphasis %}{{ answer.reason }}{% endfilter %}", "***a\\_b***"),
        ("{% macro m() %}{{ answer.reason }}{% endmacro %}{{ m() }}", "a\\_b"),
        ("{{ answer.reason | strong }} {{ 'x' | emphasis }}", "**a\\_b** *x*"),
        ("{{ ('is ' ~ answer.reason) | strong }}", "**is a\\_b**"),
        ("{{ removed_example }} {{ added_example }}", "~~struck~~ **bold**"),
        ("{{ 'daily add' | command }}", "`/daily add`"),
    ],
)  # fmt: skip
def test_a_template_says_what_it_means(tmp_path, kind, source, text):
    (tmp_path / "x.md.j2").write_text(source)
    template = kind((tmp_path,), tmp_path, DISCORD).get_template("x.md.j2")
    values = {"answer": REFUSED, "question": None}
    environment = template.environment
    made = (
        environment.run(template, values)
        if isinstance(environment, SandboxedEnvironment)
        else template.render(values)
    )
    assert made == text
