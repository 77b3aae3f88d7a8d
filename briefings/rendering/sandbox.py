"""Runs templates that somebody else wrote: bounded, and able to reach only values.

A template reads attributes and calls filters and macros; methods that could change a record or grow
without bound are out of reach. Whatever takes time in proportion to a value (a loop, a call, a
filter, a test, a comparison, building a list) counts against a `Budget` by the size of that value,
and no value may be larger than `weigh` allows. So each operation is short, and their total is
bounded.
"""

import threading
from collections.abc import (
    Callable,
    Iterable,
    Iterator,
    Mapping,
)
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Any, cast

from jinja2 import Template, meta, nodes
from jinja2.exceptions import SecurityError, TemplateAssertionError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from pydantic import BaseModel

from briefings.rendering.budget import (
    MAX_RANGE,
    MAX_SECONDS,
    MAX_STEPS,
    PER_STEP,
    Budget,
    TooMuchError,
    check_length,
    weigh,
)
from briefings.rendering.dialects.dialect import Dialect, Markup
from briefings.rendering.environment import ReplyEnvironment, ReplyLoader
from briefings.rendering.marked_texts import Escaping
from briefings.rendering.sayable import SayableError
from briefings.translations import ENGLISH, Language, Message, gettext

VARIABLES = frozenset({"answer", "question"})
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


class _Running(threading.local):
    """The budget of the rendering in this thread."""

    budget = Budget()


class SandboxedEnvironment(ReplyEnvironment, ImmutableSandboxedEnvironment):
    """Renders templates from the first of `folders` that has them.

    Args:
        seconds: most processor time of one rendering.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        folders: Iterable[Path],
        built_in: Path,
        dialect: Dialect,
        seconds: float = MAX_SECONDS,
        language: Language = ENGLISH,
        loader: ReplyLoader | None = None,
    ) -> None:
        super().__init__(folders, built_in, dialect, check_length, language, loader)
        self._seconds = seconds
        self.globals["range"] = _range
        self._running = _Running()
        self.filters = self._all_counted(self.filters)
        self.filters["sum"] = self._counted(_sum)
        self.tests = self._all_counted(self.tests)
        self.finalize = self._printed(Escaping(dialect, language))

    def prepared(self, tree: nodes.Template, path: Path) -> nodes.Template:
        """Like `ReplyEnvironment.prepared`, with names checked and loops counted.

        Raises:
            TemplateAssertionError: there is no filter, test or variable with that name.
        """
        _check_names(tree, self, path)
        made: nodes.Template = _Counted().visit(super().prepared(tree, path))
        return made

    def run(self, template: Template, values: Mapping[str, Any]) -> str:
        """The text that `template` makes of `values`.

        Raises:
            TooMuchError: more than `MAX_STEPS`, more than `MAX_LENGTH` characters, too long.
            Exception: any error of the template, with the template's own lines in its traceback.
        """
        self._running.budget = Budget(MAX_STEPS, self._seconds)
        pieces, length = [], 0
        for piece in template.generate(values):
            length += len(piece)
            check_length(length)
            pieces.append(piece)
        return "".join(pieces)

    def take_step(self, nodes_in_it: int) -> Markup:
        """Take the steps for a loop body of `nodes_in_it` nodes; prints nothing."""
        self._running.budget.take(1 + nodes_in_it // PER_STEP)
        return Markup()

    def weighed(self, value: Any) -> Any:
        """The value itself, once its size has been counted."""
        self._running.budget.take(1 + weigh(value))
        return value

    def _all_counted(self, rules: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._counted(rule) for name, rule in rules.items()}

    def _counted(self, rule: Callable[..., Any]) -> Callable[..., Any]:
        """A filter or test that takes steps for its arguments and its result."""

        @wraps(rule)
        def counted(*args: Any, **kwargs: Any) -> Any:
            take = self._running.budget.take
            take(1 + sum(map(weigh, args)) + sum(map(weigh, kwargs.values())))
            made = rule(*args, **kwargs)
            if isinstance(made, Iterator):
                return self._one_by_one(made)
            take(weigh(made))
            return made

        return counted

    def _one_by_one(self, items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            self._running.budget.take()
            yield item

    @staticmethod
    def _printed(escape: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def printed(value: Any) -> Any:
            if not isinstance(value, str):
                weigh(value)  # before it becomes text
            return escape(value)

        return printed

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        take = self._running.budget.take
        take(1 + sum(map(weigh, args)) + sum(map(weigh, kwargs.values())))
        take(weigh(getattr(called, "__self__", None)))  # a method iterates over its object
        made = super().call(context, called, *args, **kwargs)
        take(weigh(made))
        return made

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ARG002  # Jinja's
        """None: there is no `format`, whose widths are unbounded."""
        return None

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Templates mostly read a record's own fields, which need no further check.
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
            check_length(len(left) + len(right))
            return self.weighed(super().call_binop(context, operator, left, right))
        if not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
            raise ForbiddenError(gettext("%(name)s works on numbers only", name=operator))
        if operator == "**" or max(abs(left), abs(right)) > 1e12:
            raise ForbiddenError(gettext("numbers get too large"))
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


def _range(*arguments: int) -> range:
    numbers = range(*arguments)
    if len(numbers) > MAX_RANGE:
        raise TooMuchError(gettext("the range has more than %(most)s numbers", most=str(MAX_RANGE)))
    return numbers


def _sum(items: Iterable[Any], attribute: str | None = None, start: Any = 0) -> Any:
    """Jinja's ``sum``, only for numbers: lists would be copied again at each step."""
    if attribute is not None:
        raise ForbiddenError(gettext("sum takes no attribute: write map(attribute=…) before it"))
    total = start
    for item in (start, *items):
        if not isinstance(item, (int, float)):
            raise ForbiddenError(gettext("%(name)s works on numbers only", name="sum"))
    return total + sum(items)


