"""Detection: the codec of clean and damaged bytes, and of the peers' own test files, beside other tools.

``python -m tests.benchmarks encoding_detect [--size N] [SECTION …]``; sections: detect, genres, files, characters,
mixed, standard.
"""

from __future__ import annotations

import csv
import difflib
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module

from cleaner.decoding import encode_back
from cleaner.labels import codec_of
from cleaner.stages.decode import decode
from cleaner.stages.decode.detect import detect
from tests.benchmarks._encoding_genres import genres, stretch
from tests.benchmarks._encoding_text import pieces, records
from tests.benchmarks.common import data_path, print_table, run_sections
from tests.damage import broken

Finder = Callable[[bytes], str | None]


def finders() -> dict[str, Finder]:
    """The detectors that are installed, ours first."""
    found: dict[str, Finder] = {"cleaner": detect}

    def peer(name: str, module: str, find: Callable[[object, bytes], str | None]) -> None:
        try:
            loaded = import_module(module)
        except ImportError:
            return
        found[f"{name} {getattr(loaded, '__version__', '')}"] = lambda data: find(loaded, data)

    peer("chardet", "chardet", lambda m, d: m.detect(d)["encoding"])  # type: ignore[attr-defined]
    peer("charset-normalizer", "charset_normalizer", _normalizer)
    peer("faust-cchardet", "cchardet", lambda m, d: m.detect(d)["encoding"])  # type: ignore[attr-defined]
    return found


def _normalizer(module: object, data: bytes) -> str | None:
    best = module.from_bytes(data).best()  # type: ignore[attr-defined]
    return best.encoding if best else None


def same(found: str | None, truth: str, data: bytes) -> bool:
    """Whether a codec is the right one: by name, or because it reads the data alike."""
    codec = codec_of(found or "") or (found or "").lower().replace("-", "_")
    truth = codec_of(truth) or truth
    if codec.replace("-sig", "") == truth.replace("-sig", ""):
        return True
    try:
        return data.decode(codec) == data.decode(truth)
    except (UnicodeError, LookupError):
        return False


def damage(data: bytes, kind: str, source: random.Random) -> bytes:
    """``data`` with one byte wrong or lost, or its first and last bytes cut off."""
    high = [i for i, b in enumerate(data) if b > 0x7F]
    at = source.choice(high)
    if kind == "wrong":
        return data[:at] + bytes((source.randrange(256),)) + data[at + 1 :]
    if kind == "lost":
        return data[:at] + data[at + 1 :]
    return data[source.choice((1, 1, 2)) : -1] if kind == "cut" else data


