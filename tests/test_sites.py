from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.lines import Lines
from cleaner.pipeline import Proposal
from cleaner.sites import Selector, read_sites, selector, site_of, sites
from cleaner.stages import markup
from tests.test_markup import context, run

BODY = "昨夜下了今年的第一场雨，城里的人都说来得正是时候，田里的庄稼也有了水，河边的柳树又绿了一层。"
PAGE = """<html><head><title>春天的第一场雨</title>{head}</head><body><div class="top">导航</div><h1>春天的第一场雨</h1>
<div id="endText" class="x"><p>{body}</p><div class="ep-source">本文来源：某报</div><p>{body}</p></div><p>{body}</p>"""


def test_every_site_that_comes_along_can_be_read() -> None:
    known = sites()
    assert len({site.id for site in known}) == len(known) >= 45
    hosts = [host for site in known for host in site.hosts]
    assert len(set(hosts)) == len(hosts)
    for site in known:
        assert site.keep, site.id
        for pattern in site.script.values():
            assert pattern.groups == 1, site.id


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://www.163.com/dy/article/X.html", "163"),
        ("http://k.sina.com.cn/a", "sina"),
        ("https://mp.weixin.qq.com/s/x", "weixin"),
        ("https://new.qq.com/x", "qq"),
        ("https://notqq.com/x", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_the_longest_host_decides(url: str | None, wanted: str | None) -> None:
    site = site_of(url)
    assert (site.id if site else None) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("#main", Selector("", ("main",))),
        ("div.a.b-c#d", Selector("div", ("a", "b-c", "d"))),
        (".text_*", Selector("", (), ("text_",))),
        ("figure", Selector("figure", ())),
    ],
)
def test_selectors(text: str, wanted: Selector) -> None:
    assert selector(text) == wanted


@pytest.mark.parametrize("text", ["", ".a .b", "a > b", "a[href]", ".a:first-child"])
def test_what_is_no_selector_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="selector"):
        selector(text)


@pytest.mark.parametrize(
    "record",
    ['keep = [".a .b"]', 'keep = [".a"]\nmeta.colour = [".b"]', 'keep = [".a"]\nscript.author = "("', "colour = 1"],
)
def test_a_wrong_record_is_named(record: str) -> None:
    with pytest.raises(ValueError, match=r"x\.toml: site s"):
        list(read_sites(f'[[site]]\nid = "s"\nname = "站"\n{record}', "x.toml"))


def test_a_table_by_another_name_is_no_site() -> None:
    with pytest.raises(ValueError, match=r"x\.toml: 'sit' is nothing that this file holds"):
        list(read_sites('[[sit]]\nid = "s"\nname = "站"\n', "x.toml"))


def test_the_state_of_a_page_of_tencent_says_when_and_where_it_appeared() -> None:
    state = (
        '<script>window.DATA = {"title":"春天的第一场雨", "media":"河湾日报", "pubtime":"2023-08-31 15:41:35"}</script>'
    )
    page = PAGE.format(head=state, body=BODY).replace("endText", "x").replace("本文来源：某报", "")
    found = Cleaner().clean(page, url="https://new.qq.com/rain/a/20230831A00000")
    assert (found.published, found.source) == ("2023-08-31T15:41:35+08:00", "河湾日报")


def features(page: str, url: str | None) -> tuple[Lines, list[float], list[float], Proposal]:
    from cleaner.doc import Doc

    doc = Doc(page)
    proposal = markup.propose(doc, context(url=url))
    after = doc.apply("markup", proposal.edits)
    lines = Lines(after.text)
    rows = proposal.facts["markup.map"].line_features(after, lines)
    return lines, rows.keep.tolist(), rows.drop.tolist(), proposal


def test_a_template_says_what_to_keep_and_drop() -> None:
    _, keep, drop, proposal = features(PAGE.format(body=BODY, head=""), "https://news.163.com/x.html")
    assert keep == [0, 0, 1, 0, 1, 0]
    assert drop == [0, 0, 0, 1, 0, 0]
    assert proposal.facts["markup.site"].id == "163"
    assert proposal.tags == {"site": "163"}


def test_the_page_may_name_its_own_address() -> None:
    head = '<meta property="og:url" content="https://www.163.com/dy/x.html">'
    assert features(PAGE.format(body=BODY, head=head), None)[1] == [0, 0, 1, 0, 1, 0]


def test_a_template_is_known_by_its_own_names() -> None:
    page = f"<html><body><p>导航</p><div id='js_content' style='visibility:hidden'><p>{BODY}</p><p>{BODY}</p></div>"
    _, keep, _, proposal = features(page, None)
    assert keep == [0, 1, 1]
    assert proposal.facts["markup.site"].id == "weixin"


def test_a_template_that_no_longer_fits_is_ignored_and_noted() -> None:
    page = f"<html><body><div id='endText'>广告</div><p>{BODY}</p><p>{BODY}</p></body></html>"
    _, keep, _, proposal = features(page, "https://www.163.com/x")
    assert keep == [0, 0, 0]
    assert proposal.tags == {"site": "163", "site_template": "misfit"}


def test_metadata_by_template() -> None:
    page = (
        "<html><body><h2 id='activity-name'>春天的第一场雨</h2><a id='js_name'>某某公众号</a>"
        f"<div id='js_content'><p>{BODY}</p></div>"
        '<script>var ct = "1522972800";</script></body></html>'
    )
    assert run(page)[1].meta == {
        "title": "春天的第一场雨",
        "source": "某某公众号",
        "published": "2018-04-06T08:00:00+08:00",
    }


