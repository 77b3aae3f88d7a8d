"""The Jinja environment of replies: escapes Markdown by default and bounds what a template does.

A template may come from an operator and its values from articles, so neither is trusted:

- what `{{ … }}` prints is escaped by `markdown.escape` unless it is `Markdown` already; Jinja's
  own HTML escaping and its ``safe`` filter are not there;
- a template reads attributes and calls filters and macros; methods that could change a record or
  grow without bound are out of reach;
- loops, calls and the text they make are counted against a `Budget`.
"""

import threading
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    meta,
    nodes,
    pass_environment,
)
from jinja2.exceptions import SecurityError, TemplateAssertionError
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from pydantic import BaseModel

from briefings.rendering.dialects.discord import Markdown, escape

SUFFIX = ".md.j2"
BUILT_IN = "built-in/"
"""Prefix under which an override can extend or include the template that it replaces."""
VARIABLES = frozenset({"answer", "question"})
MAX_SOURCE = 64_000
"""Largest template file, in bytes."""
MAX_STEPS = 20_000
"""Most turns of loops and calls in one rendering of an override."""
MAX_LENGTH = 1_000_000
"""Longest text that an override may make, in characters."""
MAX_RANGE = 1_000

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
_METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(
        (
            "capitalize",
            "count",
            "endswith",
            "isdigit",
            "lower",
            "lstrip",
            "removeprefix",
            "removesuffix",
            "rstrip",
            "split",
            "startswith",
            "strip",
            "title",
            "upper",
        )
    ),
    dict: frozenset({"get", "items", "keys", "values"}),
    LoopContext: frozenset({"changed", "cycle", "__call__"}),
}


_BLOCK = "text of a set block"
"""Marks what a ``{% set x %}`` block made as guarded. No template can write a name with spaces."""


class TooMuchError(Exception):
    """A template runs too long or makes too much text."""


class Budget:
    """What one rendering may still do; None for `steps` is without bound."""

    __slots__ = ("steps",)

    def __init__(self, steps: int | None = None) -> None:
        self.steps = steps

    def step(self) -> None:
        """Take one step.

        Raises:
            TooMuchError: there was none left.
        """
        if self.steps is not None:
            self.steps -= 1
            if self.steps < 0:
                raise TooMuchError(f"the template takes more than {MAX_STEPS} steps")


class _Running(threading.local):
    """The budget of the rendering that runs in this thread."""

    budget = Budget()


class ReplyEnvironment(ImmutableSandboxedEnvironment):
    """Renders templates found in `folders`, the first that has a file winning."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, folders: Iterable[Path], built_in: Path, filters: Mapping[str, Any]) -> None:
        super().__init__(
            loader=ReplyLoader((*folders, built_in), built_in),
            undefined=StrictUndefined,
            finalize=escape,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.filters = {
            **{name: rule for name, rule in self.filters.items() if name in _JINJA_FILTERS},
            "join": _join_filter,
            "escape": escape,
            "e": escape,
            _BLOCK: Markdown,
            **filters,
        }
        self.globals = {
            "range": _range,
            "namespace": self.globals["namespace"],
            "step": self._step,
            "concatenate": _concatenate,
        }
        self._running = _Running()

    def run(self, template: Template, values: Mapping[str, Any], steps: int | None) -> str:
        """The text that `template` makes of `values`.

        Args:
            steps: how many turns of loops and calls are allowed; None for any number, in which
                case the text may have any length, too.

        Raises:
            TooMuchError: more steps or text than allowed.
            Exception: whatever the template runs into, with the template's own lines in its
                traceback.
        """
        self._running.budget = Budget(steps)
        if steps is None:
            return template.render(values)
        pieces, length = [], 0
        for piece in template.generate(values):
            length += len(piece)
            _check_length(length)
            pieces.append(piece)
        return "".join(pieces)

    def _step(self) -> Markdown:
        self._running.budget.step()
        return Markdown()

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call for a template; what a macro returns was escaped inside it."""
        self._running.budget.step()
        result = super().call(context, called, *args, **kwargs)
        return Markdown(result) if isinstance(called, Macro) else result

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Nearly all that templates read is a record's own field; those need no further look.
        kind: type = type(obj)
        if attribute in _fields_of(kind):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if not callable(value) or isinstance(value, Macro):
            return True
        return any(isinstance(obj, kind) and attr in names for kind, names in _METHODS.items())

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and isinstance(left, (str, list, tuple)):
            _check_length(len(left) + len(right))
        elif not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
            raise SecurityError(f"{operator} works on numbers only")
        elif operator == "**" or max(abs(left), abs(right)) > 1e12:
            raise SecurityError("numbers get too large")
        return super().call_binop(context, operator, left, right)


