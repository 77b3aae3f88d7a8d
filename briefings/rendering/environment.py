"""The Jinja environment of replies: the dialect escapes what `{{ … }}` prints.

`ReplyEnvironment` runs the built-in templates, which are trusted; the values they print are not,
and are guarded. Other people's templates run in `sandbox.SandboxedEnvironment`, which has the same
tags, filters and functions.

- Whatever is printed is escaped unless it is already `Markup`; Jinja's own HTML escaping and its
  ``safe`` filter are removed.
- Our own texts are in `_("…")`, `ngettext(…)` or `{% trans %}`, and appear in the reader's
  language.
- `{% small %}…{% endsmall %}` and `{% item %}…{% enditem %}` each make a whole line; line breaks
  within it become spaces, and an empty one is left out.
"""

from collections.abc import Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    nodes,
    pass_context,
    pass_environment,
)
from jinja2.ext import Extension, InternationalizationExtension
from jinja2.filters import make_attrgetter
from jinja2.parser import Parser
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer

from briefings.rendering.compiled import Kept
from briefings.rendering.dialects.dialect import Dialect, Markup
from briefings.rendering.filters import Filters
from briefings.rendering.marked_texts import Escaping, check_marked, functions
from briefings.translations import ENGLISH, Language

SUFFIX = ".md.j2"
BUILT_IN = "built-in/"
"""Prefix under which an override can extend or include the template that it replaces."""
MAX_SOURCE = 64_000
"""Largest template file, in bytes."""

_JINJA_FILTERS = frozenset(
    (
        "abs",
        "capitalize",
        "count",
        "d",
        "default",
        "dictsort",
        "first",
        "float",
        "groupby",
        "int",
        "items",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "reverse",
        "round",
        "select",
        "selectattr",
        "sort",
        "string",
        "sum",
        "title",
        "trim",
        "truncate",
        "unique",
        "upper",
        "wordcount",
    )
)

# Filters that only tags and blocks call: no template can write a name with spaces.
_GUARDED = "text of a block"
_LINES = {"small": "line of small print", "item": "item of a list"}


class ReplyContext(Context):
    """A macro's result was escaped inside it."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        result = super().call(called, *args, **kwargs)
        return Markup(result) if isinstance(called, Macro) else result


class LineTags(Extension):
    """`{% small %}`, `{% item %}` and, numbered, `{% item 3 %}`."""

    tags = set(_LINES)  # noqa: RUF012  # as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        tag = next(parser.stream)
        arguments = []
        if tag.value == "item" and not parser.stream.current.test("block_end"):
            arguments.append(parser.parse_expression())
        body = parser.parse_statements((f"name:end{tag.value}",), drop_needle=True)
        line = nodes.Filter(None, _LINES[tag.value], arguments, [], None, None, lineno=tag.lineno)
        return nodes.FilterBlock(body, line, lineno=tag.lineno)


class ReplyEnvironment(Environment):
    """Renders templates from the first of `folders` that has them, else from `built_in`.

    Args:
        check: called with the length, in characters, of each text that `join` and `~` make.
    """

    context_class = ReplyContext

    def __init__(
        self,
        folders: Iterable[Path],
        built_in: Path,
        dialect: Dialect,
        check: Callable[[int], object] = lambda _: None,
        language: Language = ENGLISH,
        loader: "ReplyLoader | None" = None,
    ) -> None:
        filters, escape = Filters(dialect, language), Escaping(dialect, language)
        super().__init__(
            loader=loader or ReplyLoader((*folders, built_in), built_in),
            extensions=[LineTags, InternationalizationExtension],
            undefined=StrictUndefined,
            finalize=escape,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.kind = f"{type(self).__name__}-{dialect.name}"
        """What tells its compiled templates from those of other environments; they are the same in
        every language."""
        self.newstyle_gettext = True  # values are arguments of the call, so that they are escaped
        self.policies["ext.i18n.trimmed"] = True
        joining = _Joining(escape, check)
        self.filters = {
            **{name: rule for name, rule in self.filters.items() if name in _JINJA_FILTERS},
            "join": joining.by_filter,
            "escape": escape,
            "e": escape,
            _GUARDED: Markup,
            _LINES["small"]: _line(dialect.small),
            _LINES["item"]: _line(dialect.item),
            **filters.by_name(),
            "command": _when_run(filters.command),
        }
        self.globals = {
            "namespace": self.globals["namespace"],
            "concatenate": joining.by_tilde,
            "removed_example": dialect.removed(escape(dialect.removed_example)),
            "added_example": dialect.added(escape(dialect.added_example)),
            **functions(escape),
        }

    def prepared(self, tree: nodes.Template, path: Path) -> nodes.Template:
        """The `tree` of the file `path`, with guarded text staying marked where Jinja would lose
        it.

        Raises:
            TemplateAssertionError: something to translate is not a text of the template itself.
        """
        check_marked(tree, path)
        made: nodes.Template = _Guarded().visit(tree)
        return made


def _when_run(rule: Callable[[str], Markup]) -> Callable[..., Markup]:
    """A filter that Jinja does not run at compile time: its result depends on the language, and
    compiled templates serve all languages."""

    @pass_context
    def run(_: Context, value: str) -> Markup:
        return rule(value)

    return run


def _line(write: Callable[..., Markup]) -> Callable[..., Markup]:
    """A filter that makes a whole line of a block's text, or "" if it is empty."""

    def line(body: str, *arguments: Any) -> Markup:
        text = body.strip()
        if "\n" in text:
            text = " ".join(filter(None, (part.strip() for part in text.split("\n"))))
        return Markup(f"{write(Markup(text), *arguments)}\n") if text else Markup()

    return line


