"""Host profiles as data: written by ``cleaner learn``, read by ``cleaner batch --profiles``.

A profile is a Parquet file or, for people, a TOML file: one ``[[site]]`` a host with ``[[site.line]]`` records; whoever
reviews it deletes what should stay. Whoever writes one needs ``host`` and ``text`` only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.api import Cleaner
from cleaner.config import Config
from cleaner.doc import Edit
from cleaner.document import Document
from cleaner.errors import UsageError
from cleaner.extras import MissingExtraError, require
from cleaner.learn.lines import counted, host_of, key_of, normalised

RULE = "profile.host-line"


class Known(NamedTuple):
    """What a profile says of a line: on how many of how many pages it stands, and the key of the first of them.

    No page was counted where a person wrote the profile.
    """

    seen: int
    pages: int
    first: int | None


Profiles = Mapping[str, Mapping[str, Known]]


@lru_cache(maxsize=4)
def load(path: Path) -> Profiles:
    """The lines of each host. Raises ``UsageError`` where the file is no profile."""
    profiles: dict[str, dict[str, Known]] = {}
    try:
        for record in _from_toml(path) if path.suffix == ".toml" else _from_parquet(path):
            if name := normalised(record["text"]):
                known = Known(int(record.get("count", 0)), int(record.get("pages", 0)), record.get("first"))
                profiles.setdefault(record["host"], {})[name] = known
    except MissingExtraError:
        raise
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"{error} is missing" if isinstance(error, KeyError) else error
        raise UsageError(f"{path}: is no profile of 'cleaner learn': {why}") from None
    return profiles


def _from_parquet(path: Path) -> Iterable[Mapping[str, Any]]:
    rows: list[dict[str, Any]] = require("pyarrow.parquet", "batch").read_table(path).to_pylist()
    return rows


def _from_toml(path: Path) -> Iterable[Mapping[str, Any]]:
    sites = tomllib.loads(path.read_text("utf-8-sig")).get("site")
    if not sites:
        raise ValueError("it holds no [[site]] table")
    for site in sites:
        yield from ({**line, "host": site["host"], "pages": site.get("pages", 0)} for line in site.get("line", ()))


def profiled(document: Document, config: Config, path: Path, keep_one: bool = False) -> Document:
    """``document`` without the lines that the profile of its host names.

    With ``keep_one``, the page on which a line was first seen keeps it. A title that is one of them is none: what the
    rest of the text has for a title is the new one.
    """
    lines = load(path).get(host_of(document.url) or "")
    if not lines or document.status != "ok" or not config.enabled(RULE):
        return document
    page = key_of(document.text) if keep_one else None
    going = {name: known for name, known in lines.items() if page is None or known.first != page}
    edits = [
        Edit(start, end, "", RULE, *_evidence(going[name]))
        for start, end, name in counted(document.text)
        if name in going
    ]
    lost = normalised(document.title or "") in going
    if not edits and not lost:
        return document
    return _without(document, _to_the_edges(edits, document.text), config, lost)


def _evidence(known: Known) -> tuple[str, float]:
    """The reason for taking a line away, and how sure it is."""
    if not known.pages:
        return "listed for this host", 1.0
    return f"on {known.seen} of {known.pages} pages of this host", min(known.seen / known.pages, 1.0)


def _to_the_edges(edits: list[Edit], text: str) -> list[Edit]:
    """``edits``, where first lines go together with the blank ones below them, and last ones with the newline before.

    The latter in a text that ends without a newline.
    """
    at = past = 0
    while past < len(edits) and edits[past].start == at:
        at = edits[past].end
        past += 1
    if past:
        below = len(text) - len(text[at:].lstrip("\n"))
        edits[past - 1] = edits[past - 1]._replace(end=below)
    first = len(edits)
    end = len(text)
    while first and not text.endswith("\n") and edits[first - 1].end == end:
        first -= 1
        end = edits[first].start
    if first < len(edits) and end:
        edits[first] = edits[first]._replace(start=end - 1)
    return edits


def _without(document: Document, edits: list[Edit], config: Config, lost: bool) -> Document:
    """The document after ``edits``, cleaned again: what stood beside a line may be the end of the text now.

    lost: its title is one of the lines.
    """
    doc = document.doc.apply("profile", edits)
    again = Cleaner(replace(config, input="auto") if config.input == "html" else config).clean(doc.text)
    if again.status == "ok":
        doc = doc.extended(again.doc)
    verdict = document.verdict if doc.text.strip() else "boilerplate"
    title = again.title if lost else document.title
    return replace(document, text=doc.text, doc=doc, verdict=verdict, title=title)


def as_toml(rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows of a profile, which come host by host, as a file for a person to review."""
    out = [
        "# Proposed by 'cleaner learn': lines that stand on many pages of one host. Delete those that should stay,",
        "# then use the file: cleaner batch INPUT -o OUT --profiles THIS.toml",
        "# A number in a line stands for any number: lines that differ by their numbers alone go with it.",
    ]
    for host, lines in groupby(rows, key=lambda row: row["host"]):
        group = list(lines)
        out += ["", "[[site]]", f"host = {_quoted(host)}", f"pages = {group[0]['pages']}"]
        for row in group:
            seen = ", ".join(map(_quoted, row["evidence"]))
            out += ["", "[[site.line]]", f"text = {_quoted(row['example'])}", f"count = {row['count']}"]
            out += [f"share = {row['share']:.3f}", f"seen = [{seen}]", f"first = {row['first']}"]
    return "\n".join(out) + "\n"


def _quoted(text: str) -> str:
    """``text`` as a basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(c):04x}" if c < " " or c == "\x7f" else c for c in escaped) + '"'