def samples(kind: str, size: int, number: int) -> Iterator[tuple[str, bytes]]:
    """(codec, bytes of about ``size``) of unseen text, damaged or not."""
    source = random.Random(size)
    plans = [("hans", "utf-8"), ("hans", "gb18030"), ("hant", "utf-8"), ("hant", "big5hkscs"), ("hant", "gb18030")]
    for script, codec in plans:
        width = 3 if codec == "utf-8" else 2
        texts = "".join(records(script)) if size > 100 else ""
        for piece in pieces(script, min(40, max(4, size // width)), number // len(plans), size):
            text = piece
            if texts:
                at = source.randrange(len(texts) - size)
                text = texts[at : at + size // width]
            data = text.encode(codec, "ignore")
            if any(b > 0x7F for b in data):
                yield codec, damage(data, kind, source)


def in_page(number: int) -> Iterator[tuple[str, bytes]]:
    """Ten bytes of Chinese in five kilobytes of tags."""
    filler = b'<div class="nav"><a href="/list/1.html" title="x">item</a><span id="s">&nbsp;</span></div>\n' * 30
    for codec, data in samples("clean", 10, number):
        yield codec, filler + data[:10] + filler


def bench_detect(number: int) -> None:
    """Codec of Chinese bytes, clean and damaged."""
    sets: dict[str, list[tuple[str, bytes]]] = {}
    for size in (20, 50, 200):
        sets[f"clean {size} B"] = list(samples("clean", size, number))
    for kind in ("cut", "wrong", "lost"):
        for size in (50, 2000):
            sets[f"{kind} {size} B"] = list(samples(kind, size, number))
    sets["10 B in a page"] = list(in_page(number))
    who = finders()
    rows = []
    for name, cases in sets.items():
        shares = [sum(same(find(data), codec, data) for codec, data in cases) / len(cases) for find in who.values()]
        rows.append((name, len(cases), *shares))
    print_table(("codec found", "n", *who), rows, "Detection")


def bench_files(number: int) -> None:
    """Codec of the peers' own test files, by language."""
    with data_path("encoding", "INDEX.tsv").open(encoding="utf-8") as file:
        index = [r for r in csv.DictReader(file, delimiter="\t") if r["true_encoding"] and r["source"] != "encoding_rs"]
    cases = [(r["lang"], r["true_encoding"], data_path("encoding", r["file"]).read_bytes(), r["file"]) for r in index]
    who = finders()
    right: dict[str, Counter[str]] = {name: Counter() for name in who}
    spent = dict.fromkeys(who, 0.0)
    for find in who.values():
        find(cases[0][2])  # loads its tables
    for language, truth, data, path in cases:
        for name, find in who.items():
            start = time.perf_counter()
            found = find(data)
            spent[name] += time.perf_counter() - start
            ok = same(found, truth, data)
            right[name][language] += ok
            if name == "cleaner" and not ok:
                print(f"  missed: {path}: {truth}, found {found}", file=sys.stderr)
    total = Counter(language for language, *_ in cases)
    rows: list[tuple[object, ...]] = [(k, n, *(right[name][k] for name in who)) for k, n in sorted(total.items())]
    rows.append(("ms a file", len(cases), *(1000 * spent[name] / len(cases) for name in who)))
    print_table(("files", "n", *who), rows, "Peers' test files")


def bench_genres(number: int) -> None:
    """Codec of texts of many kinds, by damage and size."""
    plans = [("hans", "utf-8"), ("hans", "gb18030"), ("hant", "utf-8"), ("hant", "big5hkscs"), ("hant", "gb18030")]
    kinds = genres()
    rows: list[tuple[object, ...]] = []
    for kind, damaged in broken.KINDS.items():
        row: list[object] = [kind]
        for size in (10, 20, 50, 200, 2000):
            source = random.Random(f"{kind}{size}")
            right = total = 0
            for turn in range(number):
                script, codec = plans[turn % len(plans)]
                name = source.choice([key for key in kinds if key[1] == script])
                data = damaged(stretch(kinds[name], codec, size, source), source)
                if not data.isascii():
                    total += 1
                    right += same(detect(data), codec, data)
            row.append(right / total)
        rows.append(tuple(row))
    print_table(("codec found", "10 B", "20 B", "50 B", "200 B", "2000 B"), rows, "Many kinds of text")


def bench_characters(number: int) -> None:
    """Characters that a wrong or lost byte in 2,000 costs, and wrong ones in their place; Python's decoder beside."""
    kinds = genres()
    rows = []
    for kind in ("wrong", "lost", "several"):
        for codec, script in (("gb18030", "hans"), ("gb18030", "hant"), ("big5hkscs", "hant"), ("utf-8", "hans")):
            source = random.Random(5)
            spent = [0.0, 0.0, 0.0, 0.0]
            for _ in range(number):
                name = source.choice([key for key in kinds if key[1] == script])
                data = stretch(kinds[name], codec, 2000, source)
                damaged = broken.KINDS[kind](data, source)
                for place, text in enumerate((decode(damaged, codec).text, damaged.decode(codec, "replace"))):
                    lost, wrong = _difference(data.decode(codec, "ignore"), text)
                    spent[place * 2] += lost / number
                    spent[place * 2 + 1] += wrong / number
            rows.append((f"{kind}, {codec}, {script}", *spent))
    print_table(("a document", "lost", "wrong", "lost, Python", "wrong, Python"), rows, "Characters after damage")


def _difference(truth: str, text: str) -> tuple[int, int]:
    """Characters of ``truth`` that ``text`` lacks, and characters of ``text`` that are not in ``truth``."""
    blocks = difflib.SequenceMatcher(None, truth, text, autojunk=False).get_matching_blocks()
    matched = sum(block.size for block in blocks)
    return len(truth) - matched, len([c for c in text if c != "\ufffd" and not "\udc80" <= c <= "\udcff"]) - matched


def bench_mixed(number: int) -> None:
    """Pages of 3,000 bytes with one line in another codec that come out exactly, by the size of that line."""
    kinds = genres()
    rows = []
    plans = [("hans", "utf-8", "gb18030"), ("hant", "utf-8", "big5hkscs"), ("hans", "gb18030", "utf-8")]
    for script, codec, other in [*plans, ("hant", "big5hkscs", "utf-8")]:
        row: list[object] = [f"{other} in {codec}"]
        names = [key for key in kinds if key[1] == script]
        for size in (6, 20, 60):
            source = random.Random(f"{codec}{other}{size}")
            right = 0
            for _ in range(number):
                page = stretch(kinds[source.choice(names)], codec, 1500, source) + b"\n"
                line = (
                    b"<p>" + stretch(kinds[source.choice(names)], other, size, source).replace(b"\n", b" ") + b"</p>\n"
                )
                text = page.decode(codec, "ignore") + line.decode(other, "ignore")
                right += decode(page + line + page).text.startswith(text)
            row.append(right / number)
        rows.append(row)
    print_table(("lines exact", "6 B", "20 B", "60 B"), rows, "Two codecs in a page")


def bench_standard(_: int) -> None:
    """Every entry of the tables of encoding_rs (the Encoding Standard) through the decoder, and back."""
    rows = []
    for name, codec in (("big5", "big5hkscs"), ("gb18030", "gb18030")):
        stem = f"test_data__{name}_in"
        entries = data_path("encoding", "encoding_rs", f"{stem}.txt").read_bytes().split(b"\n")[4:]
        wanted = data_path("encoding", "encoding_rs", f"{stem}_ref.txt").read_text("utf-8").split("\n")[4:]
        pairs = [(e, w) for e, w in zip(entries, wanted, strict=True) if len(e) > 1]
        found = [(decode(e + b" ", codec), w) for e, w in pairs]
        right = sum(d.text.translate(_LOST).replace("\ufffd\ufffd", "\ufffd") == w + " " for d, w in found)
        back = sum(encode_back(d) == e + b" " for (d, _), (e, _) in zip(found, pairs, strict=True))
        rows.append((name, len(pairs), right, back))
    print_table(("table", "entries", "read alike", "bytes back"), rows, "Encoding Standard")


_LOST = {0xDC00 + byte: 0xFFFD for byte in range(0x80, 0x100)}


SECTIONS = {
    "detect": bench_detect,
    "genres": bench_genres,
    "files": bench_files,
    "characters": bench_characters,
    "mixed": bench_mixed,
    "standard": bench_standard,
}


def main(argv: list[str]) -> int:
    """Run the named sections, all of them by default."""
    return run_sections("encoding_detect", __doc__, SECTIONS, argv)
