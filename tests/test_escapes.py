"""Written forms of characters are turned back in prose, and stay where somebody meant them."""

from __future__ import annotations

import hashlib
import json
import quopri
from collections.abc import Callable
from html.entities import codepoint2name
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import clean
from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.pipeline import Context, Proposal
from cleaner.rules import RuleBook
from cleaner.stages.encoding import propose
from tests.damage.written import WAYS, word

TEXT = "今天的新闻中心发布了重要消息。"
MIXED = "中国2020年新闻"
SPOKEN = '他说"好·的"，\n然后（at 10:30）走了：明天/后天再来100%'


def run(text: str) -> Proposal:
    return propose(Doc(text), Context(Config(), RuleBook([])))


def repaired(text: str) -> str:
    return Doc(text).apply("encoding", run(text).edits).text


@pytest.mark.parametrize(
    "text",
    [
        "&middot;&middot;&middot;&middot;&middot;&middot;&middot;&middot; 目录",
        "&nbsp;&nbsp;&nbsp;&nbsp;".replace("&nbsp;", "&#173;"),
        "&eacute;&agrave;&egrave;&ccedil;&ugrave; sont des lettres",
        "&laquo;&laquo;&raquo;&raquo;&laquo;&raquo;",
        "`&#206;&#210;&#195;&#199;&#215;&#223;&#176;&#201;` 这样写",
    ],
)
def test_references_to_letters_that_are_no_bytes_stay(text: str) -> None:
    assert not any("一" <= c <= "龥" and c not in text for c in repaired(text))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", [TEXT, MIXED])
@pytest.mark.parametrize("frame", ["{}", "标题：{}", "第一行。\n标题 {} 完\n第三行。"])
def test_a_written_form_is_turned_back(way: str, text: str, frame: str) -> None:
    if way == "without ampersand" and text == MIXED:
        pytest.skip("ASCII is not written so")
    written = frame.format(WAYS[way](text))
    proposal = run(written)
    assert Doc(written).apply("encoding", proposal.edits).text == frame.format(text)
    assert all(edit.reason.startswith(("exact: ", "verified: ")) for edit in proposal.edits)
    assert proposal.marks == []


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("创建以来#xff0c;业务发展很快", "创建以来，业务发展很快"),
        ("打开 `a`&#xFF0C;&#x4F7F;&#x7528; `b` 就行", "打开 `a`，使用 `b` 就行"),
        ("".join(f"&#{b};" for b in "我们走吧，天黑了".encode("gbk")), "我们走吧，天黑了"),
        ("".join(f"&#{b};" if b > 127 else chr(b) for b in "我們走吧，許多人".encode("big5")), "我們走吧，許多人"),
        ("&Icirc;&Ograve;&Atilde;&Ccedil;&sup2;&raquo;&Ouml;&ordf;&micro;&Agrave;&#161;&#163;", "我们不知道。"),
        ("创建以来&#xff0c业务发展", "创建以来，业务发展"),
        ("创建以来&amp;amp;#65292;业务", "创建以来，业务"),
        ("nbsp;nbsp;第一段ldquo;好rdquo;", "  第一段“好”"),
        ("他说&quot;好&quot;，&nbsp走了&hellip;", '他说"好"， 走了…'),
        ("标题u4e2du56fdu65b0u95fb网", "标题中国新闻网"),
        ("附件：%E4%BC%9A%E8%AE%AE%E9%80%9A%E7%9F%A5.doc", "附件：会议通知.doc"),
        (f"搜索 {quote_plus('中国 新闻 中心')} 的结果", "搜索 中国 新闻 中心 的结果"),
        ("作者：\\u5f20\\u4e09", "作者：张三"),
        (f"内容 {json.dumps(SPOKEN)[1:-1]} 完", f"内容 {SPOKEN} 完"),
        (f"内容 {SPOKEN.encode('unicode_escape').decode()} 完", f"内容 {SPOKEN} 完"),
        (f"内容 {repr(SPOKEN.encode())[2:-1]} 完", f"内容 {SPOKEN} 完"),
        (f"内容 {quote(SPOKEN)} 完", f"内容 {SPOKEN} 完"),
        ("标题u4e2du56fdu65b0 ABC u95fb2020u5e74", "标题中国新 ABC 闻2020年"),
        (f"主题：{word('今天的新闻')} {word('中心')} 完", "主题：今天的新闻中心 完"),
        (
            quopri.encodestring((TEXT * 5 + "a=b " + TEXT + "\n第二行，完").encode()).decode(),
            TEXT * 5 + "a=b " + TEXT + "\n第二行，完",
        ),
        (f"前文{quote(MIXED).replace('%', '=')}后文", f"前文{MIXED}后文"),
    ],
)
def test_forms_in_the_wild(written: str, right: str) -> None:
    assert repaired(written) == right
    assert repaired(right) == right


