"""The script and tidy stages on the development data, beside OpenCC and its peers in the same run.

``python -m tests.benchmarks script [PART …] [--show N]``: errors and edits are in 10,000 Han characters.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from functools import cache, partial

from cleaner import Config
from cleaner.doc import Doc, Edit
from cleaner.fold import Class, count
from cleaner.pipeline import Context, Proposal
from cleaner.rules import rule_book
from cleaner.stages import script, tidy
from cleaner.stages.script.convert import to_simplified, to_traditional
from cleaner.stages.script.dictionaries import through
from tests.benchmarks import _script_sets as sets
from tests.benchmarks._script_peers import OVERRIDES, Convert, hard_sentences, peers, wrong
from tests.benchmarks.common import area_under_curve, megabytes_a_second, print_table

WIDE = str.maketrans("，：；？！（）", ",:;?!()")
NARROW_BESIDE_HAN = re.compile("(?<=[\u3400-\u9fff])[,:;?!()]|[()](?=[\u3400-\u9fff])")


def main(argv: list[str]) -> int:
    """Print a table for each figure."""
    parser = argparse.ArgumentParser(prog="script", description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="examples of what goes wrong")
    parts = {
        p.__name__: p for p in (simplified, audit, harm, labels, origins, repairs, opencc_cases, punctuation, speed)
    }
    parser.add_argument("part", nargs="*", choices=[*parts, []], help="the parts to run; all by default")
    options = parser.parse_args(argv)
    for name in options.part or parts:
        parts[name](options.show)
    return 0


@cache
def context(target: str) -> Context:
    """The context of a document of which nothing is known."""
    return Context(Config.from_mapping({"script": target}), rule_book())


def proposed(text: str, target: str) -> Proposal:
    """What the script stage proposes."""
    return script.propose(Doc(text), context(target))


def converted(text: str, target: str) -> str:
    """``text`` after the script stage."""
    return Doc(text).apply("script", proposed(text, target).edits).text


def simplified(show: int) -> None:
    """Traditional to Simplified on sentence pairs, and 著/着 alone."""
    both = sets.pairs()
    han = sum(count(p["hans"], Class.HAN) for p in both)
    ways: dict[str, Convert] = {
        "ours": partial(converted, target="hans"),
        **peers("t2s", "zh-hans"),
        "opencc tw2s": partial(through, "tw2s"),
    }
    rows = []
    for name, way in ways.items():
        given = [(p["hant"], way(p["hant"]), p["hans"]) for p in both]
        errors = [(old[i], new[i], right[i]) for old, new, right in given for i in wrong(new, right)]
        particle = sum(a in "著着" for a, _, _ in errors)
        rows.append((name, 1e4 * len(errors) / han, 1e4 * particle / han))
        if show and name == "ours":
            print(Counter(errors).most_common(show))
    print_table(
        ["converter", "wrong in 10k", "著/着 wrong"], rows, f"Traditional to Simplified, {len(both)} pairs, {han} Han"
    )


def audit(show: int) -> None:
    """Our own sentences of hard one-to-many characters, in both directions."""
    rows = []
    for way, config, zhconv, target, first, second in (
        ("to Simplified", "t2s", "zh-hans", "hans", 1, 2),
        ("to Traditional", "s2tw", "zh-hant", "hant-tw", 2, 1),
    ):
        sentences = list(hard_sentences())
        han = sum(count(s[1], Class.HAN) for s in sentences)
        plain = to_simplified if target == "hans" else partial(to_traditional, target=target)
        for name, convert in {"ours": plain, **peers(config, zhconv)}.items():
            errors = [
                (s[second], i, out) for s in sentences for out in [convert(s[first])] for i in wrong(out, s[second])
            ]
            rows.append((way, name, len(errors), 1e4 * len(errors) / han))
            if show and name == "ours":
                print([(right[max(0, i - 3) : i + 4], out[i : i + 1]) for right, i, out in errors[:show]])
    print_table(["direction", "converter", "wrong", "in 10k"], rows, "Hard sentences of our own (tests/cases)")


def harm(show: int) -> None:
    """Edits on native text whose own script is the target."""
    rows = []
    for name, (own, texts) in sets.native().items():
        han = max(1, sum(count(t, Class.HAN) for t in texts))
        row: list[object] = [name, own, han]
        for target in ("auto", own):
            changes = [e for t in texts for e in changed(t, proposed(t, target).edits)]
            row.append(1e4 * len(changes) / han)
            if show and changes:
                print(name, target, changes[:show])
        native = sum(len(wrong(through("s2tw" if own != "hans" else "tw2s", t), t)) for t in texts)
        rows.append((*row, 1e4 * native / han))
    print_table(["set", "own", "Han", "auto", "own script", "opencc s2tw/tw2s"], rows, "Edits on native text, in 10k")


def changed(text: str, edits: object) -> list[tuple[str, str, str]]:
    """The changed characters of edits of equal length."""
    found: list[tuple[str, str, str]] = []
    assert isinstance(edits, list)
    for edit in edits:
        assert isinstance(edit, Edit)
        old = text[edit.start : edit.end]
        found += [(edit.rule, a, b) for a, b in zip(old, edit.new, strict=True) if a != b]
    return found


def labels(show: int) -> None:
    """The label of 40 characters, native and converted."""
    rows = []
    groups = [(name, "hans" if own == "hans" else "hant", texts) for name, (own, texts) in sets.native().items()]
    groups += [
        (f"cn_law {config}", "hant", [through(config, t) for t in sets.clean("cn_law_markdown")])
        for config in ("s2tw", "s2hk", "s2t")
    ]
    for name, truth, texts in groups:
        pieces = [p for p in sets.chunks(texts, 40, 400) if count(p, Class.HAN) >= 30]
        found = Counter(str(proposed(p, "keep").tags.get("script_found")) for p in pieces)
        rows.append((name, len(pieces), 100 * found[truth] / len(pieces), dict(found)))
    print_table(["set", "pieces", "right %", "labels"], rows, "Label of 40 characters")


def origins(show: int) -> None:
    """Machine conversion told from native Traditional at 2,000 characters."""
    rows = []
    for size in (1200, 2000, 4000):
        native: list[tuple[float, str]] = []
        for name, (own, texts) in sets.native().items():
            if own != "hans" and name != "poetry":
                native += [scored(p) for p in sets.chunks(texts, size, 100) if dense(p)]
        made: list[tuple[float, str]] = []
        for source in (sets.clean("cn_law_markdown"), sets.clean("recipes_markdown"), sets.articles("simp")):
            for config in ("s2tw", "s2hk", "s2t"):
                made += [scored(through(config, p)) for p in sets.chunks(source, size, 60) if dense(p)]
        area = area_under_curve([s for s, _ in native], [s for s, _ in made])
        alarms, hits = (sum(o in ("machine", "naive-table") for _, o in each) for each in (native, made))
        rows.append((size, len(native), len(made), area, 100 * alarms / len(native), 100 * hits / len(made)))
    head = ["characters", "native", "converted", "AUC", "false alarms %", "found %"]
    print_table(head, rows, "Provenance of Traditional text (OpenCC's dictionaries of today)")


def dense(text: str) -> bool:
    """Whether most of a piece is Han (and not code, tables or lists of numbers)."""
    return count(text, Class.HAN) >= 0.6 * len(text)


def scored(text: str) -> tuple[float, str]:
    """Score and provenance of a text."""
    found = proposed(text, "keep")
    return found.scores.get("script.machine", 0.0), found.tags.get("script_origin", "")


def repairs(show: int) -> None:
    """Simplified text through naive tables, and back by the stage."""
    rows = []
    ways: dict[str, tuple[str, Convert]] = {
        "auto": ("auto", str),
        "hant-tw": ("hant-tw", partial(through, "s2tw")),
        "ours": ("hant-tw", partial(to_traditional, target="hant-tw")),
    }
    for table, mapping in sets.naive_tables().items():
        for name, given in (("web pages", sets.articles("simp")), ("cn_law", sets.clean("cn_law_markdown"))):
            texts = [
                t for t in given if count(t, Class.HAN) >= 1000 and "script_origin" not in proposed(t, "keep").tags
            ]
            han = sum(count(t, Class.HAN) for t in texts)
            missed = sum(scored(t.translate(mapping))[1] != "naive-table" for t in texts)
            row: list[object] = [table, name, len(texts), missed]
            for target, ideal in ways.values():
                before: Counter[tuple[str, str]] = Counter()
                after: Counter[tuple[str, str]] = Counter()
                for text in texts:
                    naive, wanted = text.translate(mapping), ideal(text)
                    got = converted(naive, target)
                    before.update((naive[i], wanted[i]) for i in wrong(naive, wanted))
                    after.update((got[i], wanted[i]) for i in wrong(got, wanted))
                row += [1e4 * before.total() / han, 1e4 * after.total() / han]
                if show:
                    print(table, name, target, after.most_common(show))
            rows.append(row)
    head = ["table", "set", "texts", "not detected"]
    head += [f"{way}: {when}" for way in ("auto", "s2tw", "ours") for when in ("before", "after")]
    title = "Text of naive tables, wrong in 10k; hant-tw against OpenCC's s2tw of the original, and against ours"
    print_table(head, rows, title)


def opencc_cases(show: int) -> None:
    """OpenCC's own cases through the stage."""
    targets = {"t2s": "hans", "tw2s": "hans", "hk2s": "hans", "s2tw": "hant-tw", "s2hk": "hant-hk", "s2t": "hant"}
    rows = []
    for config, target in targets.items():
        chosen = [c for c in sets.cases() if config in c["expected"]]
        failed = [c for c in chosen if converted(c["input"], target) != c["expected"][config]]
        known = [c for c in failed if c["id"] in OVERRIDES]
        rows.append((config, target, len(chosen), len(chosen) - len(failed), len(known)))
        for case in [c for c in failed if c["id"] not in OVERRIDES][:show]:
            print(
                config, case["id"], case["input"], "|", case["expected"][config], "|", converted(case["input"], target)
            )
    print_table(["configuration", "target", "cases", "passed", "overridden"], rows, "OpenCC's own cases")


