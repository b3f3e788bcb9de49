"""The run ledger ``run.jsonl``: which shards are done, so that a run that was killed goes on where it was.

Its first line says what the run was asked to do; each further line is a shard with its key, counts and files. A line is
written after the files of its shard are safe. What fits no more (other input, other settings) is done again.
"""

from __future__ import annotations

import glob
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from cleaner.batch.output import INNER, Done, size_of
from cleaner.errors import OutputError, UsageError
from cleaner.io.atomic import PREFIX, replacing
from cleaner.io.folders import RUN_LEDGER
from cleaner.io.streams import is_url

NAME, FAILURES, SUMMARY = RUN_LEDGER, "failures.jsonl", "summary.json"
_OURS = (INNER, NAME, FAILURES, SUMMARY, "ledger", "attributes")
_FORMAT = 1
_OPTIONS = {
    "form": "format",
    "packing": "compress",
    "shard_size": "shard-size",
}  # what the command line calls a setting
_FIELDS = ("text-field", "html-field", "id-field", "url-field", "keep-field")  # in the order of ``Fields``


class Journal:
    """The run ledger in the folder ``out``, open for this process alone.

    told: what decides the bytes of the result.  inputs: what the user named.  afresh: nothing that was done counts.
    """

    def __init__(self, out: Path, told: Mapping[str, object], inputs: Sequence[str] = (), afresh: bool = False) -> None:
        self.out = out
        self._inputs, self._afresh = list(inputs), afresh
        self.notes: list[str] = []
        self._told = dict(told)
        self._done: dict[str, tuple[str, Done]] = {}
        self._file: IO[bytes] | None = None

    @contextmanager
    def opened(self) -> Iterator[Journal]:
        """Take the folder, clear away what a killed run left half done, and read what is done; clear up at the end.

        Raises ``UsageError`` where the folder holds something else or a run over other inputs, or another run is
        at work in it.
        """
        check_folder(self.out)
        try:
            (self.out / INNER).mkdir(parents=True, exist_ok=True)
            with (self.out / INNER / "lock").open("ab") as lock:
                _lock(lock, self.out)
                self._sweep()
                self._resume()
                try:
                    with (self.out / NAME).open("ab") as self._file:
                        if not self._file.tell():
                            self._append(self._header())
                        yield self
                finally:
                    self._sweep()  # of workers that were ended in the middle of a shard
        except OSError as error:
            raise OutputError(f"{self.out}: cannot be written: {error.strerror or error}") from None

    def _sweep(self) -> None:
        """Clear away what is half written."""
        for left in (*self.out.rglob(f"{PREFIX}*.tmp"),):
            shutil.rmtree(left) if left.is_dir() else left.unlink()

    def _resume(self) -> None:
        header, *lines = read_lines(self.out / NAME) or [{}]
        if not header:
            return
        if header.get("run") != _FORMAT:
            raise UsageError(f"{self.out / NAME}: is no run ledger of this program; name another folder")
        before = [str(each) for each in header.get("inputs", ())]
        if lines and before and not self._afresh and not _meet(before, self._inputs):
            told = ", ".join(before[:3])
            raise UsageError(
                f"{self.out}: holds a run over other inputs ({told}); name another folder, or say --afresh"
            )
        same = header.get("settings") == json.loads(json.dumps(self._told))
        if self._afresh or not same:
            told = "as asked" if same else _difference(header.get("settings", {}), self._told)
            self.notes.append(f"starting afresh: {told}")
            clear(self.out)
            return
        for line in lines:
            try:
                done = Done(**line["done"])
                self._done[done.part] = (line["key"], done)
            except (KeyError, TypeError):
                self.notes.append(f"{NAME}: a damaged line; its part is done again")
        self._rewrite(self._done)

    def _header(self) -> dict[str, Any]:
        return {"run": _FORMAT, "settings": self._told, "inputs": self._inputs}

    def find(self, part: str, key: str) -> Done | None:
        """What a shard gave, if it is done with this key and its files are there as they were."""
        known, done = self._done.get(part, ("", None))
        if done is None:
            return None
        whole = all(size_of(self.out / name) == size for name, size in done.files.items())
        if known == key and whole:
            return done
        cause = "the input has changed" if known != key else "its output is no longer there"
        self.notes.append(f"part {part} is done again: {cause}")
        return None

    def add(self, key: str, done: Done) -> None:
        """Note a shard as done, to last."""
        self._done[done.part] = (key, done)
        self._append({"key": key, "done": asdict(done)})

    def _append(self, line: Mapping[str, Any]) -> None:
        assert self._file is not None
        self._file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def finish(self, parts: Iterable[str], failures: Iterable[bytes], summary: Mapping[str, Any]) -> None:
        """Bring the ledger into the order of the parts, take away files of parts that are no more, merge failures."""
        wanted = {part: self._done[part] for part in parts}
        kept = {name for _, done in wanted.values() for name in done.files}
        for _, done in self._done.values():
            for name in set(done.files) - kept:
                _remove(self.out / name)
        self._done = wanted
        with replacing(self.out / FAILURES) as file:
            for line in failures:
                file.write(line)
            for _, done in wanted.values():
                for name in done.files:
                    if name.startswith(INNER):
                        file.write((self.out / name).read_bytes())
        with replacing(self.out / SUMMARY) as file:
            file.write(json.dumps(summary, ensure_ascii=False, indent=2).encode() + b"\n")
        self._rewrite(wanted)

    def _rewrite(self, lines: Mapping[str, tuple[str, Done]]) -> None:
        with replacing(self.out / NAME) as file:
            file.write(json.dumps(self._header(), ensure_ascii=False).encode() + b"\n")
            for key, done in lines.values():
                file.write(json.dumps({"key": key, "done": asdict(done)}, ensure_ascii=False).encode() + b"\n")


