"""Encoding: codecs found, mirror pages and misread text restored, clean text left alone, speed; beside other tools.

``python -m tests.benchmarks encoding [--size N] [SECTION …]``; sections: detect, files, mirror, misread, harm, speed.
Text is one record in ten of the development data, which the character model has not seen.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import random
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from itertools import islice

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal
from cleaner.rules import rule_book
from cleaner.stages import decode, encoding, mirror
from cleaner.stages.decode.detect import detect
from cleaner.stages.decode.labels import codec_of
from cleaner.stages.encoding import cp936
from cleaner.stages.mirror.notes import INSIDE, reading_of
from tests.benchmarks.common import data_path, megabytes_a_second, print_table, read_jsonl
from tests.damage.mirror import Mirror
from tests.damage.misread import KINDS

HANT = ("tw_law", "tw_wiki", "hk_spoken")
HANS = ("cn_law_markdown", "recipes_markdown")
Finder = Callable[[bytes], str | None]


def held_out(name: object) -> bool:
    """Whether the model has not seen the record ``name``."""
    return zlib.crc32(str(name).encode()) % 10 == 0


@cache
def records(script: str) -> list[str]:
    """Unseen texts in one script."""
    out = []
    for name in HANT if script == "hant" else HANS:
        rows = read_jsonl(data_path("clean", f"{name}.dev.jsonl"))
        out += [row["text"] for row in rows if held_out(row["id"])]
    rows = read_jsonl(data_path("variants", "gsd_pairs.dev.jsonl"))
    out += [row[script] for row in rows if held_out(row["id"])]
    if script == "hans":
        paths = sorted(data_path("html").rglob("*.txt"))
        out += [path.read_text("utf-8") for path in paths if held_out(path.stem)]
    return out


def pieces(script: str, size: int, number: int, seed: int = 1) -> list[str]:
    """``number`` stretches of ``size`` characters of unseen text, mostly Han."""
    source = random.Random(seed)
    if script == "any":
        return pieces("hans", size, number // 2, seed) + pieces("hant", size, number - number // 2, seed)
    lines = [line.strip() for text in records(script) for line in text.split("\n") if len(line.strip()) >= size]
    out: list[str] = []
    while len(out) < number:
        line = source.choice(lines)
        at = source.randrange(len(line) - size + 1)
        piece = line[at : at + size].strip()
        if len(piece) == size and sum("\u4e00" <= c <= "\u9fff" for c in piece) > 0.5 * size:
            out.append(piece)
    return out


def applied(stage: object, text: str) -> str:
    """``text`` after one stage."""
    proposal: Proposal = stage.propose(Doc(text), Context(Config(), rule_book()))  # type: ignore[attr-defined]
    return Doc(text).apply("stage", proposal.edits).text


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
    codec = codec_of(found or "") or found or ""
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


def bench_mirror(number: int) -> None:
    """Lines of mirror pages that come out exactly; a shifted line is one with a note inside a character."""
    variants: dict[str, dict[str, bool]] = {
        "private use kept": {},
        "half-width folded": {"folded": True},
        "private use stripped": {"private": False},
        "every ；！？： straddle": {"straddles": True},
    }
    rows = []
    for name, options in variants.items():
        hit, shifted = Counter[bool](), Counter[bool]()
        for before, after, wanted in _mirrored(options, max(4, number // 5)):
            if before != wanted:
                hit[after == wanted] += 1
                if _SHIFTED.search(before):
                    shifted[after == wanted] += 1
                if after != wanted:
                    print(f"  {name}: {wanted!r}\n    {after!r}", file=sys.stderr)
        share = shifted[True] / max(1, shifted.total())
        rows.append((name, hit.total(), hit[True] / max(1, hit.total()), shifted.total(), share))
    print_table(("mirror pages", "lines", "exact", "shifted", "exact "), rows, "Mirror inverse")


_HALF = {ord(c): ord(c) - 0xFEE0 for c in "，；：！？（）"}
_SHIFTED = re.compile(rf"{INSIDE.pattern}|[?][；！？：;!:]")


def _mirrored(options: dict[str, bool], number: int) -> Iterator[tuple[str, str, str]]:
    """(damaged, repaired, true) lines of ``number`` pages, each with its own list of 104 characters."""
    known = cp936.characters()
    table = {known[pair]: reading for pair, reading in reading_of().items()}
    frequent = [c for c, _ in Counter("".join(records("hant"))).most_common(1200) if c in table]
    source = random.Random(5)
    for lines in islice(_pages(), number):
        page = list(lines)
        keys = dict(source.sample([(c, table[c]) for c in frequent], 104))
        program = Mirror(keys, **options)
        damaged = [program(line) for line in page]
        after = applied(mirror, "\n".join(damaged)).translate(_HALF).split("\n")
        page = [line.translate(_HALF) for line in page]
        yield from zip(damaged, after, page, strict=True)


def _pages() -> Iterator[Iterator[str]]:
    """Unseen Traditional text, thirty lines a page, only of what GBK holds."""
    from cleaner.fold import simplified_characters

    lines = [line for text in records("hant") for line in text.split("\n") if len(line) > 15]
    random.Random(3).shuffle(lines)
    fits = [line for line in lines if all(cp936.encode(c) for c in line) and "?" not in line]
    fits = [line for line in fits if any(c in simplified_characters() for c in line)]
    each = iter(fits)
    for _ in range(len(fits) // 30):
        yield islice(each, 30)


def bench_misread(number: int) -> None:
    """Lines read in a wrong codec that come out exactly, and characters; ftfy's share of exact lines beside."""
    import ftfy

    rows = []
    for name, (script, misread) in KINDS.items():
        row: list[object] = [name]
        for size in (10, 30):
            exact = peer = matched = total = 0
            for piece in pieces(script, size, number, 7):
                try:
                    damaged = misread(piece)
                except UnicodeEncodeError:
                    continue
                after = applied(encoding, damaged)
                exact += after == piece
                peer += ftfy.fix_encoding(damaged) == piece
                blocks = difflib.SequenceMatcher(None, piece, after, autojunk=False).get_matching_blocks()
                matched += sum(b.size for b in blocks)
                total += len(piece)
            row += [exact * size / total, matched / total, peer * size / total]
        rows.append(row)
    head = ("misread text", "exact 10", "chars", "ftfy", "exact 30", "chars ", "ftfy ")
    print_table(head, rows, "Misread text")


