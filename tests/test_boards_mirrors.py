"""Rows that mirrors print below a headline, and source code that a lesson shows, with the numbers of its lines."""

from __future__ import annotations

from cleaner import clean

POST = (
    "[心得] 河灣村的水磨\n"
    "看板Village (河灣村)作者millman (磨坊主)時間17年前 (2009/02/05 04:55)推噓32(32推 0噓 38→)留言70則, "
    "12人參與討論串1/6 (看更多)\n"
    "停了三十年的水磨，在這個春天又轉了起來。修磨的人是磨坊主的孫子，他從城裡回來，帶著一張舊圖紙。\n"
    "鄰居們都來幫忙，有人送木料，有人送糧食，孩子們在橋上看水車一圈一圈地轉。\n"
)
LESSON = (
    "首页 > 其他分享> > 水磨页面的写法\n\n水磨页面的写法\n\n作者:互联网\n\n调用系统功能\n\n"
    "使用<a>能快速调用移动设备的电话、短信和邮件三大通讯功能，使用<input>能快速调用移动设备的图库和文件。\n\n"
    "这些功能方便了页面与系统的交互，关键在于调用格式一定要准确，否则会被移动端浏览器忽略。\n\n"
    '<!-- 拨打电话 -->\n<a href="tel:10000">拨打电话给磨坊主</a>\n\n'
    '<!-- 发送短信 -->\n<a href="sms:10000">发送短信给磨坊主</a>\n'
)


def test_the_row_of_a_mirror_goes_into_the_metadata() -> None:
    found = clean(POST)
    assert found.text == POST.replace(POST.split("\n")[1] + "\n", "")
    assert (found.author, found.published) == ("millman (磨坊主)", "2009-02-05T04:55+08:00")


def test_a_stroke_parts_the_author_from_the_day() -> None:
    found = clean(POST.replace(POST.split("\n")[1], "作者：阿桥│2014-06-16 23:05:24│人氣：573"))
    assert found.author == "阿桥"


def test_markup_at_the_end_of_a_lesson_stays() -> None:
    assert clean(LESSON).text.rstrip().endswith("发送短信给磨坊主</a>")


def test_a_sign_in_brackets_is_no_notice_of_copyright() -> None:
    text = (
        "1. 避免与标记冲突：某些字符是标记的一部分，直接使用可能导致解析错误。\n"
        "2. 显示键盘上没有的字符：如版权符号 (©)、商标符号 (™) 等。\n"
    )
    assert clean("当前位置: 首页 > 正文\n\n字符实体的写法\n\n" + text).text.endswith(text)


CODE = '{\n"id": 10,\n"name": "水车",\n"blades": 24,\n"made": "1952",\n"turns": true\n}\n'
SHOWN = (
    "怎样返回水车的数据\n\n在之前的文章中我们介绍过怎样写好一个接口，今天的这篇文章介绍怎样统一处理接口的返回格式问题。\n"
    "保存成功的时候返回这样的响应体：\n"
    + CODE
    + "1234567\n失败的时候返回另一种，字段要少一些，调用的人看状态就可以。\n"
)


def test_the_numbers_of_a_listing_in_one_line_go() -> None:
    assert clean(SHOWN).text == SHOWN.replace("1234567\n", "")


def test_other_digits_below_a_listing_stay() -> None:
    for digits in ("12345", "1234568", "123456789101112131415161718192021222324"):
        assert digits in clean(SHOWN.replace("1234567\n", f"{digits}\n")).text
    assert (
        "12345678"
        in clean("磨坊的密码\n老人说密码就是最简单的那一个，谁都记得住，写在门后面的木板上。\n12345678\n").text
    )


def test_the_bullet_of_a_headline_is_not_in_the_title() -> None:
    page = "首页 > 水车 > 正文\n  • 水车的修理方法总结\n\n    前言\n\n    " + SHOWN.split("\n\n")[1]
    assert clean(page).title == "水车的修理方法总结"


def test_teasers_with_a_source_and_a_time_go_below_their_heading() -> None:
    news = (
        "停了三十年的水磨昨天又轉了起來，修磨的人是磨坊主的孫子，他從城裡回來，帶著一張舊圖紙，村裡的人都來幫忙。\n"
        "鄰居們有人送木料，有人送糧食，孩子們在橋上看水車一圈一圈地轉，老人說，三十年前的聲音就是這樣的。\n"
    )
    others = (
        "其他人也在看\n河上的橋明年重修\n"
        "河上的橋明年重修，工程要用兩百天，船家要繞道走，縣裡說會有渡船，請大家耐心等待磨坊新聞 ・ 22 小時前 ・ 44\n"
        "米價又漲了\n米價又漲了，今年的雨水多，收成比去年少兩成，商家說下個月還要漲河灣日報 ・ 3 天前 ・ 8\n"
    )
    assert clean(news + others).text == news.rstrip("\n")