class ForbiddenError(SayableError, SecurityError):
    """A template does something forbidden."""


class UnknownNameError(SayableError, TemplateAssertionError):
    """A template uses a name that no rendering knows."""

    def __init__(self, what: Message, line: int, path: Path) -> None:
        TemplateAssertionError.__init__(self, str(what), line, path.name, str(path))
        self.what = what


class _Counted(NodeTransformer):
    """Counts steps for whatever costs time without calling a filter, test or function."""

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802  # the visitor's naming
        return self._counted_body(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802  # Jinja names it
        return self._counted_body(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802  # Jinja names it
        return self._counted_body(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802  # Jinja names it
        return self._counted_body(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802  # Jinja names it
        return self._counted_body(node)

    def _counted_body(self, node: Any) -> nodes.Node:
        size = sum(1 for part in node.body for _ in part.find_all(nodes.Node))
        self.generic_visit(node)
        node.body.insert(
            0, nodes.Output([_called("take_step", nodes.Const(size))], lineno=node.lineno)
        )
        return cast("nodes.Node", node)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802  # Jinja names it
        self.generic_visit(node)
        node.expr = _weighed(node.expr)
        for operand in node.ops:
            operand.expr = _weighed(operand.expr)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802  # Jinja names it
        self.generic_visit(node)
        return _weighed(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802  # Jinja names it
        self.generic_visit(node)
        return _weighed(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802  # Jinja names it
        self.generic_visit(node)
        return _weighed(node) if node.ctx == "load" else node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802  # Jinja names it
        self.generic_visit(node)
        return _weighed(node) if isinstance(node.arg, nodes.Slice) else node


def _weighed(node: nodes.Expr) -> nodes.Expr:
    """`node` with its value weighed, unless it is a constant of the template itself."""
    return node if isinstance(node, nodes.Const) else _called("weighed", node)


def _called(method: str, argument: nodes.Expr) -> nodes.Call:
    """A call of the environment's method, without a name that a template could call or redefine."""
    called = nodes.EnvironmentAttribute(method)
    return nodes.Call(called, [argument], [], None, None, lineno=argument.lineno)


def _check_names(tree: nodes.Template, environment: Any, path: Path) -> None:
    """Refuse names that no rendering knows, even in branches that a trial misses."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if node.name not in known:
            what = (
                gettext("no filter named '%(name)s'", name=node.name)
                if isinstance(node, nodes.Filter)
                else gettext("no test named '%(name)s'", name=node.name)
            )
            raise UnknownNameError(what, node.lineno, path)
    if path.name.startswith("_"):  # a part: the including template may set variables for it
        return
    variables = list(tree.find_all(nodes.Name))
    # Jinja calls a variable set in only one branch undeclared; a trial decides about it.
    own = {variable.name for variable in variables if variable.ctx != "load"}
    known = VARIABLES | own | environment.globals.keys()
    unknown = meta.find_undeclared_variables(tree) - known
    for variable in variables:
        if variable.name in unknown:
            what = gettext(
                "'%(name)s' is undefined: a template has answer and question", name=variable.name
            )
            raise UnknownNameError(what, variable.lineno, path)
