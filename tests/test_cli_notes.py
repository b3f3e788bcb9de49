"""What the command line says beside its result: that it did otherwise than somebody may have meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaner import Config, clean
from cleaner.cli.app import app
from cleaner.markdown import markdown

TEXT = "水车修好了，镇上的人都来看，孩子们也来了。\n师傅说，轴是老榆木做的。\n"


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(each) for each in args])


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_bytes_in_another_encoding_than_the_one_asked_for() -> None:
    Path("a.txt").write_bytes(TEXT.encode("gbk"))
    result = run("a.txt", "--encoding", "utf-8")
    assert result.stdout_bytes == TEXT.encode()
    size = len(TEXT.encode("gbk"))
    assert f"of {size} bytes are not in utf-8, and were read as what they are" in result.stderr
    assert "byte sequences are no characters of euc-tw" in run("a.txt", "--encoding", "euc-tw").stderr
    assert run("a.txt", "--encoding", "gb18030").stderr == ""


def test_a_page_whose_markup_is_not_selected() -> None:
    Path("a.html").write_text(f"<html><body><h1>水车</h1><p>{TEXT}</p></body></html>", "utf-8")
    assert "a web page keeps its tags" in run("a.html", "--select", "boilerplate").stderr
    assert "keeps its tags" not in run("a.html", "--select", "boilerplate,markup").stderr


def test_a_folder_called_like_a_file() -> None:
    Path("a.txt").write_text(TEXT, "utf-8")
    Path("b.txt").write_text(TEXT, "utf-8")
    result = run("a.txt", "b.txt", "-o", "x.txt")
    assert (result.exit_code, Path("x.txt").exists()) == (2, False)
    assert "several documents need a folder" in result.stderr


def test_text_in_the_place_of_clean_records() -> None:
    Path("a.txt").write_text(TEXT + TEXT, "utf-8")
    assert run("a.txt", "-o", "c.txt", "--log", "l.jsonl").exit_code == 0
    result = run("restore", "c.txt", "l.jsonl")
    assert result.exit_code == 2
    assert "holds no clean records; make it with --format jsonl" in result.stderr
    assert result.stderr.count("\n") <= 3


def test_a_name_that_is_nothing_like_another_is_no_slip() -> None:
    Path("bin.txt").write_text(TEXT, "utf-8")
    assert "is it" not in run("missing.txt").stderr
    assert "is it bin.txt?" in run("bim.txt").stderr


def test_markdown_keeps_its_own_front_matter() -> None:
    text = f"---\ntitle: 水车\ndate: 2020-01-02\n---\n\n# 水车\n\n{TEXT}"
    assert markdown(clean(text)).decode().count("title:") == 1
    assert markdown(clean(TEXT)).decode().startswith("---\n")


def test_a_lesson_on_japanese_is_chinese() -> None:
    lesson = (
        "日语“ください”的用法\n「ください」接在名词后面，表示请求得到某物：水をください（请给我水）。\n"
        "接在动词て形后面，表示请求对方做某事：ちょっと待ってください（请稍等）。\n"
    )
    assert clean(lesson).verdict == "article"
    assert clean("映画『となりのトトロ』公開、都内で上映会。監督は我々に目的を説明した。\n").verdict == "not-chinese"


def test_scores_have_four_digits() -> None:
    scores = clean(TEXT, config=Config()).scores
    assert scores == {name: round(score, 4) for name, score in scores.items()}
