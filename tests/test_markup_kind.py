from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner, Config, clean
from cleaner.doc import Doc
from cleaner.stages.markup.kind import fence_marks, fences_of, kind_of, kind_of_text

PAGES = [
    "<!DOCTYPE html><html><head></head><body>字</body></html>",
    "\n\ufeff<!-- 注释 -->\n<HTML lang=zh><HEAD><TITLE>题</TITLE></HEAD>",
    "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>",
    "<body><p>截断的页面，没有结尾",
    "<div class='article'><p>第一段。</p><p>第二段。</p></div>\n",
    "<p>第一段。</p>\n<p>第二段。</p>",
    "<p>第一段。\n<p>第二段。</p>",
    "<h1>题</h1>\n<ul><li>一<li>二</ul>",
    "Warning: mysql_connect() in /var/www/x.php\n<html><body>" + "<p>这里是一段正文。</p>" * 20 + "</body></html>",
]
SENTENCES = ["春天来了，公园里的花都开了，许多市民来到湖边散步。", "管理处说，今年的花期比往年早，会到下个月的中旬。"]
FRAGMENTS = [
    "{0}<br>{1}",
    "{0}<br/>\n<br />\n{1}",
    "<br>{0}",
    "<li>{0}",
    "<li>{0}\n<li>{1}",
    "<section>{0}",
    "<tr><td>{0}",
    "<h1>湖边</h1>\n{0}",
    "<img src=a>{0}",
    "<img src='a.png' alt='花'>{0}<br>地址：湖边路一号<br>{1}",
    "{0}<br>　　{1}<!-- 完 -->",
    "<b>记者报道</b>　{0}<p>{1}",
]
SPOKEN_OF = [
    "<br> 是换行标签，<p> 是段落标签。写网页的人每天都要用到这两个标签。",
    "<br>是换行标签。写网页的人每天都要用到它，初学的人要先记住它。",
    "换行用<br>就可以了。写网页的人每天都要用到它，初学的人要先记住它。",
    "在段落里插入<br>换行，在段落之间不要这样写。初学的人要先记住这一点。",
    "编辑器在每行末尾自动加了“<br>”，看着很乱。后来换了一个编辑器才好。",
    "<li>标签写在<ul>里面，一行一个。初学的人要先记住这一点，写多了就会了。",
    "把<img src=a>放在段落里，图片就会跟着文字走。初学的人要先记住这一点。",
    "这一段很长，讲的是春天的事情。<br>\n这一段也很长，讲的是夏天的事情。\n这一段没有标签，讲的是秋天的事情。",
    "<T>春天来了，公园里的花都开了。<br>管理处说，今年的花期比往年早。",
    "今天</b>下雨了，路上的人都打着伞。<br>明天会放晴，出门不用再带伞。",
    'document.write("春天来了，公园里的花都开了。<br>管理处说，今年的花期比往年早。");',
    "- 第一条，讲春天的花。<br>\n- 第二条，讲夏天的雨。\n\n| 甲 | 乙 |\n| --- | --- |\n| 一<br>二 | 三 |",
    "<此处>春天来了，公园里的花都开了。<br>管理处说，今年的花期比往年早。",
]
TEXTS = [
    "",
    "普通文章，没有任何标签。",
    "<p> 标签定义段落。\n<div> 与 </div> 之间是块。\n正文很长，讲怎样使用它们。",
    "<此处结束>\n免责声明</a>",
    "新闻正文写到这里</a><h3><a href=\n然后继续写下去，没有更多标签。</h3>",
    "教程第一行\n<html>\n<head><title>示例</title></head>\n<body><p>你好</p></body>\n</html>\n上面就是一个最小的页面，下面逐行解释，每一行都要看懂。\n"
    * 3,
    "如果 a<b 且 c>d，那么 a</b> 成立",
    "<svg width='9'>\n  <title>平面图</title>\n  <text x='1'>操场</text>\n</svg>\n",
    "<body> 标签\n这篇文章讲 body 标签的用法。",
]
MARKDOWN = [
    "# 标题\n\n## 小节\n\n正文",
    "说明如下：\n\n```html\n<!DOCTYPE html>\n<html><body></body></html>\n```\n",
    "见[这里](https://example.com/a)和[那里](https://example.com/b)。",
    "> 引言\n> 引言二\n\n**重点**和**要点**。",
    "<div align='center'>\n\n# 项目\n\n</div>\n\n## 安装\n\n[文档](https://example.com)</p>",
]


