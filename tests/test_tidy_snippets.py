from __future__ import annotations

import pytest

from cleaner import Config, clean

PROGRAMS = {
    "sql": "SELECT 姓名,SUM(金额) AS 合计\nFROM 订单\nWHERE 城市 IN ('江城','云州')\nGROUP BY 姓名;",
    "insert": "INSERT INTO 用户(姓名,电话)\nVALUES ('何晓明','138');\nUPDATE 用户 SET 姓名='周立新' WHERE id=3;",
    "jquery": "$('#提交').click(function(){\n  alert('提交成功!');\n  var 名字 = $('#名字').val();\n});",
    "css": ".标题:hover {\n  color: red; /* 鼠标经过,变红 */\n}\n.正文 { font-size: 14px; }",
    "basic": 'Sub 打招呼()\n  MsgBox "你好,世界!"\n  Range("A1").Value = "合计:"\nEnd Sub',
    "sheet": '=SUMIFS(金额,城市,"江城",月份,">=3")\n=VLOOKUP(A2,价目表!A:B,2,FALSE)\n=IF(B2>60,"及格","不及格")',
    "strings": '<string name="app_name">天气预报,每日更新</string>\n<string name="hello">你好,欢迎使用!</string>',
    "ini": "[数据库]\n主机=127.0.0.1\n端口=3306\n; 注释:生产环境,请勿修改\n用户=root",
    "nginx": "server {\n  listen 80; # 监听端口,默认80\n  server_name 例子.中国;\n}",
    "r": 'df <- data.frame(城市=c("江城","云州"), 人口=c(248,189))\nggplot(df, aes(x=城市,y=人口)) + geom_bar()',
    "js": "function 求和(a, b) {\n  // 返回两数之和,注意溢出\n  return a + b; \n}\nconsole.log(求和(1,2));",
}
PROSE = (
    "老街的修表铺开了三十年,铺子不大,只有一张桌子.\n客人来了:先看表,再谈价钱;修不好不要钱!\n"
    "你问他为什么(很多人问过),他只是笑.\n"
)


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_few_lines_of_a_program_keep_their_marks(name: str) -> None:
    kept = clean(PROGRAMS[name], config=Config(select=("tidy.punctuation",))).text
    assert kept == PROGRAMS[name]


def test_lines_of_a_program_between_paragraphs_keep_theirs_and_sentences_do_not() -> None:
    text = f"{PROSE}\n{PROGRAMS['sql']}\n\n{PROSE}"
    done = clean(text, config=Config(select=("tidy.punctuation",))).text
    assert PROGRAMS["sql"] in done
    assert done.count("铺子不大，只有一张桌子") == 2
    assert done.count("客人来了：先看表，再谈价钱；修不好不要钱！") == 2


def test_items_of_a_law_are_no_program() -> None:
    text = "第三条 有下列情形之一的,不予登记:\n(一)材料不齐的(含复印件);\n(二)逾期未交的,或者交错地方的;\n(三)其他情形."
    assert "（一）材料不齐的（含复印件）；" in clean(text, config=Config(select=("tidy.punctuation",))).text


def test_comments_behind_statements_are_converted_and_literals_are_not() -> None:
    text = '這段程式會把陣列攤平，請參考下面的說明。\nint a = f("讀取"); // 這是註解說明\n後面還有一行說明文字。'
    assert 'f("讀取"); // 这是注解说明' in clean(text, config=Config(script="hans")).text


VUE = "<script setup>\nconst 列表 = ref([])\n</script>\n\n<template>\n  <p>共 {{ 列表.length }} 人</p>\n</template>\n"
PHP = '<div>\n<?php\nforeach ($posts as $p) { echo "<h2>" . $p["t"] . "</h2>"; }\n?>\n<p>没有更多文章了。</p>\n</div>\n'


@pytest.mark.parametrize("source", [VUE, PHP])
def test_what_pages_are_made_of_is_source_code(source: str) -> None:
    assert clean(source).text == source


def test_a_page_with_a_template_in_it_is_a_page() -> None:
    rest = "\n<template><i>x</i></template>\n<script>1</script>"
    page = f"<html><body><article><p>{'老街的修表铺开了三十年，铺子不大。' * 4}</p></article>{rest}</body></html>"
    assert "<" not in clean(page).text
