"""What belongs to blocks of the article stays with them: rows, tables, headings of items, leads."""

import numpy as np
import pytest

from cleaner import clean
from cleaner.stages.boilerplate.regions import Regions, by_worth
from cleaner.stages.boilerplate.whole import says_when

NAV = "<ul><li><a href='/'>首页</a></li><li><a href='/n'>新闻中心</a></li><li><a href='/z'>招生就业</a></li></ul>"
FOOT = "<div class='footer'>版权所有 青河县图书馆</div>"
TOLD = "经过初评和复评，青河县第六届少年读书会的评选工作已经结束，现将各组获奖名单公布如下，奖状随后寄到各学校。"
SAID = (
    "老城南门外的渡口建于光绪年间，码头的石阶被往来的船夫踩得光亮，如今只剩下三级露出水面。",
    "每年三月，渡口边的集市从清晨开到日落，卖竹器和草药的人从对岸撑船过来，热闹得很。",
    "公路桥修好以后，渡船停了，老船工的儿子把船改成了茶馆，客人坐在船头喝茶看水。",
)
ROWS = [f"<tr><td>{n}</td><td>参赛{n}号</td><td>第{n}小学</td><td>8{n}.5</td></tr>" for n in range(1, 10)]


def _page(body: str, title: str = "读书会获奖名单") -> str:
    head = f"<html><head><title>{title}</title></head><body>{NAV}<h1>{title}</h1>"
    return f"{head}<div class='con'>{body}</div>{FOOT}</body></html>"


@pytest.mark.parametrize("wrap", ["{}", "<div>{}</div>", "<p>青河县图书馆</p>{}"])
def test_a_table_that_ends_an_article_stays_whole(wrap: str) -> None:
    table = f"<table><tr><td>序号</td><td>编号</td><td>学校</td><td>分数</td></tr>{''.join(ROWS)}</table>"
    source = _page(f"<p>{TOLD}</p>{wrap.format(table)}")
    document = clean(source)
    assert [f"第{n}小学" in document.text for n in range(1, 10)] == [True] * 9
    assert "序号" in document.text
    assert document.restore() == source


def test_a_row_whose_cells_break_into_lines_keeps_its_first_cell() -> None:
    rows = (
        "<tr><td>1998</td><td>成立筹备组；选出首任馆长</td></tr>"
        "<tr><td>2003</td><td>开放儿童阅览室<br>首次举办流动书车活动，走遍九个乡镇<br></td></tr>"
        "<tr><td>2007</td><td>新馆落成，藏书增至十二万册；设立盲文阅览室<br>与邻县三馆互借图书</td></tr>"
    )
    text = clean(_page(f"<p>{TOLD}</p><div><table>{rows}</table></div>", "馆史")).text
    assert [year in text for year in ("1998", "2003", "2007")] == [True] * 3


def test_headings_of_items_stay_that_are_links_to_nowhere() -> None:
    names = ("石阶", "集市", "茶船")
    items = "".join(
        f"<dd><div><a class='t' href='javascript:;'>{name}</a><div><p>{said}</p></div></div></dd>"
        for name, said in zip(names, SAID, strict=True)
    )
    text = clean(_page(f"<dl>{items}</dl>", "渡口三景")).text
    assert [line for line in text.splitlines() if line in names + SAID] == [
        line for pair in zip(names, SAID, strict=True) for line in pair
    ]


def test_a_lead_between_the_headline_and_the_element_of_the_article_stays() -> None:
    lead = "导读：一座渡口从兴到衰不过百年，跟着记者去看看它今天的样子，听听老船工怎么说。"
    source = (
        f"<html><head><title>渡口三景</title></head><body>{NAV}<h1>渡口三景</h1><div class='x'>{lead}</div>"
        f"<div class='con'>{''.join(f'<p>{said}</p>' for said in SAID)}</div>{FOOT}</body></html>"
    )
    assert clean(source).text.splitlines()[-4:] == [lead, *SAID]