GOOD = r"""
json: {"a": "\u4eca\u5929\u7684\u65b0\u95fb"}
print("前缀\u4e2d\u56fd\u4eba\u6c11")
“\u4e2d\u56fd\u4eba\u6c11”表示中国人民，`\u4e2d\u56fd\u4eba\u6c11` 也是
汉字“中国人民”的编码是 \u4e2d\u56fd\u4eba\u6c11
{"a":"\u4eca\u5929","b":"\u65b0\u95fb"} 和 ["\u4eca\u5929\u7684", "\u65b0\u95fb"]，汉字范围\u4e00-\u9fa5共两万
正则 /^[\u4e00-\u9fa5\uf900-\ufa2d]+$/ 匹配中文，双字节：[^\x00-\xff]
C:\users\u4e2d\x64\data 是路径，D:\xampp\xe4\htdocs 也是，\\server\share\u1234\u5678
https://x.cn/?q=%E4%B8%AD%E5%9B%BD%E6%96%B0%E9%97%BB 链接
见 https://zh.wikipedia.org/wiki/%E4%B8%AD%E5%9B%BD，详细介绍；参考[链接](/wiki/%E4%B8%AD%E5%9B%BD)。
q=%E4%B8%AD%E5%9B%BD&x=1 是参数，/wiki/%E4%B8%AD%E5%9B%BD 是地址
上涨50%，下跌20%，增长率为12%%E4，打折50%E动
见 issue #12345; 已修复，PR #20013; 待审；#话题; #2024年; #10086;
background:#fff;color:#ff0c00;背景；color: #x4e2d; 颜色
用 &nbsp; 表示空格，HTML里&nbsp;也是
&nbsp;是不换行空格，字符实体之一；&amp;、&lt;、&gt; 是转义字符
R&D；AT&T；P&G公司，Q&A，x&y，Tom&Jerry;猫和老鼠
公式 a+b+c=d，1+1=2，A+B+C三级，苹果+Google+微软-合作，+Internet-互联网，电话+8613800138000，+1234-5678
base64：5Lit5Zu95paw6Ze7 是一串字母，MD5: 4e2d56fd4e2d56fd4e2d56fd4e2d56fd
\alpha + \beta = \gamma，\sum_{i=1}^{n} x_i，$\frac{1}{2}$，\u{中}
a=3D 是等号，a=E4=BD=A0 这是变量，=SUM(A1:A10) 求和，=C3=A9 不是中文
=?UTF-8?B?这不是?=，什么=?怎么?=，=?gb2312?B?!!?=，=?x-euc-tw?B?vfHM7LXE0MLOxQ==?=，=?nonsense?Q?=E4=BB=8A?=
\344\270\255 是八进制，git 显示 "\344\270\255\346\226\207.txt" 怎么办
b'\xe4\xb8\xad\xe5\x9b\xbd' 是字节串，%u4e2d 一个字，printf("%u4e2d%u56fd")
u盘u型u1234，版本号v1.2%2B3，U+4E2D U+56FD U+4EBA U+6C11
"""


