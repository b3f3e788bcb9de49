from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Config
from cleaner.batch import clean_batch
from cleaner.batch.crew import processes
from cleaner.batch.document import clean_row
from cleaner.batch.run import run_batch
from cleaner.batch.settings import Settings
from cleaner.cli.app import app
from cleaner.errors import UsageError
from cleaner.fold import fold
from cleaner.io.corpus import Row
from cleaner.learn.lines import counted, host_of, normalised, tells_no_number
from cleaner.learn.profile import RULE, profiled
from cleaner.learn.reduce import Learnt, Thresholds, learn

# Frame lines of an invented site that no rule knows, around prose that differs from page to page.
TOP, FOOT = "槐树村读书会邀您每周同读一本书", "槐树村读书会收集整理，第{}号藏书"
PLACES = ["井边", "村口", "河滩", "祠堂", "磨坊", "晒谷场", "桥头", "学堂", "后山", "渡口", "茶铺", "粮仓"]


def page(number: int) -> str:
    place = PLACES[number % len(PLACES)] + "一二三四五六七八九十"[number % 10]
    prose = [f"{place}的老人说，这样的春天他只见过{number + 2}回，一回是他十二岁那年，一回就是现在。"]
    prose.append(
        f"早开的花怕倒春寒，{place}的人夜里都不睡，守着火堆，看着天上的星星，等着天亮，一连守了{number + 3}夜。"
    )
    return "\n".join([f"{place}的杏花开得比往年早了整整十天", TOP, *prose, FOOT.format(number)])


def corpus(folder: Path) -> Path:
    path = folder / "pages.jsonl"
    rows = [{"id": f"a{i}", "url": f"https://www.huaishu.cn/{i}.html", "text": page(i)} for i in range(20)]
    rows += [{"id": f"m{i}", "url": f"https://mirror.cn/{i}", "text": page(3)} for i in range(20)]
    rows += [{"id": f"s{i}", "url": f"https://small.cn/{i}", "text": page(i)} for i in range(4)]
    rows += [{"id": "none", "text": page(1)}]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Learnt]:
    folder = tmp_path_factory.mktemp("learn")
    settings = Settings(out=folder / "profiles.parquet", shard_size=4000)
    found = learn([str(corpus(folder))], settings, Thresholds(), processes(2), folder / "sites.toml")
    return folder, found


def test_lines_on_most_pages_of_a_host_are_proposed_with_evidence(learnt: tuple[Path, Learnt]) -> None:
    folder, found = learnt
    assert (found.hosts, found.lines, found.documents, found.passed_over) == (1, 2, 44, 1)
    rows = pq.read_table(folder / "profiles.parquet").to_pylist()
    assert [(r["host"], r["text"], r["count"], r["pages"]) for r in rows] == [
        ("huaishu.cn", normalised(FOOT.format(0)), 20, 20),
        ("huaishu.cn", normalised(TOP), 20, 20),
    ]
    assert rows[0]["evidence"] == [f"https://www.huaishu.cn/{i}.html" for i in range(3)]
    assert rows[0]["share"] == 1.0


@pytest.mark.parametrize("name", ["profiles.parquet", "sites.toml"])
def test_profiled_lines_go_with_their_rule_and_can_be_restored(name: str, learnt: tuple[Path, Learnt]) -> None:
    path = learnt[0] / name
    document = clean_row(Row("x", "http://huaishu.cn/new", page(7)), Config())
    after = profiled(document, Config(), path)
    assert after.text == "\n".join(line for line in document.text.split("\n") if "读书会" not in line)
    assert [(e.rule, e.old.strip()) for e in after.edits if e.rule == RULE] == [
        (RULE, TOP), (RULE, FOOT.format(7)),
    ]  # fmt: skip
    assert after.restore() == page(7)
    assert profiled(document, Config(ignore=("profile",)), path) is document
    elsewhere = clean_row(Row("x", "http://other.cn/new", page(7)), Config())
    assert profiled(elsewhere, Config(), path) is elsewhere


def test_one_copy_is_kept_on_request(learnt: tuple[Path, Learnt]) -> None:
    path = learnt[0] / "profiles.parquet"
    first, second = (clean_row(Row("x", "http://huaishu.cn/", page(i)), Config()) for i in range(2))
    assert TOP in profiled(first, Config(), path, keep_one=True).text
    assert TOP not in profiled(second, Config(), path, keep_one=True).text


def test_a_line_of_the_profile_is_no_title_and_the_title_is_looked_for_below_it(learnt: tuple[Path, Learnt]) -> None:
    title = page(5).split("\n")[0]
    shifted = "\n".join([TOP, "", *page(5).split("\n"), TOP])
    document = clean_row(Row("x", "http://huaishu.cn/", shifted), Config())
    document = replace(document, title=TOP)  # which the stages may take for one, as it is the first line
    after = profiled(document, Config(), learnt[0] / "profiles.parquet")
    assert TOP not in after.text
    assert after.text.startswith(title)
    assert after.title == title
    assert after.restore() == shifted
    elsewhere = replace(clean_row(Row("x", "http://huaishu.cn/", page(5).replace(TOP, "")), Config()), title=TOP)
    assert profiled(elsewhere, Config(), learnt[0] / "profiles.parquet").title == title  # as of a page's <title>
    named = profiled(replace(document, title="另有其名"), Config(), learnt[0] / "profiles.parquet")
    assert named.title == "另有其名"