def test_the_summary_among_the_fields_of_a_byline_stays() -> None:
    lead = "渡口从兴到衰不过百年，跟着老船工去看看。"
    fields = "<span>发表于 2020-03-05</span><span>分类于 <a href='/c'>走访</a></span>"
    fields = f"<div class='post-meta'>{fields}<div class='{{}}'>{lead}</div></div>"
    prose = "".join(f"<p>{said}</p>" for said in SAID)
    header = f"<header class='post-header'><h1>渡口三景</h1>{fields}</header>"
    body = f"<article>{header}<div class='post-body'>{prose}</div></article>"
    source = f"<html><head><title>渡口三景</title></head><body>{NAV}{body}{FOOT}</body></html>"
    assert clean(source.format("post-description")).text.splitlines()[-4:] == [lead, *SAID]
    assert lead not in clean(source.format("author-intro")).text


def test_a_short_last_paragraph_in_boxes_of_its_own_stays() -> None:
    body = "".join(f"<div><div><p>{said}</p></div></div>" for said in (*SAID, "船再没有开过。"))
    assert clean(_page(body, "渡口三景")).text.splitlines()[-1] == "船再没有开过。"


def test_frames_between_paragraphs_still_go() -> None:
    between = (
        "<div><a href='/w'>分享到微信</a> <a href='/q'>QQ空间</a></div>",
        "<div class='related'><h3>相关阅读</h3><p><a href='/1'>古镇灯会今晚开幕</a></p></div>",
        "<p><a href='/2.html'>老船工口述：渡口的最后一天</a></p>",
    )
    body = "".join(f"<p>{said}</p>{frame}" for said, frame in zip(SAID, between, strict=True)) + f"<p>{TOLD}</p>"
    text = clean(_page(body, "渡口三景")).text
    assert [line for line in text.splitlines() if line != "渡口三景"] == [*SAID, TOLD]


def test_a_record_above_the_article_is_no_lead() -> None:
    record = "发布时间：2019-06-27 03:43，阅读次数：318，字体：大中小"
    source = (
        f"<html><head><title>渡口三景</title></head><body>{NAV}<h1>渡口三景</h1><div class='x'>{record}</div>"
        f"<div class='con'>{''.join(f'<p>{said}</p>' for said in SAID)}</div>{FOOT}</body></html>"
    )
    assert "阅读次数" not in clean(source).text


@pytest.mark.parametrize("tag", ["div", "h3", "p"])
@pytest.mark.parametrize("title", ["青河县图书馆", "青河县图书馆-馆内新闻"])
def test_a_headline_that_becomes_no_title_is_not_lost(tag: str, title: str) -> None:
    head = "馆内新闻：《少年读书会》第六届评选工作圆满结束"
    crumb = "<div>您现在的位置：<a href='/'>首页</a> &gt; <a href='/n'>馆内新闻</a></div>"
    source = (
        f"<html><head><title>{title}</title></head><body>{NAV}{crumb}<{tag} class='tit'>{head}</{tag}>"
        f"<div class='time'>2019-06-27 03:43</div><div class='con'>{''.join(f'<p>{said}</p>' for said in SAID)}</div>"
        f"{FOOT}</body></html>"
    )
    document = clean(source)
    assert head in f"{document.title}\n{document.text}"
    assert SAID[0] in document.text


def test_addresses_between_lines_of_a_notice_stay() -> None:
    rows = "<p>联系人：马老师</p><p>E-mail:<a href='mailto:office@qinghe.example'>office@qinghe.example</a></p>"
    rows += "<p>网址：<a href='http://www.qinghe.example'>http://www.qinghe.example</a></p><p>青河县图书馆</p>"
    rows += "<p>二〇〇六年十一月三日</p>"
    text = clean(_page("".join(f"<p>{said}</p>" for said in (TOLD, *SAID)) + rows, "招聘启事")).text
    assert "office@qinghe.example" in text
    assert "http://www.qinghe.example" in text