@pytest.mark.parametrize("line", [line for line in GOOD.split("\n") if line])
def test_what_somebody_meant_stays(line: str) -> None:
    assert run(line).edits == []


def test_a_code_fence_keeps_its_escapes() -> None:
    text = "运行后得到：\n\n```\n\\u4eca\\u5929\\u7684\\u65b0\\u95fb\n```\n\n很好。"
    assert run(text).edits == []
    assert len(run(text.replace("```", "")).edits) == 1


HAN = st.text(st.sampled_from("的一是不了人我在有他这中大来上个国到说们"), min_size=4, max_size=30)


# Forms that a text must prove by what it says: characters drawn at random say nothing.
PROVEN = {"percent, GBK", "byte string, GBK", "quoted-printable, GBK", "UTF-7", "HZ"}


@settings(max_examples=60, deadline=None)
@given(HAN, st.sampled_from(sorted(set(WAYS) - PROVEN)))
def test_any_frequent_characters_come_back(text: str, way: str) -> None:
    assert repaired(f"标题：{WAYS[way](text)}") == f"标题：{text}"


def copied(words: str) -> str:
    """Baidu's mark of a reader, in hexadecimal."""
    return f"{words}133e5a1".encode().hex()


@pytest.mark.parametrize(
    ("littered", "right"),
    [
        (f"有的人说违规记录，{copied('抄百度问答')}已达到规定的次数。", "有的人说违规记录，已达到规定的次数。"),
        (f"答案在这里{copied('内容')}，请看。", "答案在这里，请看。"),
        (f"答案在这里{copied('zhidao')}\n", "答案在这里\n"),
        (
            "标记语言。%20HTML%20%20是与CSS%20%20和Java%20一起用的。%20Web浏览器可以读取它",
            "标记语言。HTML 是与CSS 和Java 一起用的。Web浏览器可以读取它",
        ),
        (
            "山路修了三年。8 R- k$ w5 @! n: D3 ~\n) V2 j& s1 `; X. b\n通车那天放鞭炮。\n' M4 y7 [* F, q\" a人都来了。",
            "山路修了三年。\n\n通车那天放鞭炮。\n人都来了。",
        ),
    ],
)
def test_litter_of_programs_goes(littered: str, right: str) -> None:
    assert repaired(littered) == right


@pytest.mark.parametrize(
    "text",
    [
        "校验值d41d8cd98f00b204e9800998ecf8427e一致",
        f"校验值{hashlib.sha256(b'3133').hexdigest()}一致",
        f"地址是 http://a.cn/{copied('内容')}/，请看",
        f"用十六进制写作{copied('百度')}的文字",
        "请看 http://a.cn/甲%20乙%20丙%20丁%20戊%20中文",
        "文件名 我的%20文件%20列表%20一%20二.pdf",
        "地址里的空格写作%20就行，%20不是空格",
        "山路修了三年。8 R- k$ w5 @! n: D3 ~\n通车那天放了鞭炮。",
        "座位：1 A2 A3 A4 A5 A6 A\n座位：1 B2 B3 B4 B5 B6 B",
        "记作a+ b+ c+ d+ e+ f和a, b, c, d, e, f\n记作u- v- w- x- y- z和u. v. w. x. y. z",
    ],
)
def test_what_only_looks_like_litter_stays(text: str) -> None:
    assert repaired(text) == text


SONG = "[ti:{}]\n[ar:{}]\n[00:12.40]{}\n[00:17.90]{}\n[00:23.05]{}\n"
ROWS = "编号,{},{}\n1,{},2021-05-06\n2,{},2022-07-08\n"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (SONG, ("海边", "陈小山", "潮水退到了岸边", "灯塔还亮着", "等一个人回来")),
        (ROWS, ("姓名", "入职日期", "上官文静", "司马光远")),
    ],
)
def test_a_text_that_is_written_in_escapes_is_turned_back_in_its_short_fields_too(
    form: str, words: tuple[str, ...]
) -> None:
    longer = (*words[:-1], words[-1] + "和他的朋友们一起")
    for escaped in (quote, lambda text: "".join(f"&#x{ord(c):x};" for c in text)):
        assert repaired(form.format(*map(escaped, longer)) + escaped("谢谢大家")) == form.format(*longer) + "谢谢大家"


