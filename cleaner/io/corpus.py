"""What a corpus consists of: rows, faults in the place of rows, and sources (files, whatever holds them)."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from cleaner.errors import InputError, UsageError
from cleaner.io.folders import NO_FILE, files_below, is_run, near
from cleaner.io.inputs import says_html
from cleaner.io.line_codecs import wide
from cleaner.io.streams import compression, file_system, is_url, open_raw, stat

Kind = Literal["page", "jsonl", "parquet", "warc"]

_SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys((".txt", ".text", ".html", ".htm", ".xhtml", ".shtml", ".md", ".markdown"), "page"),
    **dict.fromkeys((".jsonl", ".ndjson", ".json"), "jsonl"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".warc", ".wet", ".arc"), "warc"),
}  # fmt: skip
_PACKED = (".gz", ".bz2", ".xz", ".zst")


class Row(NamedTuple):
    """One document to clean. ``id`` is ``None`` where the corpus names none; then the content's checksum serves.

    metadata: fields of the record that go along untouched, as a JSON object.
    encoding: the codec of the bytes ``raw`` where that is known for sure; it goes before what the user says.
    """

    id: str | None
    url: str | None
    raw: bytes | str
    content_type: str | None = None
    metadata: str | None = None
    encoding: str | None = None


class Fault(NamedTuple):
    """A place of a source that holds no document: byte offset or row number, why, and how it begins."""

    at: int
    error: str
    excerpt: str = ""


ALL_OTHERS = "*"


class Fields(NamedTuple):
    """Which fields of a record hold what; ``None`` takes the first usual name that a record has.

    kept: fields that go along untouched; ``ALL_OTHERS`` among them means all but the one that is cleaned.
    """

    text: str | None = None
    html: str | None = None
    id: str | None = None
    url: str | None = None
    kept: tuple[str, ...] = ()


ANY_FIELDS = Fields()


class Source(NamedTuple):
    """One file: its name in the corpus (a relative path), where it is, what it is, how packed, size, change token.

    packed: ``gz`` and the like, or the codec of lines of wide characters, which are not cut by bytes either.
    """

    name: str
    place: str
    kind: Kind
    packed: str | None
    size: int
    changed: str

    @property
    def is_html(self) -> bool:
        """Whether the name says that this is an HTML page."""
        return says_html(unpacked_name(self.place))


@dataclass
class PassedOver:
    """What is left out of folders: how many files of other kinds, by suffix, and single places with the reason."""

    kinds: Counter[str] = field(default_factory=Counter)
    places: list[str] = field(default_factory=list)

    def notes(self) -> list[str]:
        """A line for each, for a person; none where nothing was left out."""
        told = ", ".join(f"{number} {suffix or 'without a suffix'}" for suffix, number in self.kinds.most_common(8))
        return [*self.places, *([f"files of other kinds were passed over: {told}"] if told else [])]


def unpacked_name(name: str) -> str:
    """``name`` without the suffix of its compression."""
    stem, suffix = os.path.splitext(name)
    return stem if suffix.lower() in _PACKED else name


def kind_of(name: str) -> Kind | None:
    """What a file is by its name, ``None`` where the name does not tell."""
    return _SUFFIXES.get(os.path.splitext(unpacked_name(name))[1].lower())


def find_sources(
    inputs: Sequence[str], skip: Sequence[Path] = (), passed: PassedOver | None = None
) -> tuple[list[Source], list[str]]:
    """The sources that files, folders, glob patterns and URLs name, in order, each once; and what is wrong with others.

    In folders, files of other kinds and what ``files_below`` passes over are left out; ``passed`` takes a note of them.
    Raises ``UsageError`` for an input that does not exist or names what is no file of a known kind.
    """
    passed = PassedOver() if passed is None else passed
    skipped = [os.path.realpath(path) for path in skip]
    seen: dict[str, str] = {}
    found: list[Source] = []
    problems: list[str] = []
    for given in inputs:
        for name, place in _expanded(given, skipped, passed, problems):
            real = place if is_url(place) else os.path.realpath(place)
            if (first := seen.setdefault(real, place)) is not place:
                if os.path.abspath(first) != os.path.abspath(place):
                    passed.places.append(f"{place}: the same file as {first}; passed over")
                continue
            try:
                found.append(_source(name, place))
            except (OSError, InputError) as error:
                problems.append(f"{place}: cannot be read: {getattr(error, 'strerror', None) or error}")
    return found, problems


def _source(name: str, place: str) -> Source:
    kind = kind_of(place)
    if kind is None:
        known = " ".join(_SUFFIXES)
        raise UsageError(f"{place}: not a kind of file that is known here ({known}, each also {' '.join(_PACKED)})")
    size, changed = stat(place)
    packed = compression(place)
    if kind == "jsonl" and packed is None:
        with open_raw(place) as raw:
            packed = wide(raw.read(4))
    return Source(name, place, kind, packed, size, changed)


def _expanded(given: str, skipped: list[str], passed: PassedOver, problems: list[str]) -> Iterator[tuple[str, str]]:
    if is_url(given):
        yield from _remote(given)
    elif os.path.isdir(given):
        yield from _walk(given, skipped, passed, problems)
    elif os.path.exists(given):
        if not os.path.isfile(given):
            raise UsageError(f"{given}: {NO_FILE}; a corpus is read more than once, so it must be a file")
        yield os.path.basename(given), given
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))
        if not matches:
            raise UsageError(f"{given}: nothing matches this pattern")
        for match in matches:
            if os.path.isdir(match):
                yield from _walk(match, skipped, passed, problems)
            elif _taken(match, passed):
                yield os.path.basename(match), match
    else:
        what = "a link to nothing" if os.path.islink(given) else f"no such file or folder{near(given)}"
        piped = "; what is piped in has no size to share out: write it to a file, or clean it with 'cleaner clean -'"
        raise UsageError(f"{given}: {what}{piped if given == '-' else ''}")


def _walk(folder: str, skipped: list[str], passed: PassedOver, problems: list[str]) -> Iterator[tuple[str, str]]:
    run = is_run(folder)  # what "cleaner batch" wrote: its documents only
    for path, problem in files_below(folder, skipped, passed.places):
        name = Path(os.path.relpath(path, folder)).as_posix()
        if problem:
            problems.append(f"{path}: {problem}")
        elif run and not (name.startswith("part-") and os.path.basename(path) != "index.jsonl"):
            continue
        elif kind_of(name) is None:
            passed.kinds[os.path.splitext(name)[1].lower()] += 1
        else:
            yield name, path


def _taken(path: str, passed: PassedOver) -> bool:
    """Whether a path is a file, or nothing (a broken link, which is a problem of its own); else it is noted."""
    if os.path.isfile(path) or not os.path.exists(path):
        return True
    passed.places.append(f"{path}: {NO_FILE}; passed over")
    return False


def _remote(url: str) -> Iterator[tuple[str, str]]:
    files, path = file_system(url)
    try:
        if glob.has_magic(path):
            paths = sorted(files.glob(path))
        elif files.isdir(path):
            paths = [each for each in sorted(files.find(path)) if kind_of(each)]
        else:
            paths = [path] if files.exists(path) else []
    except OSError as error:
        raise UsageError(f"{url}: cannot be read: {error}") from None
    if not paths:
        raise UsageError(f"{url}: nothing is there")
    for each in paths:
        yield each.rpartition("/")[2], files.unstrip_protocol(each)