def test_a_lead_in_one_box_with_headline_and_date_stays() -> None:
    lead = "渡口的故事要从光绪年间说起，老人们说法不一。记者沿河走访了三个村子，把听来的话记在这里。"
    head = f"<div class='t'><h1>渡口三景</h1><p>发布时间：2017-10-11 01:53:02</p><p>{lead}</p></div>"
    body = f"{head}<div><div>{''.join(f'<p>{said}</p>' for said in SAID)}</div></div>"
    source = f"<html><head><title>渡口三景</title></head><body>{NAV}<div class='m'>{body}</div>{FOOT}</body></html>"
    text = clean(source).text
    assert lead in text
    assert "发布时间" not in text


def test_the_heading_of_the_first_part_stays() -> None:
    parts = "".join(f"<p>{said}</p>" for said in SAID)
    told = f"<div><h2><b>南门石阶</b></h2><div><div>{parts}</div></div></div>"
    body = f"<h1>渡口三景</h1><p>时间：2019-07-16 23:10:32</p>{told}"
    source = f"<html><head><title>渡口三景</title></head><body>{NAV}<div class='m'>{body}</div>{FOOT}</body></html>"
    assert "南门石阶" in clean(source).text


def test_items_with_labels_and_links_above_the_prose_stay() -> None:
    changes = [
        ("新增", "门票改为手机预约（<a href='#yy'>步骤</a>）。"),
        ("变更", "渡船减为四班（<a href='http://bus.example/77'>公告 77</a>）。"),
        ("修正", "旧图石阶错位。"),
        ("变更", "集市逢五逢十（<a href='http://bus.example/91'>公告 91</a>）。"),
    ]
    items = "".join(f"<li><b class='tag tag-new'>{label}</b><h5>{said}</h5></li>" for label, said in changes)
    told = "".join(f"<h3>第{number}节</h3><p>{said}</p>" for number, said in enumerate(SAID * 3, 1))
    body = f"<div class='m'><div><h3>新鲜事</h3><ul>{items}</ul></div><div><h2>须知</h2>{told}</div></div>"
    page = f"<html><head><title>渡口 2.0 说明</title></head><body>{NAV}<h1>渡口 2.0 说明</h1>{body}{FOOT}</body></html>"
    text = clean(page).text
    assert [said in text for said in ("手机预约", "渡船减为", "旧图石阶", "集市逢五")] == [True] * 4


def test_an_advert_below_the_article_with_a_link_goes() -> None:
    advert = "<div><p>名师讲堂早报名八折，名额有限，先到先得。</p><a href='/sign'>我要报名</a></div>"
    page = _page("".join(f"<p>{said}</p>" for said in SAID), "渡口三景").replace(FOOT, advert + FOOT)
    assert "早报名" not in clean(page).text


def test_a_page_in_two_languages_keeps_both_headlines() -> None:
    story = "<p>老石磨在村口转了三十年，去年夏天停了下来，村里人凑钱请师傅重做了木轴，今年春天又能磨面了。</p>" * 4
    menu = "".join(f'<a href="/{name}">{name}</a> ' for name in ("HOME", "ISSUE", "ARTICLE", "ABOUT"))
    byline = '<div>作者：<a href="/w">王磨匠</a> / 編輯：李木軸</div>'
    document = clean(
        f"<html><title>The Millstone Turns Again | 水磨</title><body><div class='nav'>{menu}</div>"
        "<div><div>The Millstone Turns Again</div></div><div><div>三十年老石磨今春復轉</div>"
        f"<div>January 5th, 2017 / 類型：Opinion</div>{byline}<div class='ed'>{story}</div></div>"
        "<div class='foot'><a href='/'>關於我們</a> © 2011-2020</div></body></html>"
    )
    assert document.title == "The Millstone Turns Again"
    assert document.text.startswith("三十年老石磨今春復轉")


