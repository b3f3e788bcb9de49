"""The works that an article cites and its notes stay with it, though they are links and short lines."""

import pytest

from cleaner import clean

NAV = "<ul><li><a href='/'>首页</a></li><li><a href='/n'>专栏</a></li><li><a href='/z'>关于我们</a></li></ul>"
FOOT = "<div class='footer'>版权所有 青河县读书会</div>"
SAID = (
    "老城南门外的渡口建于光绪年间，码头的石阶被往来的船夫踩得光亮，如今只剩下三级露出水面。{}",
    "每年三月，渡口边的集市从清晨开到日落，卖竹器和草药的人从对岸撑船过来，热闹得很。{}",
    "公路桥修好以后，渡船停了，老船工的儿子把船改成了茶馆，客人坐在船头喝茶看水。{}",
)
WORKS = (
    '<a href="http://lib.example/1">青河县水路交通志</a>（1998年6月8日）',
    '王大同（2016）.<a href="http://lib.example/2">渡口的消失：一个县的公路与河流</a>. 地方史研究',
    '<a href="http://lib.example/3">县城集市调查报告</a>',
    '李小舟.（2017）.“<a href="http://lib.example/4">茶船上的一天</a>”. 青河周刊',
)
OTHERS = "".join(f'<div><a href="/p/{n}">青河旧事之{n}：城门与水巷</a></div>' for n in "一二三四")


def _page(inner: str, below: str = "", marks: tuple[str, str, str] = ("", "", "")) -> str:
    said = "".join(f"<p>{text.format(mark)}</p>" for text, mark in zip(SAID, marks, strict=True))
    head = f"<html><head><title>渡口三景</title></head><body>{NAV}<h1>渡口三景</h1>"
    return f"{head}<div class='con'>{said}{inner}</div>{below}{FOOT}</body></html>"


@pytest.mark.parametrize("heading", ["参考资料列表", "參考文獻", "注释", "References"])
@pytest.mark.parametrize("tag", ["ol", "ul"])
def test_a_list_of_works_stays_whole(heading: str, tag: str) -> None:
    items = "".join(f"<li>{work}</li>" for work in WORKS)
    source = _page(f"<h3>{heading}</h3><{tag}>{items}</{tag}>")
    document = clean(source)
    assert [name in document.text for name in ("水路交通志", "渡口的消失", "集市调查报告", "茶船上的一天")] == [
        True
    ] * 4
    assert document.restore() == source


def test_a_list_of_other_articles_goes() -> None:
    items = "".join(f"<li>{work}</li>" for work in WORKS)
    text = clean(_page("", f"<div class='related'><h3>相关文章</h3><ul>{items}</ul></div>")).text
    assert "水路交通志" not in text


@pytest.mark.parametrize(
    ("first", "second", "marks"),
    [
        (
            "<div>註1.</div><div>縣志卷三。</div>",
            "<div>註2.</div><div>船工口述，二零一二年。</div>",
            ("註1", "", "（註2）"),
        ),
        ("<div>[1] 县志卷三。</div>", "<div>[2] 船工口述，二零一二年。</div>", ("[1]", "", "[2]")),
    ],
)
def test_notes_below_the_article_stay_where_its_text_points_to_them(
    first: str, second: str, marks: tuple[str, str, str]
) -> None:
    listed = f"<div class='more'><div class='line'>本期目录</div>{OTHERS}</div>"
    text = clean(_page("", f"{listed}<div class='fn'><div>Footnote</div>{first}{second}</div>", marks)).text
    assert "县志卷三" in text or "縣志卷三" in text
    assert "船工口述，二零一二年" in text
    assert "城门与水巷" not in text


def test_numbers_that_the_text_does_not_point_to_are_no_notes() -> None:
    told = "<div class='fn'><div>[1] 热线电话请拨总台。</div><div>[2] 来信请寄县城。</div></div>"
    assert "热线电话" not in clean(_page("", f"<div class='more'>{OTHERS}</div>{told}")).text
