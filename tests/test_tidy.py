from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Config, clean
from cleaner.doc import Doc
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages import tidy


def run(text: str, punctuation: bool = True) -> str:
    doc = Doc(text)
    proposal = tidy.propose(doc, Context(Config(punctuation=punctuation), rule_book()))
    return doc.apply("tidy", proposal.edits).text


@pytest.mark.parametrize(
    ("folded", "wide"),
    [
        ("今年的收成很好,大家都高兴!你呢?", "今年的收成很好，大家都高兴！你呢？"),
        ("比分是3:2,时间是10:30,共1,234人(约5成)。", "比分是3:2，时间是10:30，共1,234人（约5成）。"),
        ("羞耻(Shame),是一种情感。", "羞耻（Shame），是一种情感。"),
        ("得到[('水果', 0.43), ('歌', 0.4)]这样的,再看", "得到[('水果', 0.43), ('歌', 0.4)]这样的，再看"),
        ("第3屆;第4屆;第5屆;第6屆,都收了,请看", "第3屆;第4屆;第5屆;第6屆，都收了，请看"),
        ("关键词:水稻;土壤;气候;产量,再看,好的", "关键词：水稻；土壤；气候；产量，再看，好的"),
        (
            "先运行,再看:\n\n    word to look for:香蕉\n    result:水果\n\n好了,完",
            "先运行，再看：\n\n    word to look for:香蕉\n    result:水果\n\n好了，完",
        ),
        (
            "春天来了,真好\n\n    大家都去看花,去玩\n    有人带了酒,喝了",
            "春天来了，真好\n\n    大家都去看花，去玩\n    有人带了酒，喝了",
        ),
        ("他说:“好,走吧!”,然后笑了;", "他说：“好，走吧！”，然后笑了；"),
        ("见 https://a.cn/x,y?z=1,很有用,真的。", "见 https://a.cn/x,y?z=1,很有用，真的。"),
        ("见 https://a.cn/wiki/北京?action=edit,很有用,真的。", "见 https://a.cn/wiki/北京?action=edit,很有用，真的。"),
        ("见 https://a.cn/北京?很有用,真的,好。", "见 https://a.cn/北京？很有用，真的，好。"),
        ("**炒制**:锅热,倒油 30 毫升 ,加姜,等着。", "**炒制**：锅热，倒油 30 毫升，加姜，等着。"),
        ("盐: 1 克\n糖: 5 克\n先炒糖,再放盐,好了, 出锅!", "盐: 1 克\n糖: 5 克\n先炒糖，再放盐，好了， 出锅！"),
        ("开了 , 许多市民 ,带着孩子,来到湖边", "开了，许多市民，带着孩子，来到湖边"),
        ("茶 : 水是一比二,冰少许,拌匀", "茶 : 水是一比二，冰少许，拌匀"),
        ("用 30 S ,加入面粉,拌匀,好了", "用 30 S ，加入面粉，拌匀，好了"),
        ("大家去看:) 真好:-) 看吧,好的,走", "大家去看:) 真好:-) 看吧，好的，走"),
        ("他来了(注意:),走吧,好的", "他来了（注意：），走吧，好的"),
        ('用len("中文")得到长度,然后看,再想', '用len("中文")得到长度，然后看，再想'),
        ("条件是c IN ('北京','上海');\n然后看,再想,好的", "条件是c IN ('北京','上海');\n然后看，再想，好的"),
        ("路径=C:/文件,夹\n春天来了,花开了,去看", "路径=C:/文件,夹\n春天来了，花开了，去看"),
        ("存到 /home/用户/下载,旧/图:1.png 就行,去看", "存到 /home/用户/下载,旧/图:1.png 就行，去看"),
        ("写成print(f'早,{name}')就行,去看,好吗:-D", "写成print(f'早,{name}')就行，去看，好吗:-D"),
        (
            "I like 樱桃, 石榴, and 葡萄; do you?\n好吃,很甜,真的,走吧,好",
            "I like 樱桃, 石榴, and 葡萄; do you?\n好吃，很甜，真的，走吧，好",
        ),
        ('$ git commit -m "修正:登录,注册"\n提交了,去看,好的', '$ git commit -m "修正:登录,注册"\n提交了，去看，好的'),
        ("哈哈(^_^)真好(T_T),涨幅(%)不小,走吧", "哈哈(^_^)真好(T_T)，涨幅（%）不小，走吧"),
        ("[ar:林曼]\n[00:02.50]作词:林曼\n风来了,雨来了", "[ar:林曼]\n[00:02.50]作词：林曼\n风来了，雨来了"),
        (
            "花开了,去看。\n名称,产地,颜色\n樱桃,山东,红\n香蕉,海南,黄",
            "花开了，去看。\n名称,产地,颜色\n樱桃,山东,红\n香蕉,海南,黄",
        ),
        ("花开了,去看.\n(1)总则;(2)分则,见后", "花开了，去看.\n（1）总则；（2）分则，见后"),
        ("真好啊:)我笑了,他也来了", "真好啊:)我笑了，他也来了"),
        (
            "花开了,去看.\nMr. Wang (王小明), how are you? Fine (很好), thanks",
            "花开了，去看.\nMr. Wang (王小明), how are you? Fine (很好), thanks",
        ),
        (
            "花开了,去看,很美\n请使用 `bloom`:\n\n## 什么是花? {#bloom}\n见 [花](https://a.b/c):\nWhat is 花 in it?",
            "花开了，去看，很美\n请使用 `bloom`：\n\n## 什么是花？ {#bloom}\n"
            "见 [花](https://a.b/c)：\nWhat is 花 in it?",
        ),
        (
            "花开了,去看,很美,也香\n| 名称 | 说明 |\n|:---|---:|\n| 樱桃 | 可食用,也可观赏(春天) |",
            "花开了，去看，很美，也香\n| 名称 | 说明 |\n|:---|---:|\n| 樱桃 | 可食用，也可观赏（春天） |",
        ),
        (
            "---\ntags:\n  [\n    人物,\n    樂團,\n  ]\n---\n花开了,去看",
            "---\ntags:\n  [\n    人物,\n    樂團,\n  ]\n---\n花开了，去看",
        ),
    ],
)
def test_folded_punctuation(folded: str, wide: str) -> None:
    assert run(folded) == wide
    assert run(folded, punctuation=False) == folded