def bench_harm(number: int) -> None:
    """Clean lines that change."""
    rows = []
    for script in ("hans", "hant"):
        lines = [line for text in records(script) for line in text.split("\n") if line.strip()][: 50 * number]
        changed = [line for line in lines if applied(encoding, applied(mirror, line)) != line]
        rows.append((script, len(lines), len(changed)))
        for line in changed[:5]:
            print(f"  changed: {line[:80]!r}", file=sys.stderr)
    print_table(("clean lines", "n", "changed"), rows, "No harm")


def bench_speed(number: int) -> None:
    """Megabytes a second through the three stages."""
    clean = "\n".join(records("hans"))[:1_000_000]
    known = cp936.characters()
    notes = {known[pair]: reading for pair, reading in reading_of().items()}
    keys = {c: notes[c] for c in sorted(notes)[::10]}
    page = "\n".join("\n".join(p) for p in islice(_pages(), 40))
    damaged = Mirror(keys)(page)
    lines = [line for line in pieces("any", 30, 400) if all(cp936.encode(c) for c in line)]
    misread = "\n".join(KINDS["UTF-8 as GBK, private use"][1](line) for line in lines)
    latin = "\n".join(KINDS["GBK as Latin-1"][1](line) for line in lines)

    def through(text: str) -> None:
        for stage in (decode, mirror, encoding):
            applied(stage, text)

    cases = {"clean": clean, "mirror page": damaged, "UTF-8 as GBK": misread, "GBK as Latin-1": latin}
    rows = [(name, len(text), megabytes_a_second(text, lambda t=text: through(t))) for name, text in cases.items()]  # type: ignore[misc]
    print_table(("speed", "characters", "MB/s"), rows, "Speed")


SECTIONS = {
    "detect": bench_detect,
    "files": bench_files,
    "mirror": bench_mirror,
    "misread": bench_misread,
    "harm": bench_harm,
    "speed": bench_speed,
}


def main(argv: list[str]) -> int:
    """Run the named sections, all of them by default."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks encoding", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--size", type=int, default=200, help="cases a cell (default 200)")
    options = parser.parse_args(argv)
    for name in options.sections or SECTIONS:
        SECTIONS[name](options.size)
    return 0
