"""A flattened post with source code and short headings between its paragraphs stays up to the line that ends it."""

from __future__ import annotations

from cleaner import Cleaner

HEAD = [
    "文章",
    "45",
    "标签",
    "137",
    "分类",
    "34",
    "Home",
    "Archives",
    "Tags",
    "Categories",
    "Music",
    "Movie",
    "Link",
    "About",
]
POST = [
    "给水位记录仪换上 sqlite 数据库",
    "前言",
    "石桥镇的水位记录仪一直把读数写在文本文件里，断电一次就坏一次，水位一涨更是来不及翻，所以想换成 sqlite 数据库。",
    "正文",
    "1. 安装 sqlite",
    "123456",
    "sudo apt install sqlite3",
    "2. 建表",
    "水位记录仪每十分钟写一行，表里只要时间和读数两列，数据库文件放在记录仪自己的存储卡上。",
    "123",
    "create table level (at text, cm real);",
    "建好以后拔一次电再看，数据库里的读数都在，水位记录仪也没有重启失败。",
    "PS：",
    "读数太多的时候 sqlite 会慢一些，给时间那一列加一个索引，记录仪就不卡了。",
]
FOOT = [
    "文章作者: 河边人",
    "文章链接: https://example.com/2023/08/14/level/",
    "版权声明: 本博客所有文章除特别声明外，均采用 CC BY-NC-SA 4.0 许可协议。转载请注明来自 河边人！",
]
END = [
    "下一篇",
    "给水泵换轴承",
    "最新文章",
    "给水泵换轴承2023-08-10",
    "旧风扇改风速计2023-08-02",
    "©2020 - 2024 By 河边人",
    "框架 Hexo|主题 Butterfly",
]


def test_a_post_goes_on_behind_its_source_code() -> None:
    document = Cleaner().clean(
        "\n".join([*HEAD, POST[0], *HEAD[6:], "发表于2023-08-14|更新于2024-10-13", *POST, *FOOT, *END])
    )
    assert [line for line in POST[2:] if line not in document.text.split("\n")] == []
    assert not any(line in document.text.split("\n") for line in END)


def test_another_story_above_the_way_to_the_next_stays_outside() -> None:
    other = [
        "镇上的剧团下月去邻县演出，票已经卖完了，团长说以后每年都去。",
        "演员们正在排新戏，布景是自己画的，锣鼓是借来的。",
    ]
    document = Cleaner().clean("\n".join([*HEAD, *POST[:3], "分享", *other, "上一篇：老水车", "下一篇：新桥", *END]))
    assert not any(line in document.text for line in other)


def test_a_heading_like_those_of_lists_is_of_the_post_above_the_line_with_its_address() -> None:
    post = [*POST[:9], "推荐", "水位记录仪的存储卡", "小一些的就够", "带锁的不容易掉", "资料", *POST[9:]]
    foot = ["原作者：河边人", "本文链接：https://example.com/2023/08/14/level/", *FOOT[2:]]
    document = Cleaner().clean("\n".join([*HEAD, post[0], "发表于2023-08-14", *post, *foot, *END]))
    assert [line for line in POST[2:] if line not in document.text.split("\n")] == []
    assert not any(line in document.text.split("\n") for line in END)


def test_one_line_like_a_call_does_not_end_a_post() -> None:
    call = "2、点击新建密钥，这里可能会进行安全验证，扫码后继续"
    document = Cleaner().clean("\n".join([*HEAD, POST[0], "发表于2023-08-14", *POST[:9], call, *POST[9:], *FOOT, *END]))
    assert [line for line in POST[11:] if line not in document.text.split("\n")] == []


def test_titles_of_others_without_sentences_are_no_rest_of_a_post() -> None:
    titles = [f"水位记录仪的第{number}种装法" for number in range(1, 60)]
    call = "2、点击新建密钥，这里可能会进行安全验证，扫码后继续"
    told = ["水位记录仪装好以后要拔一次电再看。", "水位记录仪的读数都在数据库里。"]
    text = "\n".join([*HEAD, POST[0], "发表于2023-08-14", *POST[:9], call, *titles, *told, "相关文章", *END])
    assert not any(line in Cleaner().clean(text).text.split("\n") for line in titles[20:])


def test_comments_below_a_lone_word_are_no_rest_of_the_post() -> None:
    said = "水位记录仪换了 sqlite 数据库以后，我也照着在石桥镇的泵房里装了一台，读数比文本文件稳得多。"
    below = [
        "阅读(215)| 评论(2)",
        "最近读者",
        "评论",
        "河西人",
        said,
        "下河的人",
        said.replace("泵房", "堤上"),
        "2023-08-15 07:20",
    ]
    document = Cleaner().clean("\n".join([*HEAD, POST[0], "2023-08-14", *POST[:3], *below, *END]))
    assert POST[2] in document.text
    assert "河西人" not in document.text.split("\n")