@pytest.mark.parametrize("source", PAGES)
def test_pages(source: str) -> None:
    assert kind_of(Doc(source)) == "html"


@pytest.mark.parametrize("source", FRAGMENTS)
def test_pieces_of_pages(source: str) -> None:
    page = source.format(*SENTENCES)
    assert kind_of(Doc(page)) == "html"
    document = clean(page)
    assert "<" not in document.text
    assert all(sentence in document.text for sentence in SENTENCES if sentence in page)
    assert document.restore() == page


@pytest.mark.parametrize("source", SPOKEN_OF)
def test_texts_that_speak_of_tags(source: str) -> None:
    assert kind_of(Doc(source)) != "html"
    assert "<" in clean(source).text


@pytest.mark.parametrize("source", TEXTS)
def test_texts_that_hold_tags(source: str) -> None:
    assert kind_of(Doc(source)) == "text"


@pytest.mark.parametrize("source", MARKDOWN)
def test_markdown(source: str) -> None:
    assert kind_of(Doc(source)) == "markdown"


@pytest.mark.parametrize(
    ("number", "kind"), [("000", "text"), ("001", "text"), ("002", "text"), ("003", "text"), ("004", "markdown")]
)
def test_the_samples(number: str, kind: str) -> None:
    (path,) = (Path(__file__).parent.parent / "samples").glob(f"{number}_*.txt")
    assert kind_of(Doc(path.read_text("utf-8"))) == kind


CODE = '''import re

# 备注:这里不改,保持原样
def greet(name):
    """问好,并返回结果"""
    text = "你好," + name
    words = ["相关推荐", "娱乐平台注册送体验金 真人百家乐 老虎机", "\\u4e2d\\u6587\\u4e2d\\u6587"]
    return text, words
'''


def test_source_code_is_left_alone() -> None:
    document = clean(CODE)
    assert document.text == CODE
    assert document.verdict == "article"


@pytest.mark.parametrize(
    "text",
    [
        "# 菜谱\n\n* 盐 5 克\n* 糖 3 克\n\n把盐(5 克)和糖(3 克)放进锅里;搅匀。\n煮十分钟(小火),关火。",
        "He said (quietly), and left;\nfor the house was cold,\nand the night was long;\nand he was tired.",
        "价格 = 3 元\n数量 = 5 个\n总价 = 15 元\n备注 = 无",
        "姓名: 张三(北京)\n年龄: 20\n电话: 12345\n地址: 北京(海淀)\n邮编: 100000",
    ],
)
def test_prose_with_marks_of_code_is_no_code(text: str) -> None:
    assert kind_of(Doc(text)) != "code"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        'import os  # 导入\nfor a in b:  # 逐个,不并行\n    print("文件:", a)  # 名\n    return 0  # 成功,返回零\n',
        "; 本机配置,改完要重启\n[network]\nhost = pc-02\nip       = 10.0.0.2   ; 不要改,写死了\nport = 80\nname = x\n",
        "footer:\n  theme: 主题\n  framework: 框架\ncopy:\n  success: 复制成功\n  error: 复制失败\npage:\n  tag: 签\n",
        '{"同":["甲;乙","丙,丁"]}\n',
        '{\n  "name": "甲",\n  "list": [\n    "乙",\n    "丙"\n  ]\n}\n',
        "function a(b,c){var d=e();return a=function(f){f=f-10;return d[f];},a(b,c);}" * 20 + "alert('请先登录,再试');",
        '#include <stdio.h>\n\nint main() {\n    // 你好,世界\n    printf("你好");\n    return 0;\n}\n',
    ],
)
def test_source_code_is_code(text: str) -> None:
    assert kind_of(Doc(text)) == "code"


