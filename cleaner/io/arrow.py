"""The values of Arrow arrays as plain Python, whatever they hold: one that cannot be read costs none of the others.

Arrow's own ``to_pylist`` gives up on a whole column for a string that is no UTF-8, a time that Python cannot hold, a
time zone that nobody knows, or a type of somebody else that raises what it likes. Such strings come as bytes here, and
such times as exact ISO 8601 text in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from cleaner.extras import require

_UTC = "+00:00"


class Unreadable(NamedTuple):
    """Stands for a value that Arrow holds and cannot give; ``why`` is the cause, in one line."""

    why: str


def columns(batch: Any) -> Iterator[tuple[str, Any]]:
    """The names and columns of a record batch or table; of several with one name the first."""
    seen: set[str] = set()
    for number, name in enumerate(batch.schema.names):
        if name not in seen:
            seen.add(name)
            yield name, batch.column(number)


def records(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows of a record batch or table by the names of their columns."""
    named = {name: values(column) for name, column in columns(batch)}
    return (dict(zip(named, row, strict=True)) for row in zip(*named.values(), strict=True))


def values(array: Any) -> list[Any]:
    """The values of an array or chunked array, with bytes, ISO text or ``Unreadable`` where Python has no value."""
    if not _has_nanoseconds(array.type):
        try:
            plain: list[Any] = array.to_pylist()
        except Exception:
            return [_value(array, number) for number in range(len(array))]
        return plain
    return [_value(array, number) for number in range(len(array))]


def _has_nanoseconds(kind: Any) -> bool:
    """Whether a type holds times that pandas, where it is installed, reads in another way than Python."""
    return "[ns" in str(kind)


def _value(array: Any, number: int) -> Any:
    try:
        return _plain(array[number])
    except Exception as error:
        return Unreadable(" ".join(f"{type(error).__name__}: {error}".split())[:200])


def _plain(scalar: Any) -> Any:
    """The value of a scalar, part by part. Raises whatever Arrow raises where a part has none."""
    arrow = require("pyarrow", "batch")
    kinds, kind = arrow.types, scalar.type
    if not scalar.is_valid:
        return None
    if isinstance(scalar, (arrow.DictionaryScalar, arrow.UnionScalar)):
        return _plain(scalar.value)
    if kinds.is_struct(kind):
        pairs = [(field.name, _plain(scalar[number])) for number, field in enumerate(kind)]
        return named if len(named := dict(pairs)) == len(pairs) else pairs  # fields may share a name
    if kinds.is_map(kind):
        return [tuple(_plain(pair[side]) for side in (0, 1)) for pair in scalar.values]
    if kinds.is_nested(kind):
        return [_plain(each) for each in scalar.values]
    if _has_nanoseconds(kind):
        return _exact(scalar)
    try:
        return scalar.as_py()
    except Exception:
        if isinstance(scalar, arrow.ExtensionScalar):
            return _plain(scalar.value)
        return scalar.as_buffer().to_pybytes() if hasattr(scalar, "as_buffer") else _exact(scalar)


def _exact(scalar: Any) -> str:
    """A point or span of time as text, to the last digit that Arrow has. Raises ``TypeError`` for anything else."""
    arrow = require("pyarrow", "batch")
    kinds, kind = arrow.types, scalar.type
    if not kinds.is_temporal(kind) or kinds.is_interval(kind):
        raise TypeError(f"a value of the type {kind} cannot be read")
    unit: Any = "D" if kinds.is_date32(kind) else "ms" if kinds.is_date64(kind) else kind.unit
    number = scalar.value
    if kinds.is_duration(kind):
        return f"{number} {unit}"
    text = str(np.datetime64(number, unit)).replace("T", " ")
    whole, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    text = f"{whole}.{rest:<06}" if rest else whole  # as Python writes them
    if kinds.is_time(kind):
        return text.partition(" ")[2]
    return text + (_UTC if kinds.is_timestamp(kind) and kind.tz else "")
