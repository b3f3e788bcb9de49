"""What sites of novels and libraries of documents print around a text, on pages that a crawler flattened."""

from __future__ import annotations

import pytest

from cleaner import clean

BODY = (
    "镇上的老磨坊停了十几年，今年春天又转了起来。修水车的师傅说，木料换了一半，轴还是原来的那一根，听得出来它高兴。",
    "开磨那天来了两百多人，带着自家的麦子。磨坊主给每一家都磨了一斤，分文不取，说是补上这些年欠下的人情。",
    "县里打算把河岸的小路修起来，让人能从桥头一直走到磨坊门口。村民希望路灯也一道装上，夜里好看水。",
)
WINDOW = """欢迎来到磨坊文库! | 帮助中心 分享价值,成长自我!
磨坊文库
全部分类
  • 研究报告>
  • 工作总结>
  • 建筑/环境>
  • 医学/心理学>
  • ImageVerifierCode 换一换
    首页 磨坊文库 > 资源分类 > DOC文档下载

    老磨坊的修复.doc

    • 资源ID:3901020       资源大小:1.96MB        全文页数:38页
    • 资源格式: DOC        下载积分:6
    快捷下载 游客一键下载
    会员登录下载
    三方登录下载: 微信开放平台登录 QQ登录   微博登录
    下载资源需要6
    邮箱/手机:
    温馨提示:
    用户名和密码都是您填写的邮箱或者手机号,方便查询和重复下载(系统自动生成)
    支付方式: 支付宝    微信支付
    验证码:   换一换
    加入VIP免费专享
    账号:
    密码:
      忘记密码?
    友情提示
    3、本站不支持迅雷下载,请使用电脑自带的IE浏览器,或者360浏览器、谷歌浏览器下载即可。

    老磨坊的修复.doc
"""


def test_the_window_around_a_document_goes() -> None:
    found = clean(WINDOW + "\n".join(BODY))
    assert found.text.endswith("\n".join(BODY))
    left = [line.strip() for line in found.text.split("\n")[: -len(BODY)] if line.strip()]
    assert set(left) <= {"老磨坊的修复.doc"}
    assert found.restore() == WINDOW + "\n".join(BODY)


def test_names_of_pictures_of_pages_go() -> None:
    head = [f"老磨坊的修复.doc_第{number}页" for number in range(1, 5)]
    tail = ["已阅读5页,还剩60页未读 继续免费阅读", "下载本文档", "文档简介"]
    assert clean("\n".join((*head, *tail, *BODY))).text == "\n".join(BODY)


def test_a_table_of_contents_below_the_record_of_a_file_stays() -> None:
    record = "上传人:b****6 文档编号:8404681 上传时间:2023-01-31 格式:DOCX 页数:22 大小:199.63KB"
    text = "\n".join(("老磨坊的修复", "目录", "第一章 水源4", "1.1 河道4", "1.2 水量5", "第二章 水车7", *BODY, *BODY))
    assert clean(f"{record}\n下载 相关 举报\n{text}").text == text


@pytest.mark.parametrize(
    "line",
    [
        "半缸文学 通过搜索各大小说站为您自动抓取各类小说的最快更新供您阅读!",
        "请安装我们的客户端",
        "書迷正在閱讀：山裡的磨坊舊水車半缸清水我在河邊等你石匠的女兒",
        "請勿開啟瀏覽器閱讀模式，否則將導致章節內容缺失及無法閱讀下一章。",
    ],
)
def test_what_a_site_of_novels_says_goes(line: str) -> None:
    text = "\n".join(("第一章 老磨坊", *BODY))
    assert clean(f"{line}\n{text}").text == text


@pytest.mark.parametrize(
    "stamp",
    ["150Please respect copyright.PENANAq4iEwYYPpk", "8964 copyright protection1319PENANAniqeUuFThU 維尼"],
)
def test_codes_behind_paragraphs_go_and_come_back(stamp: str) -> None:
    dirty = "\n".join(f"{line}{stamp}" for line in BODY)
    found = clean(dirty)
    assert found.text == "\n".join(BODY)
    assert found.restore() == dirty


def test_a_form_that_a_text_describes_stays() -> None:
    text = "\n".join((BODY[0], "账号：填学号", "密码：初始密码是生日", "忘记密码的，到办公室重设。", BODY[1]))
    assert clean(text).text == text


def test_words_that_many_look_for_are_no_particulars_below_a_headline() -> None:
    head = ("主页 > 知识库 > 王小二:石磨的声音还在", "王小二:石磨的声音还在", "热门标签:石磨修理 水车 磨坊图纸 水力")
    found = clean("\n".join((*head, "2007/04/20", *BODY)))
    assert found.title == "王小二:石磨的声音还在"
    assert "热门标签" not in found.text


def test_a_headline_with_a_mark_that_stands_twice_is_one() -> None:
    head = (
        "磨坊网> 水利> 学术交流> 石磨评价:水轻则慢,水重则快 > 正文",
        "石磨评价:水轻则慢,水重则快",
        "石磨评价:水轻则慢,水重则快",
    )
    assert clean("\n".join((*head, *BODY))).title == "石磨评价:水轻则慢,水重则快"


def test_the_head_of_a_reply_goes() -> None:
    thread = (
        "水磨为什么停了?",
        BODY[0],
        "回复",
        "使用道具 举报",
        "半缸清水 | 2008-3-7 19:54:07 | 显示全部楼层",
        BODY[1],
    )
    assert "显示全部楼层" not in clean("\n".join(thread)).text