def punctuation(show: int) -> None:
    """Full-width marks of real text, folded to ASCII and put back.

    A mark that a text writes in both widths says nothing of its own once folded: the second F1 leaves such out.
    """
    rows = []
    for name, (_, texts) in sets.native().items():
        if name == "poetry":
            continue
        every, single = Counter[str](), Counter[str]()
        harmed = 0
        for text in texts:
            folded = text.translate(WIDE)
            truth = {i for i, (a, b) in enumerate(zip(text, folded, strict=True)) if a != b}
            found = widened(folded)
            mixed = {kind for mark in NARROW_BESIDE_HAN.findall(text) for kind in ("()" if mark in "()" else mark)}
            for at in truth | found:
                kind = "missed" if at not in found else "hit" if at in truth else "extra"
                every[kind] += 1
                single[kind] += folded[at] not in mixed
            harmed += len(widened(text))
        rows.append((name, every["hit"] + every["missed"], f1(every), f1(single), harmed))
    head = ["set", "marks", "F1", "of one width", "edits on the text itself"]
    print_table(head, rows, "Folded punctuation made full-width")


def f1(tally: Counter[str]) -> float:
    """The F1 of hits, extras and misses."""
    return 2 * tally["hit"] / max(1, 2 * tally["hit"] + tally["extra"] + tally["missed"])


