"""ASCII marks that reStructuredText, Org, SQL and logs give a meaning stay; those of prose beside them are widened."""

from __future__ import annotations

import pytest

from cleaner import clean

PROSE = "水车修好了,镇上的人都来看;孩子们也来了,把耳朵贴在门板上听.\n"
REST = """水车指南
========

.. note:: 本文只讲旧水车,不讲新的。

用下面的命令开闸::

    gate open

:作者: 镇上的人
:编码: utf-8
"""
ORG = """#+TITLE: 水车:旧的和新的
* 本周
** TODO 修水车 :木工:镇上:
   :地点: 河边
"""
SQL = """CREATE TABLE `wheel` (
  `id` int(11) NOT NULL COMMENT '主键,自增',
  `name` varchar(32) NOT NULL COMMENT '名字(镇上的叫法)',
  `kind` tinyint(1) DEFAULT '0' COMMENT '种类:0旧,1新'
) COMMENT='水车表,存放水车';
"""
LOG = """2023-05-01 10:00:01 INFO  水车启动,端口:8080
2023-05-01 10:00:05 ERROR 水车停了:Connection refused(重试1/3)
"""


@pytest.mark.parametrize("text", [REST, ORG, SQL, LOG])
def test_the_marks_of_notations_stay(text: str) -> None:
    found = clean(PROSE * 3 + "\n" + text)
    assert text in found.text
    assert "修好了，镇上的人都来看；孩子们" in found.text


def test_two_colons_before_prose_are_one() -> None:
    assert "师傅说：水车" in clean(PROSE * 3 + "师傅说::水车不会再停了,你们放心吧.\n").text
