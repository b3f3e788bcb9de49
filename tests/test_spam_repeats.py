from __future__ import annotations

import random

import pytest

from cleaner import clean
from cleaner.config import Config
from cleaner.doc import Doc
from cleaner.lines import Lines
from cleaner.pipeline import Context
from cleaner.rules import rule_book
from cleaner.stages.spam import propose
from cleaner.stages.spam.model import model, running
from cleaner.stages.spam.repeats import phrases, seeds
from tools.spam_repeated import Repeater

SENTENCES = (
    "清晨的集市上，卖菜的老人把青菜摆得整整齐齐。",
    "渡口的船家说，这条河三十年没有这么清过了，",
    "孩子们放学以后，总要到祠堂门口玩一会儿。",
    "去年冬天修好的石桥，如今已经有人在上面写生。",
    "村里的戏台翻新以后，每逢初一十五都有演出，",
    "最远的一户人家住在山后，走路要一个半小时。",
)
TALK = (
    "一把香菜两毛钱，谁也不还价。",
    "从前洗完衣服手上要起疹子。",
    "先生站在台阶上，一个一个点名。",
    "画得最多的，是桥下那棵乌桕。",
    "唱老生的师傅七十岁，嗓子还亮。",
    "送信的人三天上去一趟，带些盐和药。",
)


def cleaned(text: str) -> str:
    return Doc(text).apply("spam", propose(Doc(text), Context(Config(), rule_book())).edits).text


@pytest.mark.parametrize(
    "phrase",
    [
        "新澳门今晚开奖结果查询",
        "乐鱼体育平台官网",
        "〖传奇sf999〗",
        "正规网上真钱棋牌平台",
    ],
)
def test_a_phrase_put_into_every_sentence_goes_wherever_it_stands(phrase: str) -> None:
    page = "".join(f"{sentence[:-1]}{phrase}{sentence[-1]}\n" for sentence in SENTENCES)
    assert cleaned(page) == page.replace(phrase, "")


def test_a_call_to_load_an_app_goes_from_the_sentences_that_it_was_put_into() -> None:
    page = (
        "村口的井在那年冬天干了，{0}大家都到河边去挑水，路又远又滑，谁也不愿意多走一趟。\n"
        "后来三叔在坡下又打了一口，{0}水却是咸的，只能喂牛。\n"
        "再后来通了自来水，两口井都盖上了石板，石板上晒着辣椒。{0}\n"
    )
    assert cleaned(page.format("丝瓜社区app官方下载安卓版")) == page.format("")


@pytest.mark.parametrize(
    "name", ["青石桥村老年协会", "澳门金沙酒店", "信用卡中心", "梅兰芳大剧院", "福利彩票", "开云体育"]
)
def test_a_name_that_a_text_speaks_of_again_and_again_stays(name: str) -> None:
    page = (
        f"记者昨天来到{name}，负责人正在院子里接待来客。\n{name}成立于一九九八年，现有员工六十多人。\n"
        f"据介绍，{name}去年接待了三千多位老人，今年打算再添十间屋子。\n附近的居民说，有了{name}，日子方便多了。\n"
    )
    assert cleaned(page) == page


@pytest.mark.parametrize("brand", ["beat365官方最新版", "凯发k8真人百家乐"])
def test_a_brand_that_stands_at_the_seams_of_sentences_goes(brand: str) -> None:
    page = "".join(f"{one[:-1]}{brand}{one[-1]}{other}\n" for one, other in zip(SENTENCES, TALK, strict=True))
    assert cleaned(page) == page.replace(brand, "")


def test_a_shop_that_a_story_is_about_stays() -> None:
    page = (
        "街角的天天彩票站开了十七年，老板娘姓吴，会算命，也会织毛衣。\n"
        "天天彩票站里永远有四五个老头，看走势图，喝自己带来的茶，谁也不说话。\n"
        "吴姐说，天天彩票站最多的一天卖了三万块钱，那天有人请全街的人吃西瓜。\n"
        "今年，天天彩票站的隔壁开了一家奶茶店，排队的年轻人有时候挤进来躲雨。\n"
    )
    assert cleaned(page) == page


def test_phrases_are_as_long_as_what_is_the_same_in_all_places() -> None:
    page = "\n".join(f"{sentence}免费观看国产精品视频在线{sentence[::-1]}" for sentence in SENTENCES)
    lines = Lines(page)
    found = phrases(lines, seeds(lines, running(lines.points, model().weights), model().scale))
    assert found == ["免费观看国产精品视频在线"]


@pytest.mark.parametrize("text", ["", "\n\n\n", "啊" * 50, "国产精品" * 3, "国产精品\n" * 3])
def test_texts_without_room_for_a_phrase_raise_nothing(text: str) -> None:
    cleaned(text)


def test_a_made_text_holds_its_phrase_as_often_as_it_says() -> None:
    text = "".join(f"第{number}句话很平常，没有什么特别。" for number in range(12))
    repeater = Repeater(lambda: "便宜的广告词，快来", lambda: "老老实实的一句话", [text], random.Random(3))
    for spam in (True, False) * 5:
        made, phrase = repeater.text(spam)
        assert made.count(phrase) >= 3
        assert made.replace(phrase, "") == text