def check_folder(out: Path) -> None:
    """Raise ``UsageError`` if ``out`` is a file, or holds things and no run ledger."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; the result needs a folder")
    try:
        held = [each.name for each in out.iterdir()] if out.is_dir() else []
    except OSError as error:
        raise OutputError(f"{out}: cannot be read: {error.strerror or error}") from None
    if held and NAME not in held and set(held) - {INNER}:
        raise UsageError(f"{out}: is not empty and holds no earlier run; name another folder")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The whole lines of a run ledger, empty where one is damaged; a last line that a crash cut does not count.

    Raises ``UsageError`` where the first line is damaged.
    """
    if not path.is_file():
        return []
    whole = path.read_bytes().rpartition(b"\n")[0]
    lines = [_line(line) for line in whole.split(b"\n") if line]
    if lines and not lines[0]:
        raise UsageError(f"{path}: is damaged; name another folder, or remove this one to start afresh")
    return lines


def _line(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def clear(out: Path) -> None:
    """Remove what an earlier run wrote, and nothing else."""
    for each in out.iterdir():
        if each.name.startswith("part-") or (each.name in _OURS and each.name != INNER):
            _remove(each)
    for each in (out / INNER).glob("failures-*.jsonl"):
        _remove(each)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _meet(before: Sequence[str], now: Sequence[str]) -> bool:
    """Whether two runs have an input in common, or a folder of one holds an input of the other."""
    if set(before) & set(now):
        return True
    ours = _places(now)
    return any(
        f"{a}{os.sep}".startswith(f"{b}{os.sep}") for x in _places(before) for y in ours for a, b in ((x, y), (y, x))
    )


def _places(inputs: Sequence[str]) -> set[str]:
    named = (glob.glob(each, recursive=True) if glob.has_magic(each) else [each] for each in inputs)
    return {each if is_url(each) else os.path.realpath(each) for some in named for each in some}


def _difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    old, new = _by_option(old), _by_option(new)
    changed = [k for k in sorted({*old, *new}) if json.dumps(old.get(k)) != json.dumps(new.get(k))]
    told = [f"{_OPTIONS.get(k, k.removeprefix('config.'))} was {old.get(k)!r} and is {new.get(k)!r}" for k in changed]
    return "; ".join(told) or "the run ledger is of another kind"


def _by_option(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a run was told, with the fields of records by the options that name them."""
    fields = told.get("fields") or ()
    named = zip(_FIELDS, (list(each) if isinstance(each, tuple) else each for each in fields), strict=False)
    return {**{name: value for name, value in told.items() if name != "fields"}, **dict(named)}


def _lock(file: IO[bytes], out: Path) -> None:
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise UsageError(f"{out}: another run is at work there") from None
