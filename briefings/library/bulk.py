"""Many rows at a time, in the quickest way that each database has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam

CHUNK = 500
"""How many values one statement takes; SQLite's limit was 999 variables for long."""

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
    for chunk in chunks(dict.fromkeys(values)):
        if statement is None:
            statement = query.where(column.in_(bindparam("wanted", expanding=True)))
        yield from connection.execute(statement, {"wanted": chunk})


def delete_in(connection: Connection, table: Table, column: Any, values: Iterable[Any]) -> None:
    """Delete the rows whose `column` has one of the values."""
    statement = table.delete().where(column.in_(bindparam("wanted", expanding=True)))
    for chunk in chunks(dict.fromkeys(values)):
        connection.execute(statement, {"wanted": chunk})


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns."""
    if rows:
        connection.execute(table.insert(), list(rows))


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
    values = [(*row, *fixed.values()) for row in rows]
    holder = "?" if connection.dialect.name == "sqlite" else "%s"
    connection.exec_driver_sql(
        f"INSERT INTO {name} ({', '.join(every)}) VALUES ({', '.join([holder] * len(every))}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {', '.join(updates)}",
        values,
    )