@pytest.mark.parametrize("open_part", ["走访渡口", "座谈纪要", "来年茶会"])
def test_the_parts_of_a_page_that_is_named_after_one_of_them_all_stay(open_part: str) -> None:
    told = {
        "走访渡口": "近日，馆里派人走访了渡口的几户人家，就旧照片的整理交换了意见，"
        "大家对过去一年的进展表示满意，并希望今后多来往。",
        "座谈纪要": "会上，馆员介绍了今年的开放安排，居民围绕码头修缮、船只停放和夜间照明等事情"
        "展开了讨论，提了不少好的建议。",
        "来年茶会": "最后，双方商定在秋天再办一次茶会，到时将邀请对岸的手艺人参加，一起商量渡口往后的新问题和新办法。",
    }
    part = (
        "<div class='tab'><div class='hd'><h3>{}</h3></div><div><p>{}</p><p>另见下列资料：</p><ul>{}</ul></div></div>"
    )
    items = "<li>渡口旧照一组</li><li>船工口述一份</li><li>码头草图三张</li>"
    body = "".join(part.format(name, said, items) for name, said in told.items())
    links = "<a href='/'>首页</a> <a href='/a'>馆藏</a> <a href='/b'>活动预告</a> <a href='/c'>联系我们</a>"
    nav = f"<div class='nav'>{links}</div>"
    foot = "<div class='footer'>版权所有 青河县图书馆 蜀ICP备12345678号</div>"
    text = clean(
        f"<html><head><title>{open_part}-青河县图书馆</title></head><body>{nav}{body}{foot}</body></html>"
    ).text
    assert [said in text for said in told.values()] == [True] * 3
    assert text.count("渡口旧照一组") == 3


def test_a_disclaimer_does_not_stand_for_an_article_that_the_line_model_is_sure_of() -> None:
    regions = Regions(np.array([60, 0, 40]), np.array([62, 70, 58]), np.zeros(3, np.int64), np.full(3, 70))
    values, held = np.array([0.55, 0.5, 0.25]), np.array([0.04, 1.0, 0.95])
    values, held = values.astype(np.float32), held.astype(np.float32)
    assert by_worth(regions, values, held, np.array([0.2, 0.3, 0.95], np.float32))[0] == 2
    assert by_worth(regions, values, held, np.array([0.2, 0.3, 0.5], np.float32))[0] == 0
    held[0] = 0.3
    assert by_worth(regions, values, held, np.array([0.2, 0.3, 0.95], np.float32))[0] == 0


def test_headings_that_count_stay_whatever_their_cells_are_called() -> None:
    parts = zip(("一、渡口", "二、集市", "三、茶馆"), SAID, strict=True)
    told = "".join(f"<tr><td class='head'>{head}</td></tr><tr><td><p>{said}</p></td></tr>" for head, said in parts)
    row = "<tr><td class='title'>渡口三景</td></tr><tr><td>2003.05.11 by <a href='mailto:a@b.c'>shan</a></td></tr>"
    source = f"<html><head><title>渡口三景</title></head><body><table>{row}{told}</table></body></html>"
    text = clean(source).text.split("\n")
    assert text[::2] == ["一、渡口", "二、集市", "三、茶馆"]
    assert clean(source).restore() == source


END = (
    "<h2>常用工具</h2><p>航线图见 <a href='https://maps.example.org/x'>渡口航线图。可以放大，也可以下载打印</a></p>"
    "<figure class='highlight'><pre>ferry --list\nferry --map 3</pre></figure>"
)


@pytest.mark.parametrize("end", [END, "<p>[1] <a>https://boat.example.org/a/1</a></p>"])
def test_code_and_references_that_end_an_article_stay(end: str) -> None:
    told = "".join(f"<li><p>{said}</p></li>" for said in SAID)
    body = f"<article><div class='post-body'><ol>{told}</ol>{end}</div></article>"
    source = f"<html><head><title>渡口三景</title></head><body>{NAV}<h1>渡口三景</h1>{body}{FOOT}</body></html>"
    document = clean(source)
    for kept in ("常用工具", "航线图", "ferry --map 3") if end is END else ("[1] https://boat.example.org/a/1",):
        assert kept in document.text
    assert document.restore() == source