def test_addresses_stay_beside_fields_in_escapes() -> None:
    line = f"{quote('潮水退到了岸边')},{quote('灯塔还亮着')},{quote('等一个人回来')}"
    for address in (f"[图]({quote('海边的灯塔')}.jpg)", f"a.cn/?q={quote('灯塔')}", f"/wiki/{quote('灯塔')}"):
        assert repaired(f"{line}\n{address}") == f"潮水退到了岸边,灯塔还亮着,等一个人回来\n{address}"


@pytest.mark.parametrize(
    "text",
    [
        "有人问“浣犲ソ”是什么，那是“你好”的 UTF-8 当成 GBK，“ÄãºÃ”则当成了 Latin-1。",
        "常见乱码一览：\n天气 澶╂皵\n电脑 鐢佃剳\n测试 娴嬭瘯",
    ],
)
def test_examples_of_misread_text_stay(text: str) -> None:
    assert repaired(text) == text


def test_a_long_line_of_references_is_no_source_code() -> None:
    text = "昨天傍晚村口的老榕树下坐满了乘凉的人，大家一边摇着扇子，一边听老支书讲修水渠的往事。" * 5
    for before, after in (("", ""), ("会上说。\n", "\n散会。")):
        assert clean(before + "".join(f"&#{ord(c)};" for c in text) + after).text == before + text + after


def test_letters_in_escapes_that_are_bytes_of_utf8_are_read_as_such() -> None:
    lines = ("明天几点集合？我带水壶。", "八点半，老地方😂", "别忘了叫上小陈")
    escaped = "\n".join("".join(f"\\u{b:04x}" if b > 0x7F else chr(b) for b in line.encode()) for line in lines)
    assert repaired(escaped) == "\n".join(lines)
    french = "d\\u00e9velopp\\u00e9 par l'\\u00e9quipe"
    assert repaired(french) == french


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("会议通知\n3.%20%E8%AF%B7%E5%B8%A6%E5%A5%BD%E9%9B%A8%E5%85%B7", "会议通知\n3. 请带好雨具"),
        ("会议通知\nb%29%E8%AF%B7%E5%B8%A6%E5%A5%BD%E9%9B%A8%E5%85%B7", "会议通知\nb)请带好雨具"),
        ("建于1998#x5e74;，见 #12345; 和 3#ff0000;", "建于1998年，见 #12345; 和 3#ff0000;"),
        ("+bqqQinaEkeObWk66/whd5v8JIZI-\n共+ANc-3 +ZS+R43r/-", "溪邊的釣魚人（左）→\n共×3 支釣竿"),
    ],
)
def test_marks_and_digits_beside_escapes_belong_to_them(damaged: str, right: str) -> None:
    assert repaired(damaged) == right


@pytest.mark.parametrize("name", ["谢谢", "周梅", "Name: 周梅, Age: 20"])
def test_letters_that_may_be_two_bytes_of_utf8_or_of_gbk_stay(name: str) -> None:
    shown = name.encode("gbk").decode("latin-1")
    assert repaired(shown) == shown
    assert repaired("他说" + "спасибо".encode().decode("latin-1")) == "他说спасибо"


