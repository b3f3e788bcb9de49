"""The written training pages and what is made of them: their format, and that each line keeps its label."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tools.boilerplate_docs import Article
from tools.boilerplate_flat import put_together
from tools.boilerplate_html import EXAMPLES, html_pages
from tools.boilerplate_written import (
    ARTICLE,
    COMMENTED,
    NONE,
    PLAIN,
    THREAD,
    Written,
    other_posts,
    plain_texts,
    reshaped,
    with_comments,
    without_article,
    written,
    written_samples,
)

PAGES = written()
SAMPLES = written_samples(PAGES[::9])


def test_names_are_unique_and_each_article_has_lines_of_its_own() -> None:
    assert len({(page.writer, page.name) for page in PAGES}) == len(PAGES) > 100
    assert {page.kind for page in PAGES} == {ARTICLE, THREAD, NONE}
    for page in PAGES:
        assert ("+" in page.marks) == (page.kind != NONE), page.name


@pytest.mark.parametrize("text", ["=== a\tarticle\n+一\n一", "=== a\tstory\n+一"])
def test_a_line_without_a_mark_and_an_unknown_kind_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"x\.txt"):
        written(tmp_path)


def test_a_sample_knows_its_title_and_leaves_doubtful_lines_out() -> None:
    page = Written("a", ARTICLE, "w", "-=?++-", ["首页", "桥头的集市", "作者：某", "天亮了。", "人来了。", "登录"])
    (sample,) = written_samples([page])
    assert (sample.title, sample.first, sample.last) == (1, 3, 4)
    assert sample.heed is not None
    assert sample.heed.tolist() == [1, 1, 0, 1, 1, 1]


def test_made_pages_label_lines_as_they_were() -> None:
    """A line of a frame, or of an article, is one on the pages made of it as well."""
    own = {
        line
        for page in PAGES
        for mark, line in zip(page.marks, map(str.strip, page.lines), strict=True)
        if mark in "+=?"
    }
    frame = {line.strip() for page in PAGES for mark, line in zip(page.marks, page.lines, strict=True) if mark in "-?"}
    articles = [s for s in SAMPLES if s.kind == ARTICLE]
    made = [*other_posts(SAMPLES), *put_together(articles, frames=articles)]
    assert len(made) > len(articles)
    for sample in made:
        for index in range(len(sample.page)):
            text = sample.line(index)
            assert sample.label[index] != 1 or text in own
    for sample in other_posts(SAMPLES):
        assert all(sample.line(i) in frame for i in np.flatnonzero(sample.label == 0).tolist())


def test_menus_are_joined_and_split_and_nothing_is_lost() -> None:
    before = {s.source.host: s for s in SAMPLES}
    after = list(reshaped(SAMPLES))
    assert after
    for sample in after:
        old = before[sample.source.host]
        solid = ["".join(s.line(i) for i in range(len(s.page))) for s in (old, sample)]
        assert len({"".join(c for c in text if c.isalnum()) for text in solid}) == 1
        assert sample.label.sum() == old.label.sum()


def test_comments_stand_below_the_article_and_are_none_of_it() -> None:
    articles, threads = ([s for s in SAMPLES if s.kind == kind] for kind in (ARTICLE, THREAD))
    said = {s.line(i) for s in threads for i in range(len(s.page))}
    before = {s.source.host: s for s in articles}
    made = list(with_comments(articles, threads))
    assert len(made) > len(articles) // 3
    for sample in made:
        old = before[sample.source.host]
        assert (sample.kind, sample.form, sample.first, sample.last) == (ARTICLE, COMMENTED, old.first, old.last)
        assert sample.label.sum() == old.label.sum()
        lines = [sample.line(i) for i in range(len(sample.page))]
        foreign = len(lines) - len(old.page)
        assert foreign > 1
        assert sum(line in said for line in lines[old.last + 1 :]) >= foreign - 1


def test_frames_alone_hold_no_article_and_plain_texts_no_frame() -> None:
    for sample in without_article(SAMPLES):
        assert sample.kind == NONE
        assert not sample.label.any()
    (plain,) = plain_texts([Article("桥头的集市", ["天亮了。", "人来了。"])])
    assert plain.kind == PLAIN
    assert np.all(plain.label == 1)
    assert (plain.title, plain.first, plain.last) == (0, 1, 2)


def test_each_html_page_has_an_article_unless_it_holds_none_and_says_what_its_writer_read() -> None:
    pages = [page for path in sorted(EXAMPLES.glob("*.txt")) for page in html_pages(path)]
    assert len({page.name for page in pages}) == len(pages) > 60
    assert {page.kind for page in pages} == {ARTICLE, NONE, THREAD}
    for page in pages:
        assert bool(page.gold.strip()) == (page.kind != NONE), page.name
        assert page.title == "-" or page.title[:4] in page.html, page.name


def test_the_marked_text_of_an_html_page_is_its_article(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("@@@ a | article | 题 | - | - | - | -\n<p>⟦甲<br>乙&amp;</p>⟧<b>丙</b>⟦<p>丁</p>⟧\n", "utf-8")
    (page,) = html_pages(path)
    assert page.gold.split() == ["甲", "乙&", "丁"]
    assert page.html == "<p>甲<br>乙&amp;</p><b>丙</b><p>丁</p>\n"


@pytest.mark.parametrize("head", ["a | article | 题 | - | - | -", "a | story | 题 | - | - | - | -"])
def test_an_html_page_with_a_wrong_head_line_is_refused(head: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(f"@@@ {head}\n<p>甲</p>\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.txt"):
        list(html_pages(tmp_path / "x.txt"))
