"""Equal parts of a page, such as its sections and the rows of a data sheet, stay or go together."""

from __future__ import annotations

import pytest

from cleaner import clean

MENU = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("首页", "关于我们", "产品中心", "新闻资讯", "联系我们"))
FOOT = "<div class=footer><p>电话：0571-22334455</p><p>版权所有 © 2018 禾木仪器 浙ICP备00000001号</p></div>"
LEAD = "<p>便携式水质检测仪，机身防水防尘，单手即可操作，适合野外采样。</p>"
ROWS = (
    ("测量范围", "0至14pH"), ("分辨率", "0.01pH"), ("工作温度", "零下5度至50度"), ("供电", "两节五号电池"),
    ("显示屏", "2.4寸液晶屏"), ("数据存储", "500组"), ("外形", "180×60×35毫米"), ("重量", "260克（含电池）"),
)  # fmt: skip


def shop(body: str) -> str:
    return f"""<html><head><title>W3水质检测仪 - 禾木仪器</title></head><body><ul class=menu>{MENU}</ul>
    <div class=wrap><div><div><h1>W3水质检测仪</h1></div></div><div><div>{LEAD}</div></div>{body}</div>{FOOT}"""


def rows(form: str) -> str:
    return "".join(form % row for row in ROWS)


@pytest.mark.parametrize(
    "sheet",
    [
        "<div class=bd><div><div>规格参数</div>" + rows("<div><p>%s</p></div><div><p>%s</p></div>") + "</div></div>",
        '<ul><li><a href="#a">介绍</a></li><li><a href="#b">参数</a></li></ul><div class="tab-content"><div>'
        + rows("<div><p>%s</p></div><div><p>%s</p></div>") + "</div></div>",
        "<div><div class=info>" + rows("<dl><dt>%s</dt><dd>%s</dd></dl>") + "</div></div>",
    ],
)  # fmt: skip
def test_a_sheet_of_data_below_one_sentence_stays(sheet: str) -> None:
    text = clean(shop(sheet)).text
    assert all(value in text for _, value in ROWS)
    assert "首页" not in text
    assert "0571" not in text


def test_a_second_copy_of_a_sheet_goes() -> None:
    sheet = rows("<div><p>%s</p></div><div><p>%s</p></div>")
    text = clean(shop(f"<div class=pc><div>{sheet}</div></div><div class=phone><section>{sheet}</section></div>")).text
    assert text.count("260克") == 1


def test_other_texts_with_a_date_each_are_no_sheet() -> None:
    items = "".join(f"<div><p>{n}</p></div><div><p>2019-{n}</p></div>" for n in range(1, 9))
    assert "2019-5" not in clean(shop(f"<div class=bd><div><div>近期到货</div>{items}</div></div>")).text


SECTIONS = (
    ("采样", "采样前先用纯水冲洗电极三次，再用滤纸吸干表面的水分。", ("河水取水面下半米处", "井水先放水两分钟")),
    ("校准", "每次开机后应当用两点法校准，校准液使用一次以后倒掉。", ("第一点用中性液", "第二点用酸性液")),
    ("保养", "电极长期不用时应浸在保护液里，避免阳光直接照射。", ("每月检查一次电池", "每年更换一次电极")),
    ("记录", "读数稳定后按保存键，仪器会自动写入时间和当时的水温。", ("最多保存五百组", "可以导出为表格")),
)


@pytest.mark.parametrize("named", [*(name for name, *_ in SECTIONS), "使用说明"])
def test_all_sections_stay_whichever_of_them_gives_the_title(named: str) -> None:
    sections = "".join(
        f"<section id=s{n}><div class=no>第{n}节</div><h2>{name}</h2><p>{said * (4 if n == 1 else 1)}</p><ul>"
        f"{''.join(f'<li>{item}</li>' for item in items)}</ul></section>"
        for n, (name, said, items) in enumerate(SECTIONS)
    )
    page = f"""<html><head><title>{named} - 禾木仪器</title></head><body><ul class=menu>{MENU}</ul>
    <div class=tabs><ul><li>采样</li><li>校准</li><li>保养</li><li>记录</li></ul></div>{sections}{FOOT}"""
    text = clean(page).text
    assert all(said in text and items[1] in text for _, said, items in SECTIONS)


def test_articles_of_a_page_about_a_firm_stay_whatever_their_class() -> None:
    parts = "".join(
        f"<article class=about{n}><{column}><h2>{name}</h2><p>{said * (4 if n == 0 else 1)}</p></div></article>"
        for n, (name, said, _) in enumerate(SECTIONS)
        for column in ("div class=left" if n == 2 else "div",)
    )  # fmt: skip
    page = f"<html><head><title>公司简介-禾木仪器</title></head><body><ul class=menu>{MENU}</ul><section><div>{parts}"
    text = clean(page + f"</div></section>{FOOT}").text
    assert all(said in text for _, said, _ in SECTIONS)


def test_what_buyers_say_is_not_the_article_above_it() -> None:
    article = ("早上好", "昨天按书上写的比例又配了一次", "三杯米两杯水 半杯去年的陈皮", "上锅蒸了四十分钟才开盖")
    reviews = "".join(
        f"<li><h4>{name}好评{n}</h4><div>{said}</div><div>2018-0{n}-14</div></li>"
        for n, (name, said, _) in enumerate(SECTIONS, 1)
    )
    body = "".join(f"<p>{line}</p>" for line in article)
    page = f"""<html><head><title>陈皮蒸饭的做法_禾木厨房</title></head><body><ul class=menu>{MENU}</ul>
    <h1>陈皮蒸饭的做法</h1><div class=arc>{body}</div><div class=pj><h3>买家点评</h3>
    <p>好评：98% 物流：9.9</p><ul>{reviews}</ul></div>{FOOT}"""
    assert clean(page).text.strip().split("\n") == list(article)


def test_an_address_that_all_pages_of_a_site_give_says_nothing() -> None:
    soap = "清洁的同时保持湿润，洗后不紧绷。<br>主成分：{}油、椰子油、橄榄油、水、香茅精油。"
    items = "".join(
        f"<li><p><strong>{name}</strong><br>{soap.format(name)}</p></li>" for name in ("苦茶", "芝麻", "核桃")
    )
    page = f"""<html><head><title>禾木皂坊 | 手工皂</title><meta property="og:url" content="http://www.hemu.example">
    </head><body><ul class=menu>{MENU}</ul><h1>手工皂</h1><h3>洗干净，就这么简单。</h3><ul>{items}</ul>
    <ul><li><small>容量：100克</small></li><li><small>注意事项：</small></li><li><small>放在阴凉处。</small></li></ul>{FOOT}"""
    document = clean(page)
    assert document.verdict == "article"
    assert "苦茶油" in document.text


def test_a_section_of_short_lines_between_sections_that_stay_is_one_of_them() -> None:
    short = "<p>测量方向</p><p>1</p><p>河水与井水的浊度</p><p>2</p><p>稻田里的氨氮</p>"
    told = "<p>沿革</p><div>本所成立于2009年，长期为乡镇水厂提供水质检测服务，仪器由自己的工程师维护。</div>"
    parts = "".join(
        f'<section class="kit-top-section"><div><div>{part}</div></div></section>'
        for part in (told, short, told.replace("本所", "分所"))
    )
    text = clean(shop(parts)).text
    assert all(said in text for said in ("测量方向", "稻田里的氨氮", "分所成立于2009年"))
