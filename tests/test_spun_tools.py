from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import Config
from cleaner.batch.run import run_batch
from cleaner.batch.settings import Settings
from cleaner.cli.spun import spun_group
from cleaner.errors import UsageError
from cleaner.spun_tools import merge, mine, twins
from cleaner.spun_tools.align import LONGEST, gaps
from cleaner.stages.spun.detector import SUSPECT
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


def test_a_word_of_a_family_may_hold_a_numeral() -> None:
    original = "这里的交通非常方便，老人觉得非常满意。广场的灯到了晚上都会亮起来，附近的居民常来散步。"
    found = {(f.original, f.spun): f for f in mine(original.replace("非常", "十分"), original)}
    assert list(found) == [("非常", "十分")]
    assert found["非常", "十分"].uses == 2


def test_texts_that_have_nothing_in_common_give_nothing() -> None:
    other = (
        "本条例所称公路，包括公路的路基、路面和桥梁。公路管理机构负责养护，养护支出约为二百亿元，还本付息的资金另行安排。\n"
        "我们认为驾驶者应当减速，已经有三十家单位完成了检查，没有达到标准的要在年底以前整改。\n"
    )
    assert mine(spin(ORIGINAL), other) == []
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


def test_a_page_that_quotes_what_another_one_quotes_is_no_copy_of_it() -> None:
    draw = random.Random(5)
    letters = [chr(c) for c in range(0x4E00, 0x5200)]
    quoted, own = ("".join(draw.choices(letters, k=size)) for size in (200, 150))
    (group,) = twins([*corpus()[:6], ("quote", quoted), ("page", spin(ORIGINAL) + quoted + own)], all_groups=True)
    assert (group.names, group.keep, group.drop) == (("quote", "page"), None, ())
    assert group.scores[1] >= 1


NOTICE = (
    "阅览室下周三开始维修电路，工人会逐层进行检测，二楼东侧的书架将临时搬到走廊。\n"
    "借阅台的工作时间不变，需要续借的读者可以拨打柜台号码，具体办法贴在大门右边的木牌上。\n"
    "维修期间噪声较大，带小孩的家长请改去少儿馆；如果遇到停电，馆员会按照名册要求大家离场。\n"
    "自习区的座位暂不开放，存包柜里的物品请在周二闭馆前取走，逾期由保安统一保管。\n"
)
SWAPS = {"进行": "停止", "需要": "须要", "具体": "详细", "要求": "请求"}


def test_a_copy_that_looks_natural_is_named_by_what_it_has_for_the_words_of_the_other() -> None:
    copy, edited = NOTICE, NOTICE.replace("进行", "停止").replace("具体", "详细")
    for original, form in SWAPS.items():
        copy = copy.replace(original, form)
    for documents in ([("written", NOTICE), ("spun", copy)], [("spun", copy), ("written", NOTICE)]):
        (group,) = twins([*corpus()[:6], *documents], all_groups=True)
        assert (group.keep, group.drop) == ("written", ("spun",))
        assert max(group.scores) < SUSPECT
    # A new version has other new words, too.
    newer = copy.replace("不变，", "不变，市场价格、能力、标准以外的消息目前没有影响，")
    for text in (edited, newer):
        (group,) = twins([*corpus()[:6], ("written", NOTICE), ("edited", text)], all_groups=True)
        assert (group.keep, group.drop) == (None, ())


def test_a_natural_page_is_no_spun_copy_of_a_still_more_natural_one() -> None:
    page = ORIGINAL.replace("市场", "阛阓", 1) + "编号 8842，见 GB2312。"
    (group,) = twins([*corpus()[:8], ("page", page)], all_groups=True)
    assert group.names == ("written", "page")
    assert group.drop == ()
    assert group.scores[1] < SUSPECT


def test_two_originals_that_share_half_each_keep_their_copies() -> None:
    draw = random.Random(6)
    letters = [chr(c) for c in range(0x4E00, 0x5200)]
    first, other = (ORIGINAL + "".join(draw.choices(letters, k=150)) for _ in range(2))
    found = [*twins([("a", first), ("b", other), ("spun a", spin(first)), ("spun b", spin(other))])]
    assert [(group.keep, group.drop) for group in found] == [("a", ("spun a",)), ("b", ("spun b",))]


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
    assert record["drop"] == ["spun.txt"]
    records = tmp_path / "pages.jsonl"
    records.write_text("".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in corpus()), "utf-8")
    assert json.loads(run(spun_group, ["twins", str(records)]).stdout)["keep"] == "written"