@pytest.mark.parametrize(
    "text",
    [
        "第一行用全角，第二行也用全角，偶尔写一个,没有关系。",
        "依本法 (以下簡稱本法) 之規定，應予處罰。",
        "安装时用 a, b, c 三个参数，再运行 f(x, y)。",
        "```\n甲,乙,丙\n```\n正文，到此为止。",
        "| 甲,乙 | 丙,丁 |",
        "Only English, with (brackets), and: marks!",
        "换行在此  \n下一行",
        "\n".join(f"{word}," for word in ["苹果", "香蕉", "樱桃", "石榴", "葡萄", "杨梅", "李子", "桃子"]),
        "保?数据?后请?新打?页面再?次登?系?",
        "此致\n\n-- \n林曼",
        "送得很快。。好喝。。下次再来。。。",
        "词,次数\n谈话,4\n之谈,4\n谈谈,3\n",
        '序号,地点,种名,数量\n1,东滩,黑嘴鸥,37\n2,东滩,"环颈鸻,成群",112\n3,堤内,?,\n',
        'for name in args:  # 逐个处理,不并行\n    print("文件:", name, "完成!")',
    ],
)
def test_text_that_is_right_stays(text: str) -> None:
    assert run(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年很好，,大家都很高兴。.\n真的吗？?", "今年很好，大家都很高兴。\n真的吗？"),
        ("一，，二、、三", "一，二、三"),
        ("只有一处，，也许是有意的。", "只有一处，，也许是有意的。"),
        ("等等...再等等...还等...好", "等等...再等等...还等...好"),
        ("他说--好,走吧......真的,走", "他说——好，走吧……真的，走"),
    ],
)
def test_marks_that_stand_twice_and_runs(text: str, expected: str) -> None:
    assert run(text) == expected
    assert run(expected) == expected


@pytest.mark.parametrize(
    ("script", "text", "expected"),
    [
        ("hant", "他說：“‘歡迎’兩字。”", "他說：「『歡迎』兩字。」"),
        ("hans", "他说：「『欢迎』两字。」", "他说：“‘欢迎’两字。”"),
        ("hant", "他說：“歡迎。\n又說：”", "他說：“歡迎。\n又說：”"),
        ("hant", "“it’s big”他說“很大”", "“it’s big”他說「很大」"),
        ("mixed", "他说：「好。」", "他说：「好。」"),
        ("hans", "他说「こんにちは世界」", "他说「こんにちは世界」"),
    ],
)
def test_quotes_follow_the_script_on_demand(script: str, text: str, expected: str) -> None:
    context = Context(Config(quotes="script"), rule_book(), meta={"script": script})
    proposal = tidy.propose(Doc(text), context)
    assert Doc(text).apply("tidy", proposal.edits).text == expected
    assert run(text) == text


def test_blanks_and_empty_lines() -> None:
    assert run("第一段 \n\n\n\n\n第二段\t\n```\n代码 \n\n\n\n\n```") == "第一段\n\n第二段\n```\n代码 \n\n\n\n\n```"


def test_indents_of_paragraphs_go_and_marks_of_a_list_stay() -> None:
    assert run("标题\n　　第一段。\n　　第二段。") == "标题\n第一段。\n第二段。"
    lines = "左列各款：\n　　一　甲。\n　　二　乙。\n其他规定如下。\n第三条。\n第四条。"
    assert run(lines) == lines


@pytest.mark.parametrize("text", ["　　绿荫今雨来\n　　山花枝接海花开", "　　　走。\n　　走。\n　　　　走。"])
def test_the_indents_of_verse_stay(text: str) -> None:
    assert run(text) == text


@settings(max_examples=200, deadline=None)
@given(st.text("汉字,，:：;?!()（）。“”1a `\n\u3000|~", max_size=60))
def test_tidying_twice_changes_nothing(text: str) -> None:
    once = run(text)
    assert run(once) == once


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_goes_through(text: str) -> None:
    run(text)


@pytest.mark.parametrize("line", ["以下のいずれかを使用する場合:", "width: 100%;", "例:実際に表示される例"])
def test_lines_that_are_not_chinese_keep_their_marks(line: str) -> None:
    text = f"他来了,坐下.大家都说好,很好!\n{line}\n春天来了,公园里的花都开了,人很多!\n"
    assert line in clean(text).text.split("\n")
    assert "春天来了，公园里的花都开了，人很多！" in clean(text).text


def test_one_empty_line_stays_where_a_line_was_taken_out() -> None:
    body = "水车修好了，镇上的人都来看，孩子们也来了，把耳朵贴在门板上听。\n\n\n师傅说，轴是老榆木做的。\n"
    text = "镇上的水车\n\n分享至\n\n" + body
    found = clean(text)
    assert found.text == text.replace("分享至\n\n", "")
    assert found.restore() == text


def test_a_phrase_in_another_language_keeps_the_mark_at_its_end() -> None:
    text = "### 什么问题 What happens?\n请写清楚,谢谢!磨坊的人会看。\n怎么安装 Python?\n"
    tidied = clean(text).text
    assert "What happens?" in tidied
    assert "Python？" in tidied
