from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.cli.spun import spun_group
from cleaner.errors import UsageError
from cleaner.spun_tools import merge, mine, twins
from cleaner.spun_tools.align import LONGEST, gaps
from cleaner.stages.spun.families import read_family

ORIGINAL = (
    "业内人士表示，我们预计明年市场的规模可以达到五百亿元，已经有三十家企业完成了准备。\n"
    "目前的技术能力还没有达到标准，因此大家认为最后的结果仍然不能确定，观众也在等待。\n"
    "我们认为市场上的产品很多，但是真正的创新能力没有得到提升，这也是目前最大的困难。\n"
)
MAP = [
    ("人", "东说念主"), ("表示", "知道"), ("我们", "咱们"), ("预计", "瞻望"), ("明年", "来岁"), ("市场", "阛阓"),
    ("规模", "界限"), ("可以", "不错"), ("已经", "依然"), ("能力", "才气"), ("没有", "莫得"), ("标准", "圭臬"),
    ("大家", "各人"), ("认为", "以为"), ("最后", "终末"), ("确定", "细目"), ("观众", "不雅众"), ("也是", "亦然"),
    ("产品", "居品"), ("创新", "改造"), ("提升", "升迁"),
]  # fmt: skip


def spin(text: str) -> str:
    for original, form in MAP:
        text = text.replace(original, "\x01".join(form) + "\x01")
    return text.replace("\x01", "")


def test_mine_reads_the_map_off_a_page() -> None:
    found = {(f.original, f.spun): f for f in mine(spin(ORIGINAL), ORIGINAL)}
    assert set(found) == set(MAP)
    assert found["市场", "阛阓"].uses == 2
    assert found["市场", "阛阓"].families == ("B",)


def test_mine_leaves_out_what_is_no_map() -> None:
    edited = spin(ORIGINAL).replace("最大", "很大").replace("三十家", "四十家") + "后来又添了一句话。"
    found = {(f.original, f.spun) for f in mine(edited, ORIGINAL)}
    assert ("我们", "咱们") in found
    assert found >= set(MAP) - {("人", "东说念主")}
    assert not any("十" in original for original, _ in found)


def test_texts_that_have_nothing_in_common_give_nothing() -> None:
    assert mine("今天天气很好", "") == []
    assert mine("", "") == []


@given(st.text("甲乙丙丁戊己", max_size=60), st.text("甲乙丙丁戊己", max_size=60))
@example("丙丙丁", "丁" * 26 + "丙丙")
def test_gaps_lie_in_order_and_between_them_the_texts_agree(left: str, right: str) -> None:
    at = to = 0
    for gap in gaps(left, right):
        assert at <= gap.start <= gap.end <= len(left)
        assert to <= gap.was_start <= gap.was_end <= len(right)
        same, was_same = left[at : gap.start], right[to : gap.was_start]
        assert same == was_same or max(len(same), len(was_same)) > LONGEST  # what is longer is no replacement
        at, to = gap.end, gap.was_end


def test_merge_adds_pairs_counts_pages_and_keeps_the_rest() -> None:
    head = "# Spun words of family Z: a test.\n"
    table = head + "original\tspun\tclass\tevidence\tcount\tnatural\toriginal_ppm\tspun_ppm\n"
    once = merge(table, "Z", mine(spin(ORIGINAL), ORIGINAL), "page1")
    twice = merge(once, "Z", mine(spin(ORIGINAL), ORIGINAL), "page2")
    pairs = {(p.original, p.spun): p for p in read_family(twice, "Z").pairs}
    assert set(pairs) == set(MAP)
    assert pairs["没有", "莫得"].evidence == ("page1", "page2")
    assert pairs["没有", "莫得"].count == 2
    assert pairs["人", "东说念主"].kind == "X"
    assert merge(twice, "Z", [], "page2") == twice
    with pytest.raises(ValueError, match="page"):
        merge(table, "Z", [], "a page")


def corpus() -> list[tuple[str, str]]:
    """Forty pages of random sentences, two of which are the original and its spun copy."""
    draw = random.Random(3)
    letters = [chr(c) for c in range(0x4E00, 0x5200)]
    pages = [("".join(draw.choices(letters, k=300))) for _ in range(38)]
    documents = [(f"page{i}", text) for i, text in enumerate(pages)]
    documents.insert(7, ("written", ORIGINAL + "编号 8842，见 GB2312。"))
    documents.insert(30, ("spun", spin(ORIGINAL) + "编号 8842，见 GB2312。"))
    return documents


def test_twins_are_found_and_the_spun_one_is_named() -> None:
    (group,) = twins(corpus())
    assert group.names == ("written", "spun")
    assert (group.keep, group.drop) == ("written", ("spun",))
    assert group.to_record()["drop"] == ["spun"]


def test_plain_copies_are_groups_only_if_asked_for() -> None:
    pages = [*corpus()[:6], ("copy", corpus()[2][1])]
    assert list(twins(pages)) == []
    (group,) = twins(pages, all_groups=True)
    assert (group.names, group.keep, group.drop) == (("page2", "copy"), None, ())


def test_twins_take_any_text() -> None:
    assert list(twins([])) == []
    assert list(twins([("a", ""), ("b", "\ud800\x00"), ("c", "短"), ("d", "短")])) == []


def test_the_commands(tmp_path: Path) -> None:
    run = CliRunner().invoke
    (tmp_path / "spun.txt").write_text(spin(ORIGINAL), "utf-8")
    (tmp_path / "original.txt").write_text(ORIGINAL, "utf-8")
    family = tmp_path / "spun-z.tsv"
    family.write_text("# Spun words of family Z: a test.\noriginal\tspun\tclass\tevidence\tcount\tnatural\t"
                      "original_ppm\tspun_ppm\n", "utf-8")  # fmt: skip
    pages = [str(tmp_path / name) for name in ("spun.txt", "original.txt")]
    done = run(spun_group, ["mine", *pages, "--least", "2", "--merge", str(family)])
    assert done.exit_code == 0, done.output
    assert "市场\t阛阓\t2\t0\tB" in done.output
    assert read_family(family.read_text("utf-8"), "Z").pairs[0].evidence == ("spun",)
    done = run(spun_group, ["twins", str(tmp_path), "-o", str(tmp_path / "twins.jsonl")])
    assert done.exit_code == 0, done.output
    record = json.loads((tmp_path / "twins.jsonl").read_text("utf-8"))
    assert record["drop"] == [pages[0]]
    records = tmp_path / "pages.jsonl"
    records.write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in corpus()), "utf-8")
    assert json.loads(run(spun_group, ["twins", str(records)]).stdout)["keep"] == "written"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [(["mine", "missing", "missing"], "cannot be read"), (["twins", "missing"], "no such file")],
)
def test_bad_arguments_are_named(arguments: list[str], complaint: str) -> None:
    done = CliRunner().invoke(spun_group, arguments)
    assert isinstance(done.exception, UsageError)
    assert complaint in str(done.exception)
