"""Write the tables of the decoder: CNS 11643, where Python's codecs differ from the Encoding Standard, other letters.

``cns11643.npz``    code points of planes 1–7 and 15 by row and column, as the C library of GNU (``iconv -f EUC-TW``,
                    glibc 2.36; its table comes from the Unicode Consortium) maps them; an array for each byte of them
``whatwg.txt``      byte pairs that Python's ``big5hkscs`` and ``gb18030`` read otherwise than the Encoding Standard of
                    WHATWG (index-big5, index-gb18030), from the npm package ``@exodus/bytes`` (MIT), which holds them
``neighbours.txt``  −10·ln P of the letters of Japanese and Korean, from the word frequencies of ``wordfreq``
                    (Apache-2.0, data CC BY-SA 4.0); only these counts are taken

Usage: python tools/build_decode_tables.py NODE_FOLDER     (needs glibc, wordfreq; and node, with @exodus/bytes
installed in NODE_FOLDER by ``npm install @exodus/bytes``)
"""

from __future__ import annotations

import ctypes
import json
import math
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

TABLES = Path(__file__).parent.parent / "cleaner" / "data" / "tables"
PLANES = (1, 2, 3, 4, 5, 6, 7, 15)
LEAST = 3e-6  # rarer letters of a neighbour are left out
CODECS = {"big5": "big5hkscs", "gb18030": "gb18030"}
_DUMP = """
import { TextDecoder } from '@exodus/bytes/encoding.js'
const found = {}
for (const name of ['big5', 'gb18030']) {
  const decoder = new TextDecoder(name, { fatal: true })
  found[name] = []
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) {
    try { found[name].push([lead, trail, decoder.decode(new Uint8Array([lead, trail]))]) } catch { }
  }
}
console.log(JSON.stringify(found))
"""


class Iconv:
    """The converter of the C library."""

    def __init__(self, codec: bytes) -> None:
        self._library = ctypes.CDLL(None)
        self._library.iconv_open.restype = ctypes.c_void_p
        self._library.iconv.argtypes = [ctypes.c_void_p] * 5
        self._library.iconv.restype = ctypes.c_ssize_t
        self._handle = self._library.iconv_open(b"UTF-32LE", codec)

    def __call__(self, data: bytes) -> int:
        """The code point that ``data`` stands for, 0 where it stands for none."""
        source, target = ctypes.create_string_buffer(data, len(data)), ctypes.create_string_buffer(16)
        start, end = ctypes.c_void_p(ctypes.addressof(source)), ctypes.c_void_p(ctypes.addressof(target))
        left, room = ctypes.c_size_t(len(data)), ctypes.c_size_t(16)
        self._library.iconv(self._handle, None, None, None, None)
        places = [ctypes.byref(each) for each in (start, left, end, room)]
        done = self._library.iconv(self._handle, *[ctypes.cast(p, ctypes.c_void_p) for p in places])
        return int.from_bytes(target.raw[:4], "little") if done >= 0 and not left.value and room.value == 12 else 0


def cns() -> None:
    """Write ``cns11643.npz``."""
    convert = Iconv(b"EUC-TW")
    places = [
        convert(bytes((0x8E, 0xA0 + plane, 0xA1 + row, 0xA1 + column)))
        for plane in PLANES
        for row in range(94)
        for column in range(94)
    ]
    points = np.array(places, np.uint32)
    bytes_ = points.view(np.uint8).reshape(-1, 4).T
    np.savez_compressed(
        TABLES / "cns11643.npz", planes=np.array(PLANES, np.uint8), low=bytes_[0], mid=bytes_[1], high=bytes_[2]
    )
    print(f"cns11643.npz: {np.count_nonzero(points)} characters")


def whatwg(folder: Path) -> None:
    """Write ``whatwg.txt``."""
    command = ["node", "--input-type=module", "-e", _DUMP]
    found = json.loads(subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout)
    lines = ["# codec of Python, bytes, what the Encoding Standard reads there (tools/build_decode_tables.py)"]
    for name, pairs in found.items():
        for lead, trail, text in pairs:
            pair = bytes((lead, trail))
            if pair.decode(CODECS[name], "surrogateescape") != text:
                lines.append(f"{CODECS[name]}\t{pair.hex()}\t{text}")
    (TABLES / "whatwg.txt").write_text("\n".join([*lines, ""]), "utf-8")
    print(f"whatwg.txt: {len(lines) - 1} pairs")


def neighbours() -> None:
    """Write ``neighbours.txt``."""
    import wordfreq

    lines = ["# language, −10·ln P, letters; from wordfreq (tools/build_decode_tables.py)"]
    for language in ("ja", "ko"):
        counts: dict[str, float] = defaultdict(float)
        for word, share in wordfreq.get_frequency_dict(language).items():
            for letter in word:
                if letter > "\u2fff":
                    counts[letter] += share
        total = sum(counts.values())
        rows: dict[int, list[str]] = defaultdict(list)
        for letter, count in sorted(counts.items()):
            if count / total >= LEAST:
                rows[round(-10 * math.log(count / total))].append(letter)
        lines += [f"{language}\t{cost}\t{''.join(letters)}" for cost, letters in sorted(rows.items())]
    (TABLES / "neighbours.txt").write_text("\n".join([*lines, ""]), "utf-8")
    print(f"neighbours.txt: {len(lines) - 1} rows")


def main() -> None:
    """Write the three tables."""
    cns()
    whatwg(Path(sys.argv[1]))
    neighbours()


if __name__ == "__main__":
    main()
