"""Where spam ends that is glued to a paragraph: the words of the paragraph stay."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import product

import pytest

from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.lines import Lines
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages.spam import propose
from cleaner.stages.spam.brinks import Brinks, End
from cleaner.stages.spam.lexicon import lexicon_of
from cleaner.stages.spam.model import model
from cleaner.stages.spam.reading import Reading, Strength
from cleaner.stages.spam.view import view

STORY = "\n天色渐渐暗了下来，他们接着往山上走，谁也没有说话。\n到了山顶，风大得几乎站不住脚，只好蹲在石头后面。\n"
HEADERS = (
    "色综合天天综合网_日韩高清av一区_欧美性猛交久久",
    "九鼎电竞平台,乐盈彩票官网登录入口,金贝体育app下载",
)
OPENINGS = (
    "很快道人就拿回一袋子普通铜钱，还有几粒碎银子，都倒在桌上让他点数。",
    "GPT-4 是一种能够理解图像和文字的模型，它在许多考试里的成绩接近人的水平。",
    "iPhone 17 的发布会定在九月的第二个星期，外形据说会有较大的变化，价格不变。",
    "FaaS（Functions as a Service）函数即服务，是无服务器计算的一种形式，按次收费。",
    "“你怎么才来？”老周把烟头摁灭在墙上，又往巷子口看了一眼，那里没有人。",
    "2019年3月，县里决定重修那座石桥，请来的师傅姓温，祖上三代都是石匠。",
)
TAILED = (
    "脱单群里00后在做自我介绍，照片、爱好特长、择偶要求一样不少，简直卷成菜芯了。",
    "安装以前请先备份数据，并从官方渠道下载安装包，及时更新杀毒软件。",
)


def cleaned(text: str) -> str:
    return Doc(text).apply("spam", propose(Doc(text), Context(Config(), rule_book())).edits).text


@pytest.mark.parametrize(("header", "opening"), list(product(HEADERS, OPENINGS)))
def test_a_paragraph_behind_a_header_keeps_its_first_words(header: str, opening: str) -> None:
    assert cleaned(f"{header} {opening}{STORY}") == f"{opening}{STORY}"
    assert cleaned(f"{header}-{opening}{STORY}").endswith(f"{opening}{STORY}")


@pytest.mark.xfail(strict=True, reason="the n-grams take these words for keywords, and nothing else tells")
@pytest.mark.parametrize("opening", ["A股三大指数今日集体收涨，成交额连续第五天超过一万亿元，北向资金净买入。"])
def test_a_first_clause_like_a_row_of_keywords_stays(opening: str) -> None:
    assert cleaned(f"{HEADERS[0]}_{opening}{STORY}") == f"{opening}{STORY}"


@pytest.mark.parametrize(("tail", "paragraph"), list(product((*HEADERS, "【代开发票加微信fp66738】"), TAILED)))
def test_a_paragraph_before_a_tail_keeps_its_last_words(tail: str, paragraph: str) -> None:
    for sign in ("", " "):
        assert cleaned(f"{paragraph}{sign}{tail}{STORY}") == f"{paragraph}{STORY}"


def test_a_line_parts_at_no_letter_or_digit_and_signs_go_with_the_spam() -> None:
    seen = view("看片 iphone 17的价格")
    line = Reading(0, 0, seen, lexicon_of(rule_book()).hits(seen.text), Strength(seen.text, model()))
    shares = Lines(seen.text).classes * 0.0
    ahead = Brinks(End(line, (), 2, 1, 13, head=True), shares).places()
    assert ahead == [1, 3, 10, 12, 13]
    assert 2 in Brinks(End(line, (), 2, 1, 13, head=False), shares).places()


def test_the_fitted_weights_are_of_the_evidence() -> None:
    seen = view("看片今天的天气很好")
    line = Reading(0, 0, seen, (), Strength(seen.text, model()))
    evidence = Brinks(End(line, (), 2, 1, 5, head=True), Lines(seen.text).classes * 0.0).evidence(2)
    weights = tomllib.loads(files("cleaner.data").joinpath("models/spam_ends.toml").read_text("utf-8"))
    assert {side: set(each) for side, each in weights.items()} == {"head": set(evidence), "tail": set(evidence)}


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("安装的步骤不多，只需要把{}\n其余的由系统自动完成。", "安装的步骤不多，只需要把\n其余的由系统自动完成。"),
    ],
)
def test_a_clause_that_breaks_off_before_spam_stays(text: str, own: str) -> None:
    assert cleaned(text.format("新开传奇私服发布站 登录送VIP 群号 901772883")) == own


@pytest.mark.parametrize("own", ["## 装配步骤", "for (auto &p : parts) { use(p); }"])
def test_a_heading_and_source_code_behind_a_line_of_spam_stay(own: str) -> None:
    assert cleaned(f"{HEADERS[0]} {own}{STORY}") == f"{own}{STORY}"


def test_a_line_of_nothing_but_spam_goes_whole() -> None:
    for header in HEADERS:
        assert cleaned(f"{STORY.strip()}\n{header}{STORY}") == f"{STORY.strip()}{STORY}"
