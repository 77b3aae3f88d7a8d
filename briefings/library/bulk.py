"""Many rows at a time, in the quickest way that each database has."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    any_,
    bindparam,
    func,
    select,
    tuple_,
)
from sqlalchemy.exc import DBAPIError

CHUNK = 500
"""How many values one statement takes; SQLite's limit was 999 variables for long."""

MANY = 10_000
"""How many values one parameter brings."""

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
            statement = query.where(_among(connection, column))
        yield from connection.execute(statement, {"wanted": _given(connection, chunk)}).all()


def delete_in(connection: Connection, table: Table, column: Any, values: Iterable[Any]) -> None:
    """Delete the rows whose `column` has one of the values."""
    for chunk in chunks(dict.fromkeys(values), MANY):
        statement = table.delete().where(_among(connection, column))
        connection.execute(statement, {"wanted": _given(connection, chunk)})


def _among(connection: Connection, column: Any) -> ColumnElement[bool]:
    """A condition: the column has one of the values that the parameter "wanted" brings.

    One statement for any number of values: one with a parameter for each would be put together
    and prepared again for each number.
    """
    if connection.dialect.name == "sqlite":
        given = func.json_each(bindparam("wanted", type_=String)).table_valued("value")
        return cast("ColumnElement[bool]", column.in_(select(given.c.value)))
    wanted = bindparam("wanted", type_=ARRAY(column.type))
    return cast("ColumnElement[bool]", column == any_(wanted))


def _given(connection: Connection, values: list[Any]) -> Any:
    return json.dumps(values) if connection.dialect.name == "sqlite" else values


def delete_pairs(connection: Connection, table: Table, pairs: Sequence[tuple[Any, Any]]) -> None:
    """Delete rows by the two columns of the table's primary key."""
    columns = tuple_(*table.primary_key.columns)
    for chunk in chunks(pairs, CHUNK // 2):
        connection.execute(table.delete().where(columns.in_(chunk)))


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns, two or more."""
    if rows:
        columns = tuple(rows[0])
        insert_values(connection, table, columns, list(map(itemgetter(*columns), rows)))


def insert_values(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Insert rows, each with the values of `columns`, which are written as the driver has them."""
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
    """Write rows in PostgreSQL's quickest way, which SQLAlchemy has none for."""
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
    """Add to counters; those that are not there yet begin at 0.

    Args:
        keys: the columns that tell counters apart.
        columns: the counters.
        rows: of each the values of `keys`, then what to add to each of `columns`.
        latest: other columns, with what to set them to.
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
    """Insert rows, or do with them what `conflict` says, in SQL, where their keys are there.

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
    # One statement for all: a parameter brings a whole column.
    holders = ", ".join(f"%s::{_array(table.c[column])}" for column in columns)
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({holders}) "  # noqa: S608  # names of ours
        f"ON CONFLICT {conflict}",
        tuple(list(values) for values in zip(*rows, strict=True)),
    )


def _array(column: Any) -> str:
    """The type in PostgreSQL of many values of a column."""
    kind = column.type
    if isinstance(kind, String):
        return "text[]"
    return "boolean[]" if isinstance(kind, Boolean) else "bigint[]"