@cache
def _fields_of(kind: type) -> frozenset[str]:
    """The public fields and properties of a dataclass or model, none of anything else."""
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
    elif issubclass(kind, BaseModel):
        names = list(kind.model_fields)
    else:
        return frozenset()
    computed = (name for name, value in vars(kind).items() if isinstance(value, property))
    return frozenset(name for name in (*names, *computed) if not name.startswith("_"))


def _check_length(length: int) -> None:
    if length > MAX_LENGTH:
        raise TooMuchError(f"the template makes more than {MAX_LENGTH} characters")


def _range(*arguments: int) -> range:
    numbers = range(*arguments)
    if len(numbers) > MAX_RANGE:
        raise TooMuchError(f"the range has more than {MAX_RANGE} numbers")
    return numbers


def _concatenate(*parts: object) -> str:
    """``a ~ b``: stays guarded as soon as one part is."""
    return _join(parts)


@pass_environment
def _join_filter(
    environment: Environment,
    parts: Iterable[object],
    between: str = "",
    attribute: str | int | None = None,
) -> str:
    """Jinja's ``join`` for text that is partly guarded; `attribute` is read as by ``map``."""
    if attribute is not None:
        parts = map(make_attrgetter(environment, attribute), parts)
    return _join(parts, between)


def _join(parts: Iterable[object], between: str = "") -> str:
    """Join `parts`, escaping those that are plain where any is Markdown."""
    items = list(parts)
    if any(isinstance(item, Markdown) for item in items):
        joined: str = Markdown(escape(between).join(escape(item) for item in items))
    else:
        joined = between.join(str(item) for item in items)
    _check_length(len(joined))
    return joined


class _Guarded(NodeTransformer):
    """Count each turn of a loop, and keep the mark of guarded text where Jinja would lose it."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 — the visitor's naming
        self.generic_visit(node)
        call = nodes.Call(nodes.Name("step", "load"), [], [], None, None)
        node.body.insert(0, nodes.Output([call], lineno=node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        name = nodes.Name("concatenate", "load", lineno=node.lineno)
        return nodes.Call(name, node.nodes, [], None, None, lineno=node.lineno)

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if node.filter is None:
            node.filter = nodes.Filter(None, _BLOCK, [], [], None, None, lineno=node.lineno)
        return node


class ReplyLoader(BaseLoader):
    """Finds templates in folders and checks their names before anything is rendered."""

    def __init__(self, folders: Iterable[Path], built_in: Path) -> None:
        self._folders = tuple(folders)
        self._built_in = built_in

    def path_of(self, name: str) -> Path:
        """The file that serves `name`.

        Raises:
            TemplateNotFound: there is none, or the name leaves the folder.
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
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 — Jinja's name
    ) -> Template:
        """Read, check and compile a template.

        Raises:
            TemplateNotFound: there is none of this name.
            TemplateSyntaxError: it is wrong; carries its name and line.
            TooMuchError: the file is too large.
            OSError, UnicodeDecodeError: it can't be read.
        """
        path = self.path_of(name)
        data = path.read_bytes()
        if len(data) > MAX_SOURCE:
            raise TooMuchError(f"the file has more than {MAX_SOURCE} bytes")
        tree = environment.parse(data.decode("utf-8-sig"), name, str(path))
        _check_names(tree, environment, path)
        code = environment.compile(_Guarded().visit(tree), name, str(path))
        return Template.from_code(environment, code, globals or {}, None)


def _check_names(tree: nodes.Template, environment: Any, path: Path) -> None:
    """Refuse names that no rendering could know, also in branches that a trial misses."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if node.name not in known:
            kind = type(node).__name__.lower()
            message = f"no {kind} named {node.name!r}"
            raise TemplateAssertionError(message, node.lineno, path.name, str(path))
    if path.name.startswith("_"):  # a part: whoever includes it may set variables for it
        return
    variables = list(tree.find_all(nodes.Name))
    # What is set in one branch only counts as undeclared for Jinja; a trial decides on that.
    own = {variable.name for variable in variables if variable.ctx != "load"}
    known = VARIABLES | own | environment.globals.keys()
    unknown = meta.find_undeclared_variables(tree) - known
    for variable in variables:
        if variable.name in unknown:
            message = f"{variable.name!r} is undefined: a template has answer and question"
            raise TemplateAssertionError(message, variable.lineno, path.name, str(path))
