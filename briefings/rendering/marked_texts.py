"""Texts of templates that the catalogues translate.

`_("…")`, `ngettext("…", "…", count)` and `{% trans %}` give a text in the reader's language. The
text is the template's own, so it may contain markup; values put into it are escaped.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import nodes
from jinja2.exceptions import TemplateAssertionError

from briefings.rendering.dialects.dialect import Dialect, Markup
from briefings.translations import (
    Language,
    Message,
    Sentences,
    gettext,
    ngettext,
    npgettext,
    pgettext,
)

MARKS: Mapping[str, int] = {"_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
"""The functions, with the number of texts that each takes before its values."""


class Escaping:
    """Guards whatever is printed, and puts messages into one language."""

    def __init__(self, dialect: Dialect, language: Language) -> None:
        self._dialect = dialect
        self._language = language

    def __call__(self, value: object) -> Markup:
        if isinstance(value, Message | Sentences):
            return Markup(self._language.say(value, self._dialect.escape))
        return self._dialect.escape(value)


def functions(escape: Callable[[object], Markup]) -> Mapping[str, Callable[..., Markup]]:
    """The functions by name."""

    def said(made: Callable[..., Message]) -> Callable[..., Markup]:
        return lambda *texts, **values: escape(made(*texts, **values))

    plain = said(gettext)
    return {
        "_": plain,
        "gettext": plain,
        "ngettext": said(ngettext),
        "pgettext": said(pgettext),
        "npgettext": said(npgettext),
    }


def check_marked(tree: nodes.Template, path: Path) -> None:
    """Refuse to translate anything but a template's own texts: these are not escaped.

    Raises:
        TemplateAssertionError: a value would be translated, or a function is misused.
    """
    called = set()
    for call in tree.find_all(nodes.Call):
        name = call.node
        if not isinstance(name, nodes.Name) or not _is_ours(name):
            continue
        called.add(id(name))
        texts = call.args[: MARKS[name.name]]
        given = call.dyn_args is None and len(texts) == MARKS[name.name]
        if not given or not all(_is_text(text) for text in texts):
            message = f"{name.name}() takes texts in quotation marks, no values"
            raise TemplateAssertionError(message, call.lineno, path.name, str(path))
    for name in tree.find_all(nodes.Name):
        if _is_ours(name) and id(name) not in called:
            message = f"{name.name} can only be called"
            raise TemplateAssertionError(message, name.lineno, path.name, str(path))


def _is_ours(name: nodes.Name) -> bool:
    return name.name in MARKS and name.ctx == "load"


def _is_text(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)
