"""Statements that are built once and then only executed.

SQLAlchemy takes as long to build a statement as the database takes to answer it, and as long again
to make its rows: with fifteen statements per question that is most of the answer's time. Here
SQLAlchemy writes the SQL once for each kind of database; after that the driver runs it directly.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    String,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.exc import DBAPIError

from briefings.library.bulk import MANY, chunks

THOSE = "those"
"""The parameter that carries any number of values; see `among`."""

Row = tuple[Any, ...]
Among = Callable[[Any], ColumnElement[bool]]
"""Makes the condition that a column has one of the values of `THOSE`."""


def among(dialect: Dialect) -> Among:
    """One parameter for any number of values, so that the statement never changes."""

    def in_sqlite(column: Any) -> ColumnElement[bool]:
        given = func.json_each(bindparam(THOSE, type_=String)).table_valued("value")
        return cast("ColumnElement[bool]", column.in_(select(given.c.value)))

    def in_postgresql(column: Any) -> ColumnElement[bool]:
        wanted = bindparam(THOSE, type_=ARRAY(column.type))
        return cast("ColumnElement[bool]", column == any_(wanted))

    return in_sqlite if dialect.name == "sqlite" else in_postgresql


_Made = tuple[str, Mapping[str, Any], tuple[str, ...] | None]
"""A statement's text, its constant values, and the order of all values if that matters."""
_EVERY: list["Prepared"] = []


def prepare_all(dialect: Dialect) -> None:
    """Build all statements, so that no question waits for that."""
    for statement in _EVERY:
        statement.made(dialect)


class Prepared:
    """A reading statement, for any number of threads.

    Args:
        query: the statement, or a function that makes it from `among`. Every value that differs
            from one execution to the next is a `bindparam`.
    """

    def __init__(self, query: Select[Any] | Callable[[Among], Select[Any]]) -> None:
        _EVERY.append(self)
        self._query = query
        self._made: dict[str, _Made] = {}

    def rows(self, connection: Connection, values: Mapping[str, Any] | None = None) -> list[Row]:
        """The rows, as the driver gives them: in SQLite, true and false are 1 and 0.

        Raises:
            DBAPIError: the database fails.
        """
        sql, fixed, order = self.made(connection.dialect)
        given = {**fixed, **values} if values else fixed
        return execute(connection, sql, [given[name] for name in order] if order else given)

    def those(
        self, connection: Connection, wanted: Iterable[Any], values: Mapping[str, Any] | None = None
    ) -> Iterator[Row]:
        """The rows for these values of `THOSE`; each value counts once."""
        as_json = connection.dialect.name == "sqlite"
        for chunk in chunks(dict.fromkeys(wanted), MANY):
            given = {**(values or {}), THOSE: json.dumps(chunk) if as_json else chunk}
            yield from self.rows(connection, given)

    def made(self, dialect: Dialect) -> _Made:
        """The statement for a kind of database."""
        made = self._made.get(dialect.name)
        if made is None:
            made = self._made[dialect.name] = self._make(dialect)
        return made

    def _make(self, dialect: Dialect) -> _Made:
        query = self._query if isinstance(self._query, Select) else self._query(among(dialect))
        compiled: Any = query.compile(dialect=dialect)
        return str(compiled), compiled.params, tuple(compiled.positiontup or ()) or None


def execute(
    connection: Connection, sql: str, values: Any = (), *, planned_each_time: bool = False
) -> list[Row]:
    """The rows of a statement in the driver's own terms.

    Args:
        planned_each_time: whether the best plan depends so much on the values that PostgreSQL must
            plan the statement each time, instead of once for all values after some executions.

    Raises:
        DBAPIError: the database fails.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    options = {"prepare": False} if planned_each_time and not is_sqlite else {}
    driver: Any = connection.connection.driver_connection if is_sqlite else _cursor(connection)
    try:
        return cast("list[Row]", driver.execute(sql, values, **options).fetchall())
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(sql, None, error) from error


def _cursor(connection: Connection) -> Any:
    """The connection's own cursor: psycopg takes half as long to make one as to use it."""
    cursor = connection.info.get("cursor")
    if cursor is None or cursor.closed:
        driver: Any = connection.connection.driver_connection
        cursor = connection.info["cursor"] = driver.cursor()
    return cursor