def test_a_poem_in_a_pane_below_tabs_stays() -> None:
    poem = "<br>".join(("船在水上", "人在船上", "往下", "再往下", "水在天上"))
    pane = f"<div class='tab-pane' id='tab-1'><blockquote><p>{poem}</p></blockquote></div>"
    source = _page(f"<h5>诗笺</h5><div><div>{pane}</div></div>" + "".join(f"<p>{said}</p>" for said in SAID))
    assert "再往下" in clean(source).text


@pytest.mark.parametrize("wrap", ["<div itemprop='articleBody'>{}</div>", '<div itemprop="articleBody">{}</div>'])
def test_a_short_post_stays_that_the_page_calls_an_article(wrap: str) -> None:
    said = (
        "最近在忙搬家…所以先把这一页放上来了…",
        "渡口那一页是可以看的，随便翻翻…",
        "还有不少没有整好…有空再慢慢改吧..",
    )
    post = wrap.format("".join(f"<p>{text}</p>" for text in said))
    side = "".join(f"<li><a href='/p/{n}'>渡口的第{n}个故事</a></li>" for n in range(5))
    body = f"<article>{post}</article><h5>本作品采用<a href='/l'>知识共享许可</a>进行许可</h5>"
    body += f"<div><h4>分类目录</h4><ul>{side}</ul><h4>最新文章</h4><ul>{side}</ul></div>"
    source = f"<html><head><title>渡口动态 | 小屋</title></head><body>{NAV}{body}{FOOT}</body></html>"
    document = clean(source)
    assert document.verdict == "article"
    assert all(text[:8] in document.text for text in said)


def test_links_that_end_an_article_or_a_colon_announces_stay() -> None:
    announced = "<p>老地图可以从下面的地址取：</p><p><a href='https://pan.baidu.com/s/1'>链接: https://pan.baidu.com/s/1</a></p>"
    end = "<h2>连结</h2><p><a href='https://boat.example.org/b'>渡船的故事第二册：河上的人家</a></p>"
    follow = "<p><a href='https://weibo.com/x'>来微博看渡口每天的照片</a></p>"
    told = [f"<p>{said}</p>" for said in SAID]
    source = _page(told[0] + announced + told[1] + told[2] + end + follow, "渡口三景")
    text = clean(source).text
    assert "链接: https://pan.baidu.com/s/1" in text
    assert "渡船的故事第二册" in text
    assert "微博" not in text


def test_the_parts_of_a_series_stay_with_the_one_that_is_open() -> None:
    parts = "".join(f"<li><a href='/{n}'>渡口三景（{n}）：石阶与集市</a></li>" for n in "一二")
    series = f"<p>系列文章：</p><ol>{parts}<li>渡口三景（三）：茶馆 <- 你在这里</li></ol>"
    source = _page(f"<p>{SAID[0]}</p>{series}<p>{SAID[1]}</p><p>{SAID[2]}</p>", "渡口三景（三）")
    text = clean(source).text
    assert all(f"渡口三景（{n}）" in text for n in "一二三")


def test_code_that_stands_there_for_dark_and_for_light_screens_stays_once() -> None:
    code = "<pre class='shiki {}'><code>ferry --list\nferry --map 3</code></pre>"
    block = f"<div class='language-sh'>{code.format('vp-code-dark')}{code.format('vp-code-light')}</div>"
    text = clean(_page(f"<p>{SAID[0]}</p>{block}<p>{SAID[1]}</p>")).text
    assert text.count("ferry --map 3") == 1
    again = clean(_page(f"<p>{SAID[0]}</p>{code.format('a') * 2}<p>{SAID[1]}</p>")).text
    assert again.count("ferry --map 3") == 2


def test_a_notice_that_an_account_has_moved_is_no_article() -> None:
    said = "该公众号已迁移至新的帐号，原帐号已回收。若需访问原文章链接，请点击下方按钮。"
    source = f"<html><head><title></title></head><body><div><h2>该公众号已迁移</h2><p>{said}</p></div></body></html>"
    assert clean(source).verdict == "boilerplate"


