from __future__ import annotations

import pytest

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
        "published": "2018-04-06T00:00:00Z",
    }