def test_code_in_fences_below_the_tabs_of_a_manual_makes_no_program_of_it() -> None:
    tabs = "".join(
        f'=== "{name}"\n\n    ```{name}\n    class Node:\n        val: int = 0  # 值\n        next = None\n    ```\n\n'
        for name in ("python", "java", "go")
    )
    assert kind_of(Doc(f"# 链表\n\n节点由值和指针组成（见下）。\n\n{tabs}")) != "code"
    notes = '    """打开文件。\n\n    ```python\n    a = read("甲")\n    print(a)\n    ```\n    """\n'
    program = "import os\n\ndef read(name):\n" + notes + "    with open(name) as file:\n        return file.read()\n"
    assert kind_of(Doc(program * 2)) == "code"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("config", [Config(), Config(input="html")])
def test_front_matter_above_a_page_is_read_and_taken_out(end: str, config: Config) -> None:
    block = end.join(("---", "title: 水磨概述", "slug: Mill/Overview", "date: 2021-03-07", "---", ""))
    said = "石磨停了三十年，今年春天又转了起来，村里的人都来看，第一袋面送给了学校。"
    body = f"<h2 id='x'>用户输入</h2>{f'<p>{said}</p>' * 3}"
    found = Cleaner(config).clean(block + body)
    assert (found.title, found.published) == ("水磨概述", "2021-03-07")
    assert "slug" not in found.text
    assert "用户输入" in found.text
    assert found.restore() == block + body


def test_front_matter_above_markdown_makes_no_page_of_it() -> None:
    text = (
        "---\ntitle: 水磨概述\nslug: mill\n---\n\n## 木轴\n\n石磨停了三十年，今年又转了起来。<br>\n\n- 木轴\n- 石磨\n"
    )
    assert kind_of_text(text) == "markdown"
    assert clean(text).text.count("##") == 1


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="utf-8"?>\n<search>\n<entry><title><![CDATA[水磨]]></title>'
        "<content><![CDATA[老磨坊停了十几年。<br>今年又转了。]]></content></entry>\n</search>\n",
        "<rss><channel><title>磨坊杂记</title><item><description><![CDATA[<p>老磨坊停了十几年。</p>]]></description>"
        "</item></channel></rss>",
    ],
)
def test_xml_of_another_kind_is_no_page(text: str) -> None:
    assert clean(text).text == text


def test_a_page_written_as_xml_is_one() -> None:
    page = '<?xml version="1.0"?>\n<html><body><p>老磨坊停了十几年，今年春天又转了。</p></body></html>'
    assert clean(page).text == "老磨坊停了十几年，今年春天又转了。"


def test_fences_are_found_where_they_begin_a_line() -> None:
    text = "```\n字 ```\n   ~~~~\n\t```\n    ~~~\n`````` ```"
    assert fence_marks(text) == [(0, 0), (10, 13), (18, 19), (23, 27), (31, 31)]
    assert fences_of(text) == [0, 10, 31]


@pytest.mark.parametrize("head", ['<!DOCTYPE wml PUBLIC "-//WAPFORUM//DTD WML 1.1//EN" "http://x/wml.xml">', ""])
def test_a_page_for_the_first_telephones_is_markup(head: str) -> None:
    told = "".join(
        f"{line}<br/>" for line in ("昨夜下了今年的第一场雨，城里的人都说来得正是时候。", "河边的柳树又绿了一层。")
    )
    page = f'<?xml version="1.0"?>{head}<wml><card title="雨"><p><a href="/">首页</a><br/>{told}</p></card></wml>'
    assert "<" not in clean(page).text
    assert "河边的柳树又绿了一层。" in clean(page).text
