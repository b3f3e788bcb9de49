"""What the style sheet in a page, or a script that only hides, takes out of sight, and what may be shown after all."""

from __future__ import annotations

import time

import pytest

from tests.test_markup import text_of
from tests.test_markup_sight import SAID, P, Q

HIDDEN = "湖边的船坞去年修好了，渔民们都很高兴。"


def page(head: str, inner: str) -> str:
    return f"<html><head><title>花开</title>{head}</head><body><p>{P}</p>{inner}<p>{Q}</p><p>{SAID}</p></body></html>"


@pytest.mark.parametrize(
    ("head", "inner"),
    [
        ("<style>.x{display:none}</style>", "<div class='x'>{}</div>"),
        ("<style>.x{display:none}</style>", "<div class='w x'><p>{}</p></div>"),
        ("<style>#x { display : none !important }</style>", "<div id='x'>{}</div>"),
        ("<style>body{margin:0}\n.y,\n.x{color:red;display:none}</style>", "<p class='x'>{}</p>"),
        ("<style>/* a{ */ div.x.z{display:none}</style>", "<div class='z x'>{}</div>"),
        ("<style><!--\n.x{position:absolute;left:-9999px}\n--></style>", "<div class='x'>{}</div>"),
        ("<style>.x{opacity:0;height:0}</style>", "<div class='x'>{}</div>"),
        ("<style media='screen'>.x{display:none}</style>", "<div class='x'>{}</div>"),
        ("<style>.x{display:none}</style><style>.x{color:red}</style>", "<div class='x'>{}</div>"),
        ("<style>dialog{display:none}</style>", "<dialog open>{}</dialog>"),
        ("", "<div id='x'>{}</div><script>document.getElementById('x').style.display = 'none';</script>"),
    ],
)
def test_hidden_by_a_rule_for_its_name(head: str, inner: str) -> None:
    text = text_of(page(head, inner.replace("{}", HIDDEN)))
    assert HIDDEN not in text
    assert P in text
    assert Q in text


@pytest.mark.parametrize(
    ("head", "inner"),
    [
        ("<style>@media print{.x{display:none}}</style>", "<div class='x'>{}</div>"),
        ("<style media='print'>.x{display:none}</style>", "<div class='x'>{}</div>"),
        ("<noscript><style>.x{display:none}</style></noscript>", "<div class='x'>{}</div>"),
        ("<style>.x{display:none}.on .x{display:block}</style>", "<div class='x'>{}</div>"),
        ("<style>.x{display:none}.x:target{display:block}</style>", "<div id='a' class='x'>{}</div>"),
        ("<style>.x{display:none}@media (max-width:9em){.x{display:block}}</style>", "<div class='x'>{}</div>"),
        ("<style>.x{display:none}</style><script>$('.x').show()</script>", "<div class='x'>{}</div>"),
        ("<style>#x{display:none}</style>", "<a href='#x'>展开</a><div id='x'>{}</div>"),
        ("<style>.x{display:none}</style>", "<b onclick=\"toggle('x')\">展开</b><div class='x'>{}</div>"),
        ("<style>.x{display:none}</style>", "<div class='x' style='display:block'>{}</div>"),
        ("<style>.x{opacity:0}</style>", "<div class='x'>{}</div>"),
        ("<style>#x{display:none}</style>", "<div class='x'>{}</div>"),
        ("<style>.xy{display:none}</style>", "<div class='x'>{}</div>"),
        ("<style>.y .x{display:none}</style>", "<div class='x'>{}</div>"),
        ("<style>html,body{display:none}</style>", "<div class='x'>{}</div>"),
        ("<style>.content{display:none}</style>", "<div class='content'>{}</div>"),
        ("", "<div id='x'>{}</div><script>function f(){document.getElementById('x').style.display='none'}</script>"),
    ],
)
def test_what_may_be_seen_stays(head: str, inner: str) -> None:
    assert HIDDEN in text_of(page(head, inner.replace("{}", HIDDEN)))


def test_an_article_that_a_style_sheet_hides_until_a_script_has_run_stays() -> None:
    source = f"<style>.x{{display:none}}</style><div>首页</div><div class='x'><p>{P}</p><p>{Q}</p><p>{HIDDEN}</p></div>"
    assert P in text_of(source)


def test_many_rules_and_many_names_take_linear_time() -> None:
    def seconds(many: int) -> float:
        rules = "".join(f".a{n}.b{{display:none}}" for n in range(many))
        source = page(f"<style>{rules}</style>", "".join(f"<p class='b a{n}'>字</p>" for n in range(many)))
        start = time.process_time()
        text_of(source)
        return time.process_time() - start

    seconds(100)
    assert seconds(8000) < 16 * seconds(1000) + 0.5