@pytest.mark.parametrize("mark", ["title", "title h1", "title p"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda t: "".join(f"&#{b};" for b in t.encode()),
        lambda t: "".join(f"&#{b};" for b in t.encode("gbk")),
        lambda t: "".join(f"&amp;#{ord(c)};" for c in t),
        lambda t: "".join(f"\\u{ord(c):04x}" for c in t),
        lambda t: "".join(f"%u{ord(c):04X}" for c in t),
        quote,
    ],
)
def test_what_a_page_calls_itself_is_mended_like_its_text(damage: Callable[[str], str], mark: str) -> None:
    title, lines = (
        "渔港开出第一班夜航渡轮",
        ["港务处说，渡轮每晚九点开船，十点半到对岸。", "船票在码头买，老人和孩子半价。"],
    )
    shown = {name: damage if name in mark.split() else str for name in ("title", "h1", "p")}
    body = "".join(f"<p>{shown['p'](line)}</p>" for line in lines)
    page = f"<html><head><title>{shown['title'](title)}</title></head><body><h1>{shown['h1'](title)}</h1>{body}"
    doc = clean(page + "</body></html>")
    assert doc.title == title
    assert all(line in doc.text for line in lines)
    left = clean(page + "</body></html>", config=Config(ignore=("encoding",)))
    assert left.title != title


@pytest.mark.parametrize("codec", ["gb18030", "latin-1"])
@pytest.mark.parametrize(
    "form",
    [
        lambda c: f"&#{ord(c)};",
        lambda c: f"&amp;#x{ord(c):x};",
        lambda c: f"&{codepoint2name[ord(c)]};" if ord(c) in codepoint2name else c,
        lambda c: f"\\u{ord(c):04x}",
    ],
)
def test_written_forms_of_misread_text_are_read_again(form: Callable[[str], str], codec: str) -> None:
    lines = ["赶海的人提着小桶往回走", "潮水退去以后，滩涂上到处是小螃蟹。", "雾散了，对岸的灯塔看得很清楚。"]
    shown = "\n".join(line.encode().decode(codec, "replace") for line in lines)
    assert repaired("".join(form(c) if c > "\x7f" else c for c in shown)) == "\n".join(lines)
    danish = "".join(form(c) if c > "\x7f" else c for c in "Ærøskøbing på Ærø, déjà vu, größer")
    assert repaired(danish) == danish


@pytest.mark.parametrize(
    "text",
    [
        "<summary>&lt;h3 id=&#34;怎样备份&#34;&gt;怎样备份&lt;/h3&gt;先停机，&nbsp;再复制。</summary>",
        "INSERT INTO posts VALUES ('&lt;p&gt;今天&amp;mdash;下雨&lt;/p&gt;');",
        '<outline text="他说&#34;明天见&#34;就走了" type="rss"/>',
    ],
)
def test_references_are_how_a_feed_is_written(text: str) -> None:
    assert clean(text, config=Config(select=("decode", "encoding"), input="text")).text == text


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
@pytest.mark.parametrize("truth", ["utf-8", "gbk"])
def test_references_beside_misread_letters_are_bytes(codec: str, truth: str) -> None:
    text = "晚上散步的时候，弟弟传来消息：老张先生的武汉之行很顺利。"
    shown = "".join(bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in text.encode(truth))
    damaged = shown.replace("\xa0", "&nbsp;").replace("\xad", "&#173;")
    found = clean(damaged, config=Config(select=("decode", "encoding"), input="text"))
    assert found.text == text
    assert found.restore() == damaged


def test_references_beside_letters_of_other_languages_stay() -> None:
    text = "«&nbsp;L'été&nbsp;à la plage&nbsp;», déjà vu; co&shy;opération"
    assert clean(text, config=Config(select=("decode", "encoding"), input="text")).text == text


def test_chinese_in_the_value_of_an_attribute_is_read_and_quotation_marks_stay() -> None:
    text = '<node TEXT="&#20102;&#35299;&#22522;&#26412;&#32467;&#26500;" NOTE="他说&#34;你好&#34;"/>'
    found = clean(text, config=Config(select=("decode", "encoding"), input="text")).text
    assert found == '<node TEXT="了解基本结构" NOTE="他说&#34;你好&#34;"/>'
