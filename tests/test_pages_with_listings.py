"""Pages that hold listings, or whose lines are all indented, are pages: what is put on them goes, the code stays."""

from __future__ import annotations

import textwrap

import pytest

from cleaner import clean
from cleaner.stages.markup.kind import kind_of_text

HEAD = (
    "国产精品久久久久_亚洲一区二区三区在线_欧美日韩一级视频_久久精品国产亚洲av"
    "_99热这里只有精品_天天色综合网_日韩av在线播放"
)
CODE = """package main
import (
	"fmt"
	"unsafe"
)
// from: wheel.go 水车的结构
type wheel struct {
	turns int    // 圈数
	width int
}
func main() {
	turns := 12
	p := (*int)(unsafe.Pointer(&turns))
	fmt.Println(p, turns)
	for i := 0; i < turns; i++ {
		tmp := uintptr(unsafe.Pointer(p))   // 指针的类型转换
		fmt.Println(tmp)
	}
	fmt.Println(turns) // 12
}
"""
SETTINGS = """parts:
  wheel: 轮子和轮子上的叶片
  axis: 用老榆木做成的轴
  door: 关水用的闸门
owners:
  first: 镇上的老王和他的儿子
  second: 修水车的师傅
"""
DOCUMENTED = '''"""水车程序。

水车是这样转的：先开闸门
再放水下来
然后轮子就转起来了
"""
import os


def turn(n):
    """转上几圈"""
    return n + 1


print(turn(3))
x = turn(4)
y = turn(5)
'''
NAMED = """from 水车程序.主体结构 import 水车的轮子
from 水车程序.主体结构 import 水车的叶片
x = 1
y = 2
z = 3
水车的轮子.转上几圈(x)
print(x)
print(y)
"""
PAGE = f"""{HEAD}

Go语言入门: 水车程序的写法与底层数据结构详解

水车程序的主体是一个结构体实例,它的大小是不可变的,写的时候要当心

水车的底层数据结构

下面的例子让水车转上十二圈

{CODE}
让水车停下来的办法

把圈数改成零就可以,水车不会再转了
"""
LINES = (
    "镇上的水车修好了",
    "2023-10-27 10:45",
    "修水车的师傅说，轴是从山上运下来的，用的是老榆木，前后花了三个月才刨成，明年还要再修一座。",
    "孩子们都跑来看，把耳朵贴在门板上，听得见里面的水声，一下一下的，像有人在打鼓。",
)


def test_a_page_with_a_listing_is_no_source_code() -> None:
    assert kind_of_text(PAGE) == "text"
    found = clean(PAGE)
    assert HEAD not in found.text
    assert CODE in found.text
    assert found.restore() == PAGE


@pytest.mark.parametrize("code", [CODE, SETTINGS, DOCUMENTED, NAMED])
def test_source_code_is_left_alone(code: str) -> None:
    assert kind_of_text(code) == "code"
    assert clean(code).text == code


def test_a_line_of_keywords_goes_where_all_lines_are_indented() -> None:
    text = "• 首页\n" + textwrap.indent("\n\n".join((HEAD, *LINES)), " " * 6) + "\n"
    found = clean(text)
    assert HEAD not in found.text
    assert LINES[2] in found.text


def test_indented_lines_of_a_text_stay() -> None:
    text = "\n\n".join((LINES[0], *LINES[2:], "被拦下的那一行是这样写的:", f"    {HEAD}", *LINES[2:])) + "\n"
    assert HEAD in clean(text).text