def test_a_list_of_which_two_items_stay_stays_whole() -> None:
    names = ("馬一諾醫師", "田小滿醫師", "何晚亭醫師", "石清泉醫師", "林遠山醫師", "宋知春醫師")
    items = "".join(f"<li><p><a href='https://www.example.org/{name}'>{name}</a></p></li>" for name in names)
    body = f"<p>{TOLD}</p><p>門診的團隊有下列幾位：<ul>{items}</ul><p>{SAID[0]}</p><p>{SAID[1]}</p>"
    text = clean(_page(body, "門診")).text
    assert [name in text for name in names] == [True] * 6


def test_a_list_of_files_inside_an_article_stays() -> None:
    items = "".join(f"<li><a href='magnet:?xt=urn:btih:QTKJ{n}'>第{n}集</a></li>" for n in "一二三四")
    body = f"<h3>说明</h3><p>{TOLD}</p><ul><li>磁链<ul>{items}</ul></li></ul><p>{SAID[0]}</p><p>{SAID[1]}</p>"
    text = clean(_page(body, "录像")).text
    assert [f"第{n}集" in text for n in "一二三四"] == [True] * 4


def test_the_heading_of_contents_that_a_script_lists_goes() -> None:
    parts = "".join(f"<h2>{name}</h2><p>{said}</p>" for name, said in zip("石集船", SAID, strict=True))
    empty = "<div class='m'><h2>目錄</h2><div id='toc'></div></div>"
    assert "目錄" not in clean(_page(f"<p>{TOLD}</p>{empty}<div>{parts}</div>", "渡口三景")).text
    listed = "<div class='m'><h2>目錄</h2></div><p>第一冊 石階</p><p>第二冊 集市</p>"
    assert "目錄" in clean(_page(f"<p>{TOLD}</p>{listed}<div>{parts}</div>", "渡口三景")).text


def test_references_below_their_label_in_a_quotation_stay() -> None:
    links = "<br>[1] <a href='https://a.example/x'>The Ferries of Qinghe</a><br>[2] <a href='https://b.example/y'>渡船考</a>"
    body = "".join(f"<p>{said}</p>" for said in SAID) + f"<blockquote><p>参考资料：{links}</p></blockquote>"
    text = clean(_page(body, "渡口三景")).text
    assert [said in text for said in ("参考资料", "The Ferries of Qinghe", "渡船考")] == [True] * 3


def test_paragraphs_that_are_links_as_a_whole_stay_and_those_of_a_list_do_not() -> None:
    told = [f"{SAID[n]}{SAID[n - 1]}{SAID[n - 2]}" for n in range(3)]
    body = "".join(f"<p><img src=/{n}.jpg></p><p><a href='/g/{n}'>{said}</a></p>" for n, said in enumerate(told))
    text = clean(_page(body, "渡口三景")).text
    assert [said in text for said in told] == [True] * 3
    listed = "".join(f"<li><a href='/g/{n}'><h3>渡口之{n}</h3><p>{said}</p></a></li>" for n, said in enumerate(told))
    assert not clean(_page(f"<ul>{listed}</ul>", "新闻中心")).text


@pytest.mark.parametrize("depth", [45, 47, 49, 52])
def test_links_in_elements_that_are_never_closed_are_read_to_their_end(depth: int) -> None:
    links = "".join(f"<div><a href='/{n}'>相关{n}</a>" if n > depth else "<div>" for n in range(depth + 6))
    document = clean(_page(f"{''.join(f'<p>{each}</p>' for each in SAID)}<div>{links}</div>"))
    assert document.status == "ok"
    assert SAID[-1] in document.text
    assert "相关" not in document.text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("参考例子 26-11 中这种比较的一个应用.", False),
        ("比分定格在 3:2。", False),
        ("2019-03-02 10:20 来源:城西日报", True),
        ("3-02.", True),
    ],
)
def test_a_sentence_with_numbers_like_a_day_ends_no_article(line: str, told: bool) -> None:
    han = sum("一" <= char <= "鿿" for char in line)
    assert says_when(line, han) is told
