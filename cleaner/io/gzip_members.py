"""Members of gzip one after another, as far as each of them is sound."""

from __future__ import annotations

import re
import zlib
from typing import Any, BinaryIO

# Ten bytes begin a member of gzip (RFC 1952): method 8, flags without reserved bits, a system below 14 or unknown.
_HEAD, _MEMBER = 10, re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{5}[\x00-\x0d\xff]", re.DOTALL)
_READ = 1 << 16
_FINER = 8  # how much smaller each time the steps are in which the place of a fault is looked for


class GzipMembers:
    """Members of gzip one after another; behind a broken one it goes on at the next, with a line break between them.

    Archives of the web have a member a record, so that one flipped bit costs one record.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._chunk, self._at = b"", 0
        self._again = 0  # where in the chunk another member is looked for if this one is broken
        self._member: Any = None
        self._fault: Exception | None = None
        self._lost = False
        self._given = 0
        self.sound: int | None = None
        """How many bytes came before the first fault."""

    def read1(self, size: int) -> bytes:
        """The next piece; empty at the end. Raises the first fault there."""
        while self._at < len(self._chunk) or self._more(0):
            if self._member is None and not self._begins():
                continue
            before, data = self._member.copy(), memoryview(self._chunk)[self._at :]
            fault: zlib.error | None = None
            try:
                piece: bytes = self._member.decompress(data, size)
            except zlib.error as error:
                piece, fault = _sound(before, data, size), error
            gap, self._lost = b"\n" * self._lost, False
            self._given += len(piece)
            if fault:
                self._lose(fault)
            else:
                left = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
                self._at = len(self._chunk) - len(left)
                self._member = None if self._member.eof else self._member
            if piece:
                return gap + piece
        if self._member is not None:
            self._lose(EOFError("the file ends inside a member"))
        if self._fault:
            raise self._fault
        return b""

    def _more(self, kept: int) -> bool:
        """Read on; the last ``kept`` bytes of the chunk stay before what comes."""
        data = self._raw.read(_READ)
        if data:
            self._chunk = self._chunk[len(self._chunk) - kept :] + data
            self._at = self._again = 0
        return bool(data)

    def _begins(self) -> bool:
        """Whether a member begins where the chunk has been read to, or farther behind a fault or zeros."""
        while len(self._chunk) - self._at < _HEAD and self._more(len(self._chunk) - self._at):
            pass
        found = _MEMBER.search(self._chunk, self._at)
        if self._chunk[self._at : found.start() if found else None].strip(b"\0") and not self._lost:
            self._lose(ValueError("no member begins where one should"))
        if found is None:
            self._at = len(self._chunk)
            self._more(_HEAD - 1 if self._lost else 0)
            return False
        self._member = zlib.decompressobj(31)
        self._at, self._again = found.start(), found.start() + 1
        return True

    def _lose(self, error: Exception) -> None:
        """Note a fault, and look for a member from ``_again`` on."""
        if self._fault is None:
            self._fault, self.sound = error, self._given
        self._member, self._lost, self._at = None, True, self._again


def _sound(member: Any, data: memoryview, size: int) -> bytes:
    """What a member gives of some data before the fault in it, which an error hides; at most ``size`` bytes."""
    out: list[bytes] = []
    step = len(data)
    while step > 1:
        step = max(1, step // _FINER)
        at, before = 0, member.copy()
        while True:
            try:
                piece = member.decompress(data[at : at + step], size)
            except zlib.error:
                data, member = data[at : at + step], before
                break
            if not piece and at >= len(data):
                return b"".join(out)  # the fault does not come again
            out.append(piece)
            size -= len(piece)
            if size <= 0:
                return b"".join(out)
            at, before = at + step, member.copy()
    return b"".join(out)