def widened(text: str) -> set[int]:
    """Where the tidy stage makes a mark full-width."""
    edits = tidy.propose(Doc(text), context("auto")).edits
    return {e.start + (text[e.start] == " ") for e in edits if e.rule == "tidy.punctuation"}


def speed(show: int) -> None:
    """Megabytes of UTF-8 a second of processor time through the script stage, documents one by one."""
    law, wiki = sets.clean("cn_law_markdown"), ["\n".join(sets.clean("tw_wiki"))]
    made = [through("s2hk", t) for t in law]
    groups = {
        "cn_law, nothing to do": (law, "auto"),
        "tw_wiki joined, nothing to do": (wiki, "auto"),
        "web pages hant, nothing to do": (sets.articles("trad"), "auto"),
        "tw_wiki joined to hans": (wiki, "hans"),
        "cn_law of s2hk, to hans": (made, "hans"),
        "cn_law of s2hk, auto": (made, "auto"),
        "cn_law of s2hk joined, auto": (["\n".join(made)], "auto"),
        "cn_law to hant-tw": (law, "hant-tw"),
        "cn_law joined to hant-tw": (["\n".join(law)], "hant-tw"),
    }
    rows: list[list[object]] = []
    others: list[str] = []
    for name, (texts, target) in groups.items():
        joined = "".join(texts)

        def run(texts: list[str] = texts, target: str = target) -> None:
            for text in texts:
                proposal = proposed(text, target)
                Doc(text).apply("script", proposal.edits)

        found = peers(*(("t2s", "zh-hans") if target in ("auto", "hans") else ("s2tw", "zh-hant")))
        others = [peer.split()[0] for peer in found]
        rates = [
            megabytes_a_second(joined, partial(_all_through, way, texts), clock=time.process_time)
            for way in found.values()
        ]
        rows.append([name, len(texts), megabytes_a_second(joined, run, clock=time.process_time), *rates])
    print_table(["text", "documents", "stage MB/s", *others], rows, "Speed (peers convert, and find and log nothing)")


def _all_through(convert: Convert, texts: list[str]) -> None:
    for text in texts:
        convert(text)
