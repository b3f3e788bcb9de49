"""What stands below a folder, for every command alike: its visible files, and a word on what is passed over."""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

# The file that marks the output folder of a run of ``cleaner batch``.
RUN_LEDGER = "run.jsonl"
NO_FILE = "a pipe, socket or device"
_LONGEST_HEADER = 1 << 20
_LIKE = 0.75  # of a name that may be meant


class Found(NamedTuple):
    """A file (or a link to nothing), or a folder with the reason why it cannot be read."""

    path: str
    problem: str = ""


def files_below(folder: str, skipped: Collection[str], notes: list[str]) -> Iterator[Found]:
    """The files below ``folder``: of each folder first its own, by name; behind the tree that of each linked folder.

    Passed over are hidden names and the real paths ``skipped``, with a note pipes and devices, outputs of runs, and
    links to folders that are read anyway or lead back up.
    """
    root = os.path.realpath(folder)
    seen: set[str] = set()
    links: list[str] = []
    yield from _tree(folder, seen, links, skipped, notes)
    for link in links:  # grows with the links in linked folders
        target = os.path.realpath(link)
        if target in seen:
            notes.append(f"{link}: a link to a folder that is read already; passed over")
        elif f"{root}{os.sep}".startswith(f"{target.rstrip(os.sep)}{os.sep}"):
            notes.append(f"{link}: a link back to a folder above; passed over")
        else:
            yield from _tree(link, seen, links, skipped, notes)


def _tree(folder: str, seen: set[str], links: list[str], skipped: Collection[str], notes: list[str]) -> Iterator[Found]:
    top = folder if not seen else None  # what is named is read, also a run
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        real = os.path.realpath(here)
        if here != top and is_run(here):
            notes.append(f"{here}: the output of another run was passed over; name it to read it")
            continue
        seen.add(real)
        try:
            with os.scandir(here) as found:
                entries = sorted((each for each in found if not each.name.startswith(".")), key=lambda each: each.name)
        except OSError as error:
            yield Found(here, f"cannot be read: {error.strerror or error}")
            continue
        folders: list[str] = []
        for entry in entries:
            linked = entry.is_symlink()
            if (os.path.realpath(entry.path) if linked else os.path.join(real, entry.name)) in skipped:
                continue
            if os.path.isdir(entry.path):
                (links if linked else folders).append(entry.path)
            elif os.path.isfile(entry.path) or not os.path.exists(entry.path):
                yield Found(entry.path)
            else:
                notes.append(f"{entry.path}: {NO_FILE}; passed over")
        waiting += reversed(folders)


def is_run(folder: str | Path) -> bool:
    """Whether ``folder`` is the output of a run of ``cleaner batch``."""
    path = os.path.join(folder, RUN_LEDGER)
    if not os.path.isfile(path):
        return False
    try:
        with Path(path).open("rb") as file:
            header = json.loads(file.readline(_LONGEST_HEADER))
    except (OSError, ValueError):
        return False
    return isinstance(header, dict) and {"run", "settings"} <= header.keys()


def near(path: str) -> str:
    """A hint at a name beside ``path``, which is not there, that is nearly the same; else nothing."""
    folder = os.path.dirname(path)
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return ""
    close = difflib.get_close_matches(os.path.basename(path), names, 1, _LIKE)
    return f"; is it {os.path.join(folder, close[0])}?" if close else ""