def test_a_worm_that_a_text_is_about_stays() -> None:
    page = (
        "## 寄生虫\n\n寄生虫可通过生水和没有煮熟的鱼进入人体。若寄生虫进入肝脏，人会发热、腹痛。\n\n"
        "淡水螺是多种寄生虫的中间宿主，寄生虫甚至会到眼睛里去。\n\n"
        "* 田螺：吃以前要煮十分钟，杀死寄生虫。\n* 生鱼片：冷冻二十四小时以上，才能去掉寄生虫。\n"
    )
    assert cleaned(page) == page


def test_what_a_patient_asks_about_again_and_again_stays() -> None:
    page = (
        "神经科，治癫痫哪个医院好？我弟弟患癫痫病，在家里什么也做不了，我听朋友说，治癫痫要趁早，所以我想打听，"
        "治癫痫哪个医院好？得癫痫的人心里苦，癫痫发作时要防止咬舌头。\n"
    )
    assert cleaned(page) == page


def test_numbers_in_the_cells_of_a_table_are_no_phrase() -> None:
    table = "\n".join(
        f"{year}|九|九|{month}|六|六|六|四|九|九" for year, month in ("元七", "二八", "三五", "四三", "五一") * 3
    )
    assert cleaned(f"年表\n{table}") == f"年表\n{table}"


def test_a_word_of_several_terms_of_a_list_is_no_phrase() -> None:
    parts, kinds = (
        ("肝脏", "肾脏", "心脏", "血清", "尿液", "皮肤", "骨髓", "眼底", "甲状腺"),
        ("超声检查", "穿刺活检", "显像", "测定", "镜检"),
    )
    terms = [part + kind for part in parts for kind in kinds]
    terms[7:7] = ["寄生虫抗体", "寄生虫排泄物检查", "寄生虫浓聚法"]
    assert clean("\n".join(terms)).text == "\n".join(terms)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><h1>薪水贷</h1><table>"
        + "".join(
            f"<tr><td>{who}</td><td>贷款额度</td><td>【3，15】万</td></tr>"
            for who in ("甲类：公务员、事业单位", "乙类：世界五百强企业", "丙类：一般单位")
        )
        + "</table></body></html>",
        "| 任务 | 时间 | 发到 | 说明 |\n| --- | --- | --- | --- |\n"
        + "".join(f"|{what}|09:30|大姐大私聊|每天自动发送|\n" for what in ("写日报", "查考勤", "发天气", "排值班")),
    ],
)
def test_a_label_that_fills_cells_of_a_table_is_no_phrase(page: str) -> None:
    assert [edit.rule for edit in clean(page).edits if edit.stage == "spam"] == []


def test_those_whom_a_speaker_addresses_stay() -> None:
    talk = "\n\n".join(
        (
            "中不中兄弟姐妹们，尊敬的朋友们好！今天是一月二十八号，咱们边吃边聊。好，怎么样？兄弟姐妹们。吃一口看看，这是黄瓜，看到没？",
            "这一块鸡可真好吃。所以说兄弟姐妹们，很多人给我写信，说你好久没来了，我说好吧，半夜三更也得来。",
            "兄弟姐妹们，你只问他两件事情，从去年到今天，他拿出过一分钱吗？",
            "我也挺喜欢吃青椒的，所以说兄弟姐妹们，你觉得这天下疯不疯狂？",
            "怎么样？兄弟姐妹们，这个好吃不好吃？",
        )
    )
    assert "spam.phrase" not in {edit.rule for edit in clean(talk).edits}


def test_a_term_that_a_heading_names_and_the_text_explains_is_no_phrase() -> None:
    text = (
        "# 環境與學習\n\n前面討論了資料分佈如何改變，現在看看模型怎樣與環境互動。在批次學習裡，模型只看一次資料；"
        "線上學習則一個樣本接著一個樣本地更新參數。\n\n"
        "### 老虎機\n\n*老虎機*（bandits）是上面這類問題的一個特例。大多數學習問題裡，"
        "我們有一個連續參數化的函式，目標是學習它的參數。但在*老虎機*問題裡，我們只有有限數量的手臂可以拉動，也就是說可以採取的行動是有限的。"
        "對這個比較簡單的問題，可以得到更強的理論保證。\n\n### 控制\n\n許多情況下，環境會記住我們做了什麼，"
        "而且它的反應取決於先前發生的事情。例如鍋爐的控制器會根據鍋爐之前是否加熱，觀察到不同的溫度。\n"
    )
    assert not [edit for edit in clean(text).edits if edit.rule.startswith("spam.")]


def test_what_is_said_of_files_behind_their_names_is_no_phrase() -> None:
    page = "\n\n".join(f"{name}.mp4【在线播放】" for name in ("生成的视频", "生成的视频", "6月3日", "动画"))
    assert clean(page).text == page
