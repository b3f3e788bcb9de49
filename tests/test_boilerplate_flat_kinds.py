"""Kinds of flattened pages: threads, whose posts stay, pages without an article, and texts without a frame."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.stages.boilerplate.flat import flat_article
from cleaner.stages.boilerplate.flat_comments import comment_openings
from cleaner.stages.boilerplate.flat_features import flat_features
from cleaner.stages.boilerplate.flat_kind import kind_features, thread_words
from cleaner.stages.boilerplate.flat_models import forest, kind_of, logits_of
from cleaner.stages.boilerplate.flat_period import period_features, period_of, shares_around
from tests.articles import BODY, TITLE
from tests.test_boilerplate_flat import FOOT, NAV
from tools.boilerplate_flat import page_of

POSTS = [
    ["楼主今天去爬了后山，山顶的云很低，伸手就能摸到。", "照片过两天再发上来给大家看。"],
    ["顶"],
    ["谢谢楼主，照片什么时候发？"],
    ["我也想去，求同行。", "周末有空的举个手"],
    ["元旦快乐"],
    ["东边的路修好了吗？上次去还封着呢。"],
    ["修好了，昨天刚走过。"],
]


def thread() -> list[str]:
    lines = ["山友论坛 - Powered by Discuz!", "设为首页 收藏本站", "登录 立即注册", "论坛 › 户外 › 爬山", "发帖 回复"]
    lines += ["查看: 132 | 回复: 6", "后山爬山记", "[复制链接]"]
    for number, post in enumerate(POSTS):
        lines += [f"山友{number}", "中级会员", f"积分 {number * 31 + 20}", f"发表于 2015-3-{number + 1} 12:3{number}"]
        lines += [f"{number + 1}楼" if number else "楼主", *post, "回复 举报"]
    return [*lines, "返回列表", "您需要登录后才可以回帖 登录 | 立即注册", "Archiver|手机版|小黑屋|山友论坛"]


def test_the_posts_of_a_flattened_thread_stay_and_their_frame_goes() -> None:
    text = "\n".join(thread())
    document = Cleaner().clean(text)
    kept = document.text.split("\n")
    own = [line for post in POSTS for line in post]
    assert sum(line in kept for line in own) >= len(own) - 2
    assert not {"中级会员", "回复 举报", "登录 立即注册"} & set(kept)
    assert document.restore() == text


def test_an_article_is_no_thread() -> None:
    page = page_of("\n".join([*NAV, TITLE, *BODY, "分享到：", "相关推荐", *FOOT]))
    table = flat_features(page)
    kind = kind_of(page, table, logits_of(table).line)
    assert kind.thread < 0 > kind.none
    posts = page_of("\n".join(thread()))
    assert kind_of(posts, flat_features(posts), logits_of(flat_features(posts)).line).thread > 0


def test_lines_of_posts_are_told_by_their_words_and_floors() -> None:
    marks = thread_words(page_of("\n".join(["3楼", "回覆 檢舉", "積分：20", "最佳解答", TITLE, "\r"])))
    assert {name: np.flatnonzero(flags).tolist() for name, flags in marks.items()} == {
        "button": [1],
        "card": [2],
        "turn": [3],
        "floor": [0],
    }


def test_a_thread_beats_once_a_post_and_prose_does_not() -> None:
    page = page_of("\n".join(thread()))
    period = period_of(page)
    posts = [i for i, text in enumerate(page.folded) if text.startswith("发表于")]
    steps = np.diff(np.searchsorted(period.beats, posts))
    assert steps.tolist() == [1] * (len(posts) - 1)
    since = period_features(page, flat_features(page), period)["period-since"]
    assert len(set(since[posts[1:]].tolist())) == 1
    assert not len(period_of(page_of("\n".join(BODY))).beats)


def test_beats_stand_above_inside_and_below_a_run() -> None:
    assert shares_around(np.array([2, 5, 8, 9]), 4, 8) == (0.25, 0.25, 0.5)
    assert shares_around(np.zeros(0, np.int64), 0, 3) == (0, 0, 0)


def test_lines_that_open_comments() -> None:
    said = ["热门评论 7条", "51条评论|1,307人参与", "登錄並評論", "评论13"]
    other = ["评论", "评论说得好", "本报评论员", "她没有评论", "回复"]
    assert np.flatnonzero(comment_openings(page_of("\n".join([*said, *other])))).tolist() == [*range(len(said))]


def test_what_stands_behind_the_opening_of_comments_is_counted() -> None:
    remarks = [
        line for n in range(6) for line in (f"网友{n}", f"2024-05-0{n + 1} 10:0{n}", "说得很好，我也这么看。", "回复")
    ]
    page = page_of("\n".join([*NAV, TITLE, *BODY, "全部评论 6", *remarks]))
    found = kind_features(page, flat_features(page), np.ones(len(page), np.float32))
    assert found["comment-below"] > 0
    assert 0 < found["said-commented"] < 0.6
    assert found["paragraphs-commented"] == 0


def test_a_page_of_real_prose_is_never_empty() -> None:
    """Lists of other articles around a short article: the article is all that may stay, but it stays."""
    lists = [f"第{n}届村史征文今天截稿，共收到来稿{n}篇" for n in range(30)]
    document = Cleaner().clean("\n".join([*NAV, *lists, TITLE, *BODY[:2], "更多>>", *lists, *FOOT]))
    assert document.verdict == "article"
    assert BODY[0] in document.text


@pytest.mark.parametrize("text", ["", "一", "abc\n\n", "你好\n" * 3, "a\n" * 500, "\n".join(BODY)])
def test_features_of_kinds_are_finite(text: str) -> None:
    page = page_of(text)
    if not len(page):
        assert flat_article(page) is None
        return
    table = flat_features(page)
    features = kind_features(page, table, logits_of(table).line)
    assert all(len(column) == 1 and np.isfinite(column).all() for column in features.values())
    assert all(forest(name).names == tuple(features) for name in ("thread", "none", "plain"))