def test_a_new_family_is_started(tmp_path: Path) -> None:
    pages = []
    for name, text in (("spun", spin(ORIGINAL)), ("original", ORIGINAL)):
        (tmp_path / name).write_text(text, "utf-8")
        pages.append(str(tmp_path / name))
    target = tmp_path / "spun-new.tsv"
    for _ in range(2):
        assert CliRunner().invoke(spun_group, ["mine", *pages, "--merge", str(target)]).exit_code == 0
    family = read_family(target.read_text("utf-8"), "NEW")
    assert {(p.original, p.spun) for p in family.pairs} == set(MAP)
    assert family.about == "read off pages by 'cleaner spun mine'"


@pytest.mark.parametrize("kind", ["jsonl.gz", "parquet", "utf16.jsonl", "run", "warc"])
def test_twins_read_what_batch_reads(kind: str, tmp_path: Path) -> None:
    pages = [{"id": n, "text": t} for n, t in corpus()]
    lines = "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in pages)
    path = tmp_path / f"a.{kind}"
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(pages), path)
    elif kind == "warc":
        for page in pages:
            body = f"<html><body><p>{page['text']}</p></body></html>".replace("\n", "</p><p>").encode()
            head = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <{page['id']}>\r\nContent-Type: text/html\r\n"
            with path.open("ab") as file:
                file.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n")
    elif kind == "run":
        source = tmp_path / "in.jsonl"
        source.write_text(lines, "utf-8")
        run_batch([str(source)], Settings(out=path, config=Config(spun="keep")))
    else:
        path.write_bytes(gzip.compress(lines.encode()) if kind == "jsonl.gz" else lines.encode("utf-16"))
    done = CliRunner().invoke(spun_group, ["twins", str(path)], standalone_mode=False)
    assert done.stderr.endswith("1 groups of twins in 40 documents, 0 failed\n")
    record = json.loads(done.stdout)
    assert (record["documents"], record["keep"], record["drop"]) == (["written", "spun"], "written", ["spun"])


def test_twins_are_called_as_batch_calls_them(tmp_path: Path) -> None:
    texts = [ORIGINAL, spin(ORIGINAL)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": t}) + "\n" for t in texts), "utf-8")
    record = json.loads(CliRunner().invoke(spun_group, ["twins", str(tmp_path)]).stdout)
    run_batch([str(tmp_path)], Settings(out=tmp_path / "out", config=Config(spun="keep")))
    with next((tmp_path / "out").glob("part-*")).open(encoding="utf-8") as file:
        assert record["documents"] == [json.loads(line)["id"] for line in file]


def test_a_bad_line_costs_itself_and_input_without_documents_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": n, "text": t}) for n, t in corpus()]
    path.write_text("\n".join([*lines[:20], '{"id": "half', '{"ledger": 1}', *lines[20:]]), "utf-8")
    done = CliRunner().invoke(spun_group, ["twins", str(path)], standalone_mode=False)
    assert (done.return_value, json.loads(done.stdout)["drop"]) == (3, ["spun"])
    assert done.stderr.startswith(f"cleaner: {path}: at ")
    assert "1 groups of twins in 40 documents, 1 failed" in done.stderr
    path.write_text('{"id": "half\n', "utf-8")
    out = tmp_path / "twins.out"
    done = CliRunner().invoke(spun_group, ["twins", str(path), "-o", str(out)])
    assert isinstance(done.exception, UsageError)
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [(["mine", "missing", "missing"], "cannot be read"), (["twins", "missing"], "no such file")],
)
def test_bad_arguments_are_named(arguments: list[str], complaint: str) -> None:
    done = CliRunner().invoke(spun_group, arguments)
    assert isinstance(done.exception, UsageError)
    assert complaint in str(done.exception)


def test_what_gives_no_pairs_or_is_no_family_file_is_refused_and_nothing_written(tmp_path: Path) -> None:
    for name, text in (("spun", spin(ORIGINAL)), ("original", ORIGINAL), ("other", "今天天气很好。")):
        (tmp_path / name).write_text(text, "utf-8")
    spun, original, other = (str(tmp_path / name) for name in ("spun", "original", "other"))
    for pages, target, complaint in (
        ((spun, other), "spun-new.tsv", "no pairs"),
        ((spun, spun), "spun-new.tsv", "no pairs"),
        ((spun, original), "README.md", "spun-NAME.tsv"),
    ):
        done = CliRunner().invoke(spun_group, ["mine", *pages, "--merge", str(tmp_path / target)])
        assert isinstance(done.exception, UsageError)
        assert complaint in str(done.exception)
        assert not (tmp_path / target).exists()
