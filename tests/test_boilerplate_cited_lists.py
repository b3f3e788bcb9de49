"""Lists of links that an article gives itself stay: to other sites, below words that announce them, and footnotes."""

from __future__ import annotations

import pytest

from cleaner import clean

SAID = (
    "做豆腐的水要用山上的泉水，井水也行，自来水得先放一夜，不然点出来的豆花总有一股味道，老人一尝就知道。",
    "黄豆泡足八个小时，磨浆的时候边磨边加水，浆要磨得细，滤布要拧得干，剩下的豆渣拿去喂猪或者炒着吃。",
    "点卤是最要紧的一步，卤水一勺一勺地淋，看见豆花成团就要停手，压上石板半个时辰，一板豆腐就算成了。",
)
NAV = "<ul><li><a href='/'>首页</a></li><li><a href='/w'>文章</a></li><li><a href='/me'>关于</a></li></ul>"
FOOT = "<div class='footer'>版权所有 山里人家</div>"
NAMES = ("石磨的选法", "豆子与水", "一块老豆腐的来历")


def _list(address: str, item: str = '<li><a href="{address}{number}">{name}</a></li>') -> str:
    items = "".join(item.format(address=address, number=number, name=name) for number, name in enumerate(NAMES, 1))
    return f"<ul>{items}</ul>"


def _page(*inner: str) -> str:
    head = f"<html><head><title>做豆腐</title></head><body>{NAV}<h1>做豆腐</h1>"
    return f"{head}<div class='con'>{''.join(inner)}</div>{FOOT}</body></html>"


def _kept(*inner: str) -> int:
    source = _page(*inner)
    document = clean(source)
    assert document.restore() == source
    return sum(name in document.text for name in NAMES)


FIRST, SECOND, THIRD = (f"<p>{text}</p>" for text in SAID)
LEAD = "<p>这些年常翻的是下面几篇，写得比我清楚：</p>"
REMARK = '<li><a href="{address}{number}">{name}</a>：值得一读</li>'


@pytest.mark.parametrize(("address", "stays"), [("http://tofu.example/1", True), ("/p/1", False)])
def test_a_link_with_a_word_on_it_stays_where_it_leaves_the_site(address: str, stays: bool) -> None:
    told = "里面说到卤水要提前半天化开，各地的卤不一样，买之前还请先问清楚怎么用。"
    listed = f"<ul><li><p><a href='{address}'>卤水的用法与用量</a></p><p>{told}</p></li></ul>"
    text = clean(_page(FIRST, SECOND, listed, THIRD)).text
    assert ("卤水的用法与用量" in text, told in text) == (stays, stays)


@pytest.mark.parametrize("before", ["<h2>还可以看</h2>", LEAD, ""])
@pytest.mark.parametrize("listed", [_list("http://tofu.example/"), _list("http://tofu.example/", REMARK)])
def test_a_list_of_links_to_other_sites_between_paragraphs_stays(before: str, listed: str) -> None:
    assert _kept(FIRST, SECOND, before, listed, THIRD) == 3


@pytest.mark.parametrize("before", ["<h2>参考资讯</h2>", "<h2>更多做法</h2>", LEAD])
def test_so_does_one_that_is_announced_at_the_end(before: str) -> None:
    assert _kept(FIRST, SECOND, THIRD, before, _list("http://tofu.example/")) == 3


def test_links_to_the_site_itself_stay_only_where_the_text_announces_them() -> None:
    assert _kept(FIRST, SECOND, LEAD, _list("/w/"), THIRD) == 3
    assert _kept(FIRST, SECOND, THIRD, "<h2>更多做法</h2>", _list("/w/")) == 0
    mixed = _list("http://tofu.example/").replace("http://tofu.example/3", "/w/3")
    assert _kept(FIRST, SECOND, THIRD, "<h2>参考资讯</h2>", mixed) == 3


def test_links_to_where_readers_may_follow_the_site_go() -> None:
    assert _kept(FIRST, SECOND, THIRD, "<h4>找到我们</h4>", _list("https://www.facebook.com/")) == 0


def test_footnotes_stay() -> None:
    note = '<li id="fn{number}"><p><a href="{address}{number}">{name}</a> <a href="#fnref{number}">↩︎</a></p></li>'
    notes = f"<section class='footnotes'>{_list('http://tofu.example/', note)}</section>"
    assert _kept(FIRST, SECOND, THIRD.replace("</p>", "<sup><a href='#fn1'>[1]</a></sup></p>"), notes) == 3


def test_a_last_sentence_with_links_stays_with_the_paragraphs_that_it_stands_beside() -> None:
    items = "".join(f"<li>{paragraph}</li>" for paragraph in (SECOND, THIRD))
    last = '<p>做好了记得拍照发到<a href="http://a.example/1">豆腐小组</a>或者<a href="http://a.example/2">邮件里</a>。</p>'
    foot = "<footer><h1>山里人家</h1><p>除注明外，本站文字采用<a>知识共享许可</a>，欢迎转载并注明来处。</p></footer>"
    body = f"{NAV}<section><article><div>{FIRST}<ul>{items}</ul>{last}</div></article></section>{foot}"
    text = clean(f"<html><head><title>做豆腐</title></head><body>{body}</body></html>").text
    assert "记得拍照" in text
    assert "除注明外" not in text


def test_the_times_of_a_timeline_stay() -> None:
    times = ("2024-03-07 04:08", "2024-03-07 06:07", "2024-03-08 11:30")
    said = ("第一锅豆浆煮开，浮沫撇了三遍。", "卤水点到一半停手，等豆花聚拢。", "石板压够时辰，切出头一块豆腐。")
    rows = "".join(
        f"<div class='t'><div>{time}</div><div>{text}</div></div>" for time, text in zip(times, said, strict=True)
    )
    text = clean(_page(FIRST, "<h2>经过</h2>", rows, SECOND, THIRD)).text
    assert all(time in text for time in times)


@pytest.mark.parametrize(
    ("items", "stays"),
    [
        (("东坡：黄豆晒得最干", "西坡：井水最甜"), True),
        (("第一步：拣豆", "第二步：泡豆", "第三步：磨浆"), True),
        (("相关：石磨的选法", "相关：豆子与水"), False),
        (("石磨的选法", "豆子与水"), False),
        (("老王：卤水要化开", "县农科所：今年豆子好"), False),
    ],
)
def test_facts_under_labels_that_are_alike_stay_though_they_are_links(items: tuple[str, ...], stays: bool) -> None:
    listed = "".join(f"<li><a href='/g/{number}'>{item}</a></li>" for number, item in enumerate(items))
    text = clean(_page(FIRST, SECOND, f"<ul>{listed}</ul>", THIRD)).text
    assert [item in text for item in items] == [stays] * len(items)