def test_batch_and_the_contract_use_profiles(learnt: tuple[Path, Learnt], tmp_path: Path) -> None:
    path = learnt[0] / "profiles.parquet"
    source = corpus(tmp_path)
    run_batch([str(source)], Settings(out=tmp_path / "out", profiles=path))
    lines = next((tmp_path / "out").glob("part-*")).read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert [TOP in r["text"] for r in records[:20]] == [False] * 20
    assert all(TOP in r["text"] for r in records[20:])
    batch = pa.RecordBatch.from_pydict({"url": ["http://huaishu.cn/"], "raw": [page(4)]})
    assert TOP not in clean_batch(batch, profiles=path).column("text")[0].as_py()


def test_a_toml_profile_reads_as_it_was_written_whatever_the_lines_hold(learnt: tuple[Path, Learnt]) -> None:
    from cleaner.learn.profile import as_toml

    nasty = 'x"""\\ \x01\x7f\t漢\u2028'
    row = {"host": nasty, "text": "a", "example": nasty, "count": 5, "pages": 9, "share": 0.5, "evidence": [nasty]}
    read = tomllib.loads(as_toml([{**row, "first": -3}]))
    assert read["site"][0]["line"][0]["text"] == nasty
    assert read["site"][0]["line"][0]["seen"] == [nasty]


def test_host_and_text_are_enough_for_who_writes_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'[[site]]\nhost = "huaishu.cn"\n[[site.line]]\ntext = "{TOP}"\n', "utf-8")
    after = profiled(clean_row(Row("x", "http://huaishu.cn/new", page(7)), Config()), Config(), path)
    assert TOP not in after.text
    assert [(e.reason, e.confidence) for e in after.edits if e.rule == RULE] == [("listed for this host", 1.0)]


def test_a_file_that_is_no_profile_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("x = 1")
    for path, why in ((bad, r"holds no \[\[site\]\] table"), (tmp_path / "none.parquet", "no such file")):
        with pytest.raises(UsageError, match=why):
            run_batch([str(corpus(tmp_path))], Settings(out=tmp_path / "out", profiles=path))


def test_headlines_that_differ_by_their_number_are_no_line_of_the_site(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    texts = ["\n".join([f"第{i}回 槐树村的春天", *page(i).split("\n")[1:]]) for i in range(20)]
    rows = [{"id": f"a{i}", "url": f"https://huaishu.cn/{i}", "text": text} for i, text in enumerate(texts)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    found = learn([str(path)], Settings(out=tmp_path / "profiles.parquet"), Thresholds(), processes(1), None)
    lines = pq.read_table(tmp_path / "profiles.parquet")["text"].to_pylist()
    assert found.lines == len(lines) == 2
    assert not any("春天" in line for line in lines)


WEATHER = "今天白天最高气温{}度，夜间最低气温{}度，风力{}级，空气质量指数{}。"
GOLD = "本站今日回收黄金每克{}元"


def test_lines_whose_numbers_differ_from_page_to_page_are_what_the_pages_say(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    said = [
        [WEATHER.format(20 + i % 9, 10 + i % 7, 1 + i % 4, 40 + i), GOLD.format(500 + i % 7), f"有{i}人阅读过这一页"]
        for i in range(40)
    ]
    rows = [
        {"url": f"https://huaishu.cn/{i}", "text": "\n".join([page(i), *lines, "槐树村第3号院内印行"])}
        for i, lines in enumerate(said)
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    learn([str(path)], Settings(out=tmp_path / "profiles.parquet"), Thresholds(), processes(1), None)
    proposed = pq.read_table(tmp_path / "profiles.parquet")["example"].to_pylist()
    assert not any("气温" in line or "黄金" in line for line in proposed)
    assert sum("读书会" in line or "印行" in line or "阅读过" in line for line in proposed) == len(proposed) == 4


@pytest.mark.parametrize(
    ("line", "tells"),
    [
        ("第 12 页", False), ("已有1024人阅读", False), ("浏览(1024) 评论：3条", False), ("槐树村读书会", False),
        ("最高气温12度", True), ("第12页 每克543元", True), ("评论员说赔了3万", True), ("主队 3:1 客队", True),
        ("评论 3万亿元", True),
    ],
)  # fmt: skip
def test_counts_of_a_site_are_no_numbers_that_a_line_tells(line: str, tells: bool) -> None:
    assert (name := normalised(line) or re.sub("[0-9]+", "0", fold(line)))
    assert tells_no_number(name) is not tells


def test_the_command(tmp_path: Path) -> None:
    given = [str(corpus(tmp_path)), "-o", str(tmp_path / "p.parquet"), "--toml", str(tmp_path / "p.toml")]
    result = CliRunner().invoke(app, ["learn", *given, "--min-share", "0.5", "-j", "1"])
    assert result.exit_code == 0, result.output
    assert "2 lines of 1 hosts" in result.stderr
    assert (tmp_path / "p.toml").read_text("utf-8").count("[[site.line]]") == 2


@given(st.text(max_size=40))
def test_counted_lines_lie_where_they_say(text: str) -> None:
    for start, end, name in counted(text):
        assert normalised(text[start:end].removesuffix("\n")) == name


@pytest.mark.parametrize(
    "line", ["2024-01-02", "2024年1月2日 10:30", "——", "1", "", "x", "字" * 300, "第1次浏览", "阅读 1024"]
)
def test_dates_and_counters_are_not_counted(line: str) -> None:
    assert normalised(line) is None


@pytest.mark.parametrize(("url", "host"), [("http://www.A.cn/x", "a.cn"), ("a.cn", None), ("http://[", None)])
def test_hosts(url: str, host: str | None) -> None:
    assert host_of(url) == host