def test_a_site_may_keep_several_elements_of_different_names() -> None:
    site = next(read_sites('[[site]]\nid = "s"\nname = "站"\nkeep = [".a, #b", ".c"]', "x.toml"))
    assert site.keep == ((Selector("", ("a",)), Selector("", ("b",))), (Selector("", ("c",)),))


def test_questions_and_answers_of_a_known_site() -> None:
    question, answer = "养了半年，最近从底下的叶子开始变黄，怎么回事？", "多半是浇水太勤，烂根了。" * 6
    mask = "<div class='wgt-answers-mask'>展开全部</div>"
    source = (
        "<html><head><title>绿萝叶子发黄_百度知道</title></head><body><h1><b class='ask-title'>绿萝叶子发黄</b></h1>"
        f"<div class='con-all'>{question}</div><div class='hd'>最佳答案</div><div class='best-text'>{answer}</div>"
        f"<div class='wgt-eva'>已赞过 已踩过</div><div class='answer-text'>{mask}也可能缺光。</div></body></html>"
    )
    document = Cleaner().clean(source, "https://zhidao.baidu.com/question/1.html")
    assert document.text.split() == [question, answer, "也可能缺光。"]
    assert document.title == "绿萝叶子发黄"


def test_all_answers_of_a_question_page_without_an_address_stay() -> None:
    answers = [
        f"{word}，多半是浇水太勤，根在水里烂了，换盆的时候把烂根剪掉，晾一天再栽。" for word in ("先别急", "我家也是")
    ]
    shown = "".join(
        f"<div class='List-item'><div class='AuthorInfo'>花友{n}</div><div class='RichContent-inner'><p>{answer}</p>"
        f"<p>{answer[4:]}</p></div><div class='ContentItem-actions'>赞同 {n} 收起</div></div>"
        for n, answer in enumerate(answers)
    )
    source = (
        "<html><head><title>绿萝叶子发黄怎么办？ - 知乎</title></head><body><header><a href='/'>首页</a></header>"
        "<h1 class='QuestionHeader-title'>绿萝叶子发黄怎么办？</h1><div class='QuestionHeader-detail'>"
        f"<div class='QuestionRichText'><span>如图，养了半年</span></div></div>{shown}</body></html>"
    )
    text = Cleaner().clean(source).text
    for kept in ("如图，养了半年", *answers):
        assert kept in text
    assert "赞同" not in text


def test_links_to_edit_a_section_go_and_its_heading_stays() -> None:
    edit = "<span class='mw-editsection'>[<a href='/e'>编辑</a>]</span>"
    body = f"<h2>{edit}历史</h2><p>{BODY}</p><h2>结构{edit}</h2><p>{BODY}</p>"
    source = f"<html><body><div class='mw-parser-output'>{body}</div></body></html>"
    document = Cleaner().clean(source)
    assert document.text.split() == ["历史", BODY, "结构", BODY]
    assert document.restore() == source
    assert "".join(edit.old for edit in document.edits if edit.rule == "markup.site-part") == "[编辑]" * 2


def test_the_whole_entry_of_an_older_encyclopedia_is_kept() -> None:
    source = (
        f"<html><body><div class='main-content'><div class='lemma-summary'><div>{BODY}</div></div>"
        f"<div>{BODY[:-4]}</div></div></body></html>"
    )
    assert Cleaner().clean(source).text.split() == [BODY, BODY[:-4]]


def test_sections_below_the_summary_of_an_encyclopedia_entry_are_kept() -> None:
    parts = f"<h2 class='para-title'>经历</h2><div class='para'>{BODY[:-4]}</div>"
    for wrap in ("<div class='main_tab main_tab-defaultTab'>{}</div>", "{}"):
        body = f"<div class='lemma-summary'><div>{BODY}</div></div>{wrap.format(parts)}"
        assert Cleaner().clean(f"<html><body>{body}</body></html>").text.split() == [BODY, "经历", BODY[:-4]]


POST = """<table id="pid{n}"><tr><td class="pls"><a>{name}</a><p>主题</p><p>积分 2381</p></td><td class="plc">
<em>发表于 2015-10-12 21:03</em><table><tr><td class="t_f" id="postmessage_{n}">
<i class="pstatus">本帖最后由 {name} 编辑</i>
{text}</td></tr></table></td></tr></table>"""


def test_posts_of_a_forum_are_told_by_its_program() -> None:
    texts = [BODY, "真美，下次带上我！", "半山亭去年修过，以前更破，我们还在里面躲过雨。"]
    posts = "".join(POST.format(n=n, name=f"山猫{n}", text=text) for n, text in enumerate(texts))
    title = "<title>古道徒步记 - 户外天地 - 清溪论坛 - Powered by Discuz!</title>"
    body = f"<div id='nv'><a>论坛</a></div>{posts}<div>您需要登录</div>"
    source = f"<html><head>{title}</head><body>{body}</body></html>"
    document = Cleaner().clean(source, "http://bbs.example.com/thread-1-1-1.html")
    assert [line for line in document.text.split() if line != "古道徒步记"] == texts
    assert (document.title, document.source) == ("古道徒步记", "清溪论坛")


def test_the_sign_beside_a_heading_is_no_word_of_it() -> None:
    source = (
        "<html><head><title>快速上手 | 文档</title></head><body><div class='nav'><a>指南</a><a>配置</a></div>"
        f"<h1><a href='#a'>#</a> 快速上手</h1><p>{BODY}</p><h2>安装<a href='#b'>¶</a></h2><p>{BODY}</p></body></html>"
    )
    document = Cleaner().clean(source)
    assert document.title == "快速上手"
    assert document.text.split() == ["快速上手", BODY, "安装", BODY]
    assert document.restore() == source
