"""Records of JSON lines and Parquet as rows to clean: which field is what, and what is wrong with a record."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleaner.emit import dumps
from cleaner.errors import InputError
from cleaner.io.arrow import Unreadable
from cleaner.io.corpus import ALL_OTHERS, Fault, Fields, Row
from cleaner.io.line_codecs import UNKNOWN, Codecs, as_stored, parsed
from cleaner.io.streams import Line

# Names that corpora use: C4, FineWeb, RedPajama (raw_content), MNBVC, and Common Crawl derivates.
TEXT_NAMES = ("text", "content", "raw_content", "body")
HTML_NAMES = ("html", "raw_html")
ID_NAMES = ("id",)
URL_NAMES = ("url",)
_NOTHING = object()
_LIST = "JSON lines have a record a line ('jq -c .[]' makes them of a list)"
# How a file begins that has a list of records, or a record, over many lines.
_PARTS = {
    b"[": f"a list over several lines; {_LIST}",
    b"{": "it goes on in the next lines ('jq -c .' makes one line of it)",
}


def row_of_line(line: Line, fields: Fields, longest: int, known: Codecs = UNKNOWN) -> Row | Fault | None:
    """The row in a line of JSON, or what is wrong with the line; ``None`` for a blank one.

    known: what is known of the codec of a line that is no UTF-8.
    """
    if line.size > longest:
        return Fault(line.offset, f"a line of {line.size} bytes, over the {longest} that are read", excerpt(line.data))
    if not line.data.removeprefix(codecs.BOM_UTF8).strip():
        return None
    try:
        record, codec = parsed(line.data, known)
    except (ValueError, RecursionError) as error:
        why = _PARTS.get(line.data.removeprefix(codecs.BOM_UTF8).strip(), excerpt(str(error)))
        return Fault(line.offset, f"not a JSON record: {why}", excerpt(line.data))
    if not isinstance(record, dict):
        return Fault(line.offset, f"{_kind(record)} and no record; {_LIST}", excerpt(line.data))
    try:
        row = row_of(record, fields)
    except InputError as error:
        return Fault(line.offset, str(error), excerpt(line.data))
    stored = as_stored(row.raw, codec) if codec and isinstance(row.raw, str) else None
    return row if stored is None else row._replace(raw=stored, encoding=codec)


def row_of(record: Mapping[str, Any], fields: Fields) -> Row:
    """The row that a record holds. Raises ``InputError`` where it has no text."""
    raw, is_html, where = _content(record, fields)
    name, called = _first(record, fields.id, ID_NAMES)
    url, _ = _first(record, fields.url, URL_NAMES)
    if fields.id and name in (_NOTHING, None):
        raise InputError(f"no field {fields.id!r}")
    return Row(
        None if name is _NOTHING else name_of(_readable(name, called)),
        address_of(url),
        raw,
        "text/html" if is_html else None,
        metadata_of(record, fields.kept, where) if fields.kept else None,
    )


def name_of(value: object) -> str | None:
    """The id that a value gives, ``None`` where it gives none; bytes are read as UTF-8, what is no text as its JSON."""
    if value is None or isinstance(value, Unreadable):
        return None
    if isinstance(value, (bool, list, dict)):
        return dumps(value, _as_text)
    return (value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)) or None


def address_of(value: object) -> str | None:
    """The address that a value gives, ``None`` where it gives none."""
    return name_of(value) if isinstance(value, (str, bytes)) else None


def _readable(value: Any, name: str) -> Any:
    """``value``. Raises ``InputError`` where it stands for one that cannot be read."""
    if isinstance(value, Unreadable):
        raise InputError(f"field {name!r} cannot be read: {value.why}")
    return value


def metadata_of(record: Mapping[str, Any], kept: Sequence[str], content: str = "") -> str:
    """The fields ``kept`` of a record, as far as it has them, as JSON; ``content`` names the one that is cleaned.

    What Parquet knows and JSON does not (times, decimal numbers, bytes) becomes a string, what is no number ``null``.
    Raises ``InputError`` for a record that is nested too deeply, and for a field that cannot be read.
    """
    if ALL_OTHERS in kept:
        found = _without(record, content)
    else:
        found = {name: _first(record, name, ())[0] for name in kept}
        found = {name: value for name, value in found.items() if value is not _NOTHING}
    found = {name: _readable(value, name) for name, value in found.items()}
    try:
        line = dumps(found, _as_text)
        if "NaN" in line or "Infinity" in line:  # Python writes them, and JSON does not know them
            line = dumps(json.loads(line, parse_constant=lambda _: None))
    except RecursionError:
        raise InputError(f"fields to keep ({', '.join(found)}) are nested too deeply") from None
    return line


def _without(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    """A record without the field ``name``; dots lead into nested records, of which the rest stays."""
    if name in record:
        return {each: value for each, value in record.items() if each != name}
    outer, _, inner = name.partition(".")
    nested = record.get(outer)
    if not inner or not isinstance(nested, Mapping):
        return dict(record)
    return {each: _without(nested, inner) if each == outer else value for each, value in record.items()}


def _as_text(value: object) -> str:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else str(value)


def _content(record: Mapping[str, Any], fields: Fields) -> tuple[str | bytes, bool, str]:
    """The text or HTML of a record, whether it is HTML, and the name of its field; a blank one if there is no other."""
    wanted = [(fields.html, HTML_NAMES, True), (fields.text, TEXT_NAMES, False)]
    if not fields.html:
        wanted.reverse()
    if fields.html or fields.text:
        wanted = [each for each in wanted if each[0]]
    blank: tuple[str | bytes, bool, str] | None = None
    wrong = ""
    for given, usual, is_html in wanted:
        for found, where in _each(record, given, usual):
            listed = isinstance(found, list) and found and all(isinstance(each, str) for each in found)
            value = "\n".join(found) if listed else found  # paragraphs
            if isinstance(_readable(value, where), (str, bytes)):
                if value.strip():
                    return value, is_html, where
                blank = blank or (value, is_html, where)
            else:
                wrong = wrong or f"field {where!r} holds {_kind(value)} and no text"
    if blank:
        return blank
    if wrong:
        raise InputError(wrong)
    names = ", ".join(repr(given) for given, _, _ in wanted if given) or "text, content, html or the like"
    raise InputError(f"no field {names}; there are: {excerpt(', '.join(record))}")


def _kind(value: object) -> str:
    """What a value is, in the words of JSON."""
    if value is None:
        return "nothing (null)"
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a record",
        str: "a string",
    }
    return kinds.get(type(value), f"a {type(value).__name__}")


def _first(record: Mapping[str, Any], given: str | None, usual: Sequence[str]) -> tuple[Any, str]:
    """The value of the field ``given``, else of the first usual name that there is; and its name."""
    return next(_each(record, given, usual), (_NOTHING, ""))


def _each(record: Mapping[str, Any], given: str | None, usual: Sequence[str]) -> Iterator[tuple[Any, str]]:
    """The values and names of the field ``given`` (dots lead into nested records), else of the usual names."""
    for name in (given,) if given else usual:
        value: Any = record.get(name, _NOTHING)
        if value is _NOTHING and "." in name:
            value = record
            for step in name.split("."):
                value = value.get(step, _NOTHING) if isinstance(value, Mapping) else _NOTHING
        if value is not _NOTHING:
            yield value, name


def parquet_columns(names: Sequence[str], fields: Fields) -> list[str]:
    """The columns to read of those that a file has. Raises ``InputError`` where it lacks one that is needed."""
    carried = [name for name in fields.kept if name != ALL_OTHERS]
    for given in filter(None, (fields.text, fields.html, fields.id, fields.url, *carried)):
        if given not in names and given.partition(".")[0] not in names:
            raise InputError(f"has no column {given!r}; there are: {', '.join(names)}")
    wanted = (
        [*filter(None, (fields.text, fields.html))] or [*TEXT_NAMES, *HTML_NAMES],
        [fields.id] if fields.id else ID_NAMES,
        [fields.url] if fields.url else URL_NAMES,
        names if ALL_OTHERS in fields.kept else carried,
    )
    columns = [[each for name in some for each in (name, name.partition(".")[0]) if each in names] for some in wanted]
    if not columns[0]:
        raise InputError(f"has no column of text (text, content, html or the like); there are: {', '.join(names)}")
    return list(dict.fromkeys(name for some in columns for name in some))


def excerpt(text: str | bytes, length: int = 120) -> str:
    """The first characters of ``text`` on one line, fit for a log."""
    if isinstance(text, bytes):
        text = text[: 4 * length].decode("utf-8", "replace")
    return " ".join(text[: 2 * length].split())[:length].encode("utf-8", "replace").decode()
