"""Steps and features that read like a site's call stay among the items of their list; calls of a site go."""

from __future__ import annotations

import pytest

from cleaner import clean

LEAD = "村里的老人想在手机上看孙子的照片，这里把每一步都写清楚，跟着做就行，遇到问题可以到村委会来问。"
HEAD = f"<html><body><h1>看照片</h1><p>{LEAD}</p>"
STEPS = (
    "手机安装「山里人」APP",
    "打开软件，在右下角点「我的」",
    "用手机号登录，没有账号的先注册一个",
    "在列表里找到孙子的名字，点一下照片",
)
CALL = "扫描二维码关注我们"


@pytest.mark.parametrize(
    "page",
    [
        LEAD + "\n\n" + "\n".join(f"{number}. {step}" for number, step in enumerate(STEPS, 1)) + "\n",
        LEAD + "\n\n" + "\n\n".join(f"{number}、{step}" for number, step in enumerate(STEPS, 1)) + "\n",
        LEAD + "\n\n" + "\n".join(f"- {step}" for step in reversed(STEPS)) + "\n",
        HEAD + f"<ol>{''.join(f'<li>{each}</li>' for each in STEPS)}</ol></body></html>",
    ],
)
def test_a_step_that_tells_to_install_an_app_stays_with_the_others(page: str) -> None:
    assert all(step in clean(page).text for step in STEPS)


@pytest.mark.parametrize(
    "page",
    [
        f"{LEAD}\n\n{CALL}\n下载山里人APP\n",
        f"{LEAD}\n\n1. {CALL}\n\n{LEAD}\n",
        HEAD + f"<ul><li>{CALL}</li><li><a href='/a'>返回顶部</a></li></ul></body></html>",
    ],
)
def test_a_call_with_no_list_around_it_goes(page: str) -> None:
    assert CALL not in clean(page).text.splitlines()


RULES = (
    "会员发言须守本地的法律，不得损害他人的利益。",
    "会员之间的约定由双方自己负责，本会不居中担保。",
    "会刊的文章版权所有，未经本会同意不得转载，转载者须写明出处。",
    "本守则由理事会解释，并可以随时修改。",
)
FOOTER = "版权所有 山里人协会 未经同意不得转载"


@pytest.mark.parametrize(
    "page",
    [
        HEAD + f"<ol>{''.join(f'<li>{rule}</li>' for rule in RULES)}</ol></body></html>",
        LEAD + "\n\n" + "\n".join(f"{number}. {rule}" for number, rule in enumerate(RULES, 1)) + "\n",
    ],
)
def test_a_rule_about_reprints_stays_among_the_rules_of_a_list(page: str) -> None:
    assert all(rule in clean(page).text for rule in RULES)


def test_a_copyright_in_the_list_of_a_footer_goes() -> None:
    rest = "".join(f"<li>{line}</li>" for line in ("地址：山里村口第二棵树旁", "电话：八位数字，请勿夜里打来", FOOTER))
    page = HEAD + f"<p>{LEAD}</p><ul>{rest}</ul></body></html>"
    assert FOOTER not in clean(page).text
