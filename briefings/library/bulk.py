"""Reads and writes many rows at a time, in each database's quickest way."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Connection,
    Delete,
    LargeBinary,
    Select,
    String,
    Table,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.exc import DBAPIError

CHUNK = 500
"""How many values one statement takes; SQLite's limit was long 999 variables."""

MANY = 10_000
"""How many values one parameter carries."""

STATEMENTS = 256
"""How many statements are cached: building one takes longer than SQLite's answer."""

T = TypeVar("T")


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    chunk: list[T] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def select_in(
    connection: Connection, query: Select[Any], column: Any, values: Iterable[Any]
) -> Iterator[Any]:
    """The rows of `query` whose `column` has one of the values."""
    statement: Select[Any] | None = None
    for chunk in chunks(dict.fromkeys(values), MANY):
        if statement is None:
            statement = query.where(_among(connection.dialect.name, column))
        yield from connection.execute(statement, {"wanted": _given(connection, chunk)}).all()


def delete_in(connection: Connection, table: Table, column: Any, values: Iterable[Any]) -> None:
    """Delete the rows whose `column` has one of the values."""
    statement = _deletion(connection.dialect.name, table, column)
    for chunk in chunks(dict.fromkeys(values), MANY):
        connection.execute(statement, {"wanted": _given(connection, chunk)})


@lru_cache(maxsize=STATEMENTS)
def _deletion(dialect: str, table: Table, column: Any) -> Delete:
    return table.delete().where(_among(dialect, column))


@lru_cache(maxsize=STATEMENTS)
def _among(dialect: str, column: Any) -> ColumnElement[bool]:
    """A condition: the column has one of the values in the parameter "wanted".

    One statement serves any number of values: with a parameter for each it would be built and
    prepared again for each number.
    """
    if dialect == "sqlite":
        given = func.json_each(bindparam("wanted", type_=String)).table_valued("value")
        return cast("ColumnElement[bool]", column.in_(select(given.c.value)))
    wanted = bindparam("wanted", type_=ARRAY(column.type))
    return cast("ColumnElement[bool]", column == any_(wanted))


def _given(connection: Connection, values: list[Any]) -> Any:
    return json.dumps(values) if connection.dialect.name == "sqlite" else values


def select_keyed(
    connection: Connection,
    table: Table,
    keys: Sequence[str],
    rows: Sequence[Sequence[Any]],
    columns: Sequence[str],
) -> Sequence[Any]:
    """Columns of the rows whose `keys` have one of these combinations of values.

    For ``(a, b) IN ((1, 2), …)`` SQLite reads the whole table.
    """
    if not rows:
        return ()
    same = " AND ".join(f"t.{key} = {_place(connection, n)}" for n, key in enumerate(keys))
    names = ", ".join(f"t.{column}" for column in columns)
    source, values = _together(connection, table, keys, rows)
    # CROSS JOIN makes SQLite go through the given values and look each up.
    statement = f"SELECT {names} FROM {source} CROSS JOIN {table.name} t WHERE {same}"  # noqa: S608  # names of ours
    return connection.exec_driver_sql(statement, values).all()


def delete_keyed(
    connection: Connection,
    table: Table,
    keys: Sequence[str],
    rows: Sequence[Sequence[Any]],
    also: str = "TRUE",
) -> None:
    """Delete the rows whose `keys` have one of these combinations of values.

    Args:
        also: a further condition, in SQL.
    """
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        same = " AND ".join(f"{key} = ?" for key in keys)
        statement = f"DELETE FROM {table.name} WHERE {same} AND {also}"  # noqa: S608  # names of ours
        connection.exec_driver_sql(statement, [tuple(row) for row in rows])
        return
    same = " AND ".join(f"t.{key} = {_place(connection, n)}" for n, key in enumerate(keys))
    source, values = _together(connection, table, keys, rows)
    statement = f"DELETE FROM {table.name} t USING {source} WHERE {same} AND {also}"  # noqa: S608  # names of ours
    connection.exec_driver_sql(statement, values)


def _place(connection: Connection, number: int) -> str:
    """One of the values of a combination; see `_together`."""
    if connection.dialect.name == "sqlite":
        return f"json_extract(given.value, '$[{number}]')"
    return f"given.v{number}"


def _together(
    connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Sequence[Any]]
) -> tuple[str, tuple[Any, ...]]:
    """Combinations of values as a table, and the parameters that carry them."""
    if connection.dialect.name == "sqlite":
        return "json_each(?) given", (json.dumps([list(row) for row in rows]),)
    holders = ", ".join(f"%s::{_array(table.c[key])}" for key in keys)
    names = ", ".join(f"v{number}" for number in range(len(keys)))
    values = tuple(list(column) for column in zip(*rows, strict=True))
    return f"unnest({holders}) AS given ({names})", values


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows with the same columns, at least two."""
    if rows:
        columns = tuple(rows[0])
        insert_values(connection, table, columns, list(map(itemgetter(*columns), rows)))


def insert_values(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Insert rows, each with the values of `columns` in the driver's own types."""
    if not rows:
        return
    names = ", ".join(columns)
    if connection.dialect.name == "sqlite":
        holders = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({holders})"  # noqa: S608  # names of ours
        connection.exec_driver_sql(statement, [tuple(row) for row in rows])
    else:
        _copy(connection, f"COPY {table.name} ({names}) FROM STDIN", rows)


def _copy(connection: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows in PostgreSQL's quickest way, which SQLAlchemy does not offer."""
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except _errors(connection) as error:
        raise DBAPIError(statement, None, error) from error


def _errors(connection: Connection) -> Any:
    """The driver's exceptions, as SQLAlchemy would wrap them."""
    return cast("Any", connection.dialect).dbapi.Error


def add_counts(
    connection: Connection,
    table: Table,
    keys: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    latest: Mapping[str, Any] | None = None,
) -> None:
    """Add to counters; new ones begin at 0.

    Args:
        keys: the columns that identify counters.
        columns: the counters.
        rows: each with the values of `keys`, then the amounts to add to `columns`.
        latest: other columns, with their new values.
    """
    if not rows:
        return
    fixed = latest or {}
    every = [*keys, *columns, *fixed]
    name = table.name
    updates = [
        *(f"{column} = {name}.{column} + excluded.{column}" for column in columns),
        *(f"{column} = excluded.{column}" for column in fixed),
    ]
    values = [(*row, *fixed.values()) for row in rows] if fixed else [tuple(row) for row in rows]
    upsert(
        connection, table, every, values, f"({', '.join(keys)}) DO UPDATE SET {', '.join(updates)}"
    )


def upsert(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    conflict: str,
) -> None:
    """Insert rows; for existing keys do what the SQL in `conflict` says.

    Args:
        conflict: what follows ON CONFLICT.
    """
    names = ", ".join(columns)
    if connection.dialect.name == "sqlite":
        holders = ", ".join("?" * len(columns))
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({names}) VALUES ({holders}) ON CONFLICT {conflict}",  # noqa: S608  # names of ours
            list(rows),
        )
        return
    # One statement for all: a parameter carries a whole column.
    holders = ", ".join(f"%s::{_array(table.c[column])}" for column in columns)
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({holders}) "  # noqa: S608  # names of ours
        f"ON CONFLICT {conflict}",
        tuple(list(values) for values in zip(*rows, strict=True)),
    )


def _array(column: Any) -> str:
    """PostgreSQL's array type for a column."""
    kind = column.type
    if isinstance(kind, LargeBinary):
        return "bytea[]"
    if isinstance(kind, String):
        return "text[]"
    return "boolean[]" if isinstance(kind, Boolean) else "bigint[]"
