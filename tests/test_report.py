from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner

from cleaner import Cleaner, clean
from cleaner.cli.app import app
from cleaner.diff import visible
from cleaner.explain import escaped
from cleaner.report import Beside, document_page, index_page, row_of
from tests.articles import BODY, TITLE
from tests.conftest import SAMPLES

ARTICLE = "\n".join([TITLE, *BODY])
HOSTILE = '河边的磨坊<script>alert("一")</script>又转起来了。</span></main><img src=x onerror=alert(2)>\u202e&lt;\x07'
PAGE = f"<html><body><div>首页 &gt; 新闻</div><div class=article><h1>磨坊</h1><p>{HOSTILE}</p></div></body></html>"


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser", preserve_whitespace_tags={"main"})


def without(html: str, element: str) -> str:
    """The text of a report's page with all elements of one name left out."""
    main = soup_of(html).main
    assert main is not None
    for each in main.find_all(element):
        each.decompose()
    return main.get_text()


@pytest.mark.parametrize("source", [*sorted(SAMPLES.iterdir()), ARTICLE, HOSTILE, PAGE], ids=lambda s: str(s)[-12:])
def test_a_page_holds_the_clean_text_and_what_a_reader_of_the_source_saw(source: Path | str) -> None:
    document = clean(source.read_bytes() if isinstance(source, Path) else source)
    html = document_page(document, "name")
    assert without(html, "del") == escaped(document.text)
    assert without(html, "ins") == escaped(visible(document.doc).text)


@pytest.mark.parametrize("source", [HOSTILE, PAGE])
def test_what_a_document_holds_does_nothing(source: str) -> None:
    soup = soup_of(document_page(clean(source), HOSTILE, Beside("a'b\"<i>.html", "?x#y", "../index.html")))
    (script,) = soup.find_all("script")
    digest = base64.b64encode(hashlib.sha256(script.get_text().encode()).digest()).decode()
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    assert f"script-src 'sha256-{digest}'" in str(policy["content"])
    assert not soup.find_all(["img", "i"])
    assert [a["href"] for a in soup.find_all("a")] == ["a%27b%22%3Ci%3E.html", "../index.html", "%3Fx%23y"]


def test_each_change_names_its_rules() -> None:
    soup = soup_of(document_page(clean((SAMPLES / "001_a07944ea7cfbd8d6.txt").read_bytes()), "001"))
    listed = {button["data-rule"] for button in soup.find_all("button", {"data-rule": True})}
    named = {rule for change in soup.find_all(class_="change") for rule in str(change["data-rules"]).split()}
    assert named <= listed
    assert "mirror.note" in named


def test_the_list_has_a_row_a_document_and_sums_the_rules() -> None:
    cleaner = Cleaner()
    rows = [row_of(cleaner.clean(p.read_bytes()), p.name, f"pages/{p.stem}.html") for p in sorted(SAMPLES.iterdir())]
    soup = soup_of(index_page(rows, "list"))
    assert [a["href"] for a in soup.find_all("a")] == [row.page for row in rows]
    assert rows[-1].taken == 0
    noted = next(tr for tr in soup.find_all("tr") if "mirror.note" in tr.get_text())
    assert noted.find_all("td")[-1].get_text() == str(sum(row.rules.get("mirror.note", 0) for row in rows))


def test_the_command_writes_pages_that_lead_to_each_other(tmp_path: Path) -> None:
    source = tmp_path / "in"
    (source / "deep").mkdir(parents=True)
    (source / "a.txt").write_text(ARTICLE, "utf-8")
    (source / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (source / "deep" / "a.html").write_text(PAGE, "utf-8")
    (source / "deep" / "a.txt").write_text(ARTICLE, "utf-8")
    result = CliRunner().invoke(app, ["report", str(source), "-o", str(tmp_path / "out")])
    assert result.exit_code == 3
    assert "b.png: is not text: a PNG image" in result.stderr
    pages = sorted((tmp_path / "out").rglob("*.html"))
    assert len(pages) == 4
    for page in pages:
        for a in soup_of(page.read_text("utf-8")).find_all("a"):
            target = (page.parent / str(a["href"])).resolve()
            assert target in pages, f"{page}: {target}"
    assert "b.png" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_a_file_whose_name_is_no_utf8_has_its_page(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / os.fsdecode(b"lat\xff.txt")).write_text(ARTICLE, "utf-8")
    result = CliRunner().invoke(app, ["report", str(source), "-o", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    (a,) = soup_of((tmp_path / "out" / "index.html").read_text("utf-8")).find_all("a")
    page = os.fsdecode(unquote_to_bytes(str(a["href"])))
    assert [tmp_path / "out" / page] == list((tmp_path / "out" / "pages").iterdir())


@pytest.mark.parametrize(("arguments", "says"), [(["nothing.txt"], "no such file"), ([], "Missing argument")])
def test_wrong_use_is_told_in_one_line(arguments: list[str], says: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["report", *arguments, "-o", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_report_into_a_used_folder_takes_old_pages_away_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(ARTICLE, "utf-8")
    out = tmp_path / "out"
    (out / "pages").mkdir(parents=True)
    (out / "pages" / "mine.html").write_text("<p>eigen</p>")
    for names, left in ((("a", "b"), ["a.html", "b.html", "mine.html"]), (("b",), ["b.html", "mine.html"])):
        arguments = [str(tmp_path / f"{name}.txt") for name in names]
        assert CliRunner().invoke(app, ["report", *arguments, "-o", str(out)]).exit_code == 0
        assert sorted(page.name for page in (out / "pages").iterdir()) == left