class _Joining:
    """``a ~ b`` and ``join`` for partly guarded text: one guarded part makes the whole guarded."""

    def __init__(self, escape: Callable[[object], Markup], check: Callable[[int], object]) -> None:
        self._escape = escape
        self._check = check

    def by_tilde(self, *parts: object) -> str:
        return self._join(parts)

    @pass_environment
    def by_filter(
        self,
        environment: Environment,
        parts: Iterable[object],
        between: str = "",
        attribute: str | int | None = None,
    ) -> str:
        """Jinja's ``join``; `attribute` works as in ``map``."""
        if attribute is not None:
            parts = map(make_attrgetter(environment, attribute), parts)
        return self._join(parts, between)

    def _join(self, parts: Iterable[object], between: str = "") -> str:
        items = list(parts)
        if any(isinstance(item, Markup) for item in items):
            joined: str = Markup(self._escape(between).join(map(self._escape, items)))
        else:
            joined = between.join(map(str, items))
        self._check(len(joined))
        return joined


class _Guarded(NodeTransformer):
    """Keeps guarded text marked where Jinja would lose the mark."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  # the visitor's naming
        self.generic_visit(node)
        name = nodes.Name("concatenate", "load", lineno=node.lineno)
        return nodes.Call(name, node.nodes, [], None, None, lineno=node.lineno)

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802  # Jinja's name
        self.generic_visit(node)
        if node.filter is None:
            node.filter = _of_block(node.lineno)
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:  # noqa: N802  # Jinja's name
        self.generic_visit(node)
        innermost = node.filter
        while isinstance(innermost.node, nodes.Filter):
            innermost = innermost.node
        innermost.node = _of_block(node.lineno)
        return node


def _of_block(line: int) -> nodes.Filter:
    return nodes.Filter(None, _GUARDED, [], [], None, None, lineno=line)


class TemplateTooLargeError(Exception):
    """A template's file is longer than `MAX_SOURCE`."""


class ReplyLoader(BaseLoader):
    """Finds templates in folders, and caches their content.

    So environments for several languages that share a loader have the same templates.
    """

    def __init__(self, folders: Iterable[Path], built_in: Path) -> None:
        self._folders = tuple(folders)
        self._built_in = built_in
        self._read: dict[Path, bytes] = {}

    def path_of(self, name: str) -> Path:
        """The file that serves `name`.

        Raises:
            TemplateNotFound: there is none, or the name leads out of the folder.
        """
        folders = self._folders
        if name.startswith(BUILT_IN):
            name, folders = name.removeprefix(BUILT_IN), (self._built_in,)
        if "/" in name or "\\" in name or not name.endswith(SUFFIX):
            raise TemplateNotFound(name, f"no such template: {name}")
        for folder in folders:
            path = folder / name
            if path.is_file():
                return path
        raise TemplateNotFound(name, f"no such template: {name}")

    def load(
        self,
        environment: Any,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja's name
    ) -> Template:
        """Read and compile a template.

        Raises:
            TemplateNotFound: there is none with this name.
            TemplateSyntaxError: it is wrong; carries its name and line.
            TemplateTooLargeError: the file is too large.
            OSError, UnicodeDecodeError: it can't be read.
        """
        path = self.path_of(name)
        data = self._read.get(path) or path.read_bytes()
        if len(data) > MAX_SOURCE:
            raise TemplateTooLargeError(f"the file has more than {MAX_SOURCE} bytes")
        self._read[path] = data
        kept = Kept(path, data, environment.kind) if path.parent == self._built_in else None
        code = kept.read() if kept else None
        if code is None:
            tree = environment.parse(data.decode("utf-8-sig"), name, str(path))
            code = environment.compile(environment.prepared(tree, path), name, str(path))
            if kept:
                kept.write(code)
        return Template.from_code(environment, code, globals or {}, None)
