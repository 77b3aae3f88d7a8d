"""Where templates run that somebody else wrote: bounded, and out of reach of all but values.

A template reads attributes and calls filters and macros; methods that could change a record or
grow without bound are out of reach. Loops, calls and the text they make are counted against a
`Budget`.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Template, meta, nodes
from jinja2.exceptions import SecurityError, TemplateAssertionError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from pydantic import BaseModel

from briefings.rendering.dialects.dialect import Dialect, Markup
from briefings.rendering.environment import ReplyEnvironment

VARIABLES = frozenset({"answer", "question"})
MAX_STEPS = 20_000
"""Most turns of loops and calls in one rendering of an override."""
MAX_LENGTH = 1_000_000
"""Longest text that an override may make, in characters."""
MAX_RANGE = 1_000

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


class TooMuchError(Exception):
    """A template runs too long or makes too much text."""


class Budget:
    """What one rendering may still do."""

    __slots__ = ("steps",)

    def __init__(self, steps: int = 0) -> None:
        self.steps = steps

    def step(self) -> None:
        """Take one step.

        Raises:
            TooMuchError: there was none left.
        """
        self.steps -= 1
        if self.steps < 0:
            raise TooMuchError(f"the template takes more than {MAX_STEPS} steps")


class _Running(threading.local):
    """The budget of the rendering that runs in this thread."""

    budget = Budget()


class SandboxedEnvironment(ReplyEnvironment, ImmutableSandboxedEnvironment):
    """Renders templates found in `folders`, the first that has a file winning."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, folders: Iterable[Path], built_in: Path, dialect: Dialect) -> None:
        super().__init__(folders, built_in, dialect, _check_length)
        self.globals |= {"range": _range, "step": self._step}
        self._running = _Running()

    def prepared(self, tree: nodes.Template, path: Path) -> nodes.Template:
        """As `ReplyEnvironment.prepared`, its names checked and its loops counted.

        Raises:
            TemplateAssertionError: there is no filter, test or variable of a name.
        """
        _check_names(tree, self, path)
        made: nodes.Template = _Counted().visit(super().prepared(tree, path))
        return made

    def run(self, template: Template, values: Mapping[str, Any]) -> str:
        """The text that `template` makes of `values`.

        Raises:
            TooMuchError: more than `MAX_STEPS` turns of loops and calls, or more than `MAX_LENGTH`
                characters.
            Exception: whatever the template runs into, with the template's own lines in its
                traceback.
        """
        self._running.budget = Budget(MAX_STEPS)
        pieces, length = [], 0
        for piece in template.generate(values):
            length += len(piece)
            _check_length(length)
            pieces.append(piece)
        return "".join(pieces)

    def _step(self) -> Markup:
        self._running.budget.step()
        return Markup()

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        self._running.budget.step()
        return super().call(context, called, *args, **kwargs)

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


class _Counted(NodeTransformer):
    """Counts each turn of a loop."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 — the visitor's naming
        self.generic_visit(node)
        call = nodes.Call(nodes.Name("step", "load"), [], [], None, None)
        node.body.insert(0, nodes.Output([call], lineno=node.lineno))
        return node


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
