"""What stands between a headline with its day and the next part of the frame is the article, however little it says."""

import pytest

from cleaner import clean
from cleaner.stages.boilerplate import own_block
from cleaner.stages.boilerplate.markup_features import View

TITLE = "城西社区举办剪纸体验活动"
NAV = "<div class='menu'><a href='/'>首页</a> <a href='/gk'>信息公开</a> <a href='/fw'>办事服务</a></div>"
FOOT = (
    "<div class='bottom'><p>为确保最佳浏览效果，建议您使用以下浏览器版本，并使用1920以上的分辨率浏览本网站。</p>"
    "<p>主办：城西区人民政府办公室 承办：城西区大数据中心</p></div>"
)
CAPTIONS = ("开幕式现场座无虚席", "老艺人演示剪纸技法", "孩子们争着试一试", "闭幕时合影留念")


def _page(body: str) -> str:
    return (
        f"<html><head><title>{TITLE}_城西区人民政府</title></head><body>{NAV}<div class='wrap'><h2>{TITLE}</h2>"
        "<div class='info'><span>日期：2024-05-30 10:10 来源：城西社区</span>"
        "<div class='share'>分享到：<a href='#'>◆</a><a href='#'>◆</a></div><div class='fx'>微信分享“扫一扫”</div>"
        "<div>字体：<a href='#'>大</a><a href='#'>中</a></div></div>"
        f"<div class='box'>{body}</div></div>{FOOT}</body></html>"
    )


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p align='center'><img src='/{i}.jpg'></p><p align='center'>{c}</p>" for i, c in enumerate(CAPTIONS)),
        "".join(f"<div>{c}</div>" for c in CAPTIONS),
    ],
)
def test_captions_below_a_headline_and_its_buttons_stay(body: str) -> None:
    source = _page(body)
    document = clean(source)
    assert document.verdict == "article"
    assert document.text.split("\n") == list(CAPTIONS)
    assert document.restore() == source


def test_a_guide_of_headings_stays_and_not_a_note_of_the_footer() -> None:
    parts = ("一、适用对象", "本市户籍居民。", "二、所需材料", "身份证、户口簿。", "三、办理时限", "五个工作日。")
    text = clean(_page("".join(f"<h3>{a}</h3><p>{b}</p>" for a, b in zip(parts[::2], parts[1::2], strict=True)))).text
    assert text.split("\n") == list(parts)


def test_a_list_below_a_headline_with_a_day_is_no_article() -> None:
    items = "".join(f"<li><a href='/t{i}.html'>{c}的通知</a> 2024-05-{10 + i}</li>" for i, c in enumerate(CAPTIONS))
    assert not clean(_page(f"<ul>{items}</ul>")).text


def test_a_title_in_each_line_is_looked_below_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    below = own_block._below

    def counted(view: View, headline: int) -> list[int]:
        seen.append(headline)
        return below(view, headline)

    monkeypatch.setattr(own_block, "_below", counted)
    clean(_page("".join(f"<p>{TITLE}</p><p>第{i}次，记于册。</p>" for i in range(300))))
    assert 0 < len(seen) < 100
