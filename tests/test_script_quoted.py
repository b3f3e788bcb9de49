"""Chinese sentences that name a Japanese title are Chinese; code points that are the same characters are folded."""

from __future__ import annotations

import pytest

from cleaner import Config, clean


@pytest.mark.parametrize(
    "text",
    [
        "日本动画《となりのトトロ》讲述了一个乡村故事。",
        "“ありがとう”是日语中“谢谢”的意思。",
        "他们说《ドラえもん》很好看，孩子们都喜欢。",
    ],
)
def test_a_title_makes_no_sentence_japanese(text: str) -> None:
    result = clean(text)
    assert result.text == text
    assert result.verdict == "article"
    assert "script_language" not in result.tags
    quoted = clean(text, config=Config(script="hant-tw"))
    assert "トトロ" not in text or "動畫《となりのトトロ》講述了一個鄉村故事" in quoted.text


@pytest.mark.parametrize(
    "text", ["映画『となりのトトロ』公開", "「ありがとう」と言いました。", "これは《となりのトトロ》の話です。"]
)
def test_japanese_stays_japanese(text: str) -> None:
    result = clean(text, config=Config(script="hant-tw"))
    assert result.text == text
    assert result.verdict == "not-chinese"


@pytest.mark.parametrize(
    "text",
    [
        "経済産業省関東経済産業局\n令和三年度予算案概要\n日本国憲法改正草案",
        "東京駅\n渋谷駅\n新宿駅\n横浜駅",
        "受付終了、参加者発表、会場変更",
        "高橋直樹 渡辺健太 斎藤誠 広瀬龍一",
    ],
)
@pytest.mark.parametrize("target", ["auto", "hans", "hant-tw", "hant-hk", "unify"])
def test_japanese_without_kana_stays(text: str, target: str) -> None:
    assert clean(text, config=Config.from_mapping({"script": target})).text == text


def test_a_line_and_a_title_in_japanese_stay_in_a_chinese_text() -> None:
    text = "我們讀了這部憲法，下面是它的標題。\n大日本帝国憲法発布勅語\n後來他們還看了《銀河英雄伝説》，說很好看。"
    found = clean(text, config=Config(script="hans")).text.split("\n")
    assert found[0].startswith("我们读了这部宪法")
    assert found[1] == "大日本帝国憲法発布勅語"
    assert found[2] == "后来他们还看了《銀河英雄伝説》，说很好看。"


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("列車在鰺沢駅停下，我們都下車了。", "列车在鲹泽驿停下，我们都下车了。"),
        (
            "官方團隊已經預告，新款 ワイバーンホバー 將於明年秋天登場，數量有限。",
            "官方团队已经预告，新款 ワイバーンホバー 将于明年秋天登场，数量有限。",
        ),
        ("由渡辺謙主演的電影，講的是龍的傳說。", "由渡边谦主演的电影，讲的是龙的传说。"),
    ],
)
def test_chinese_with_japanese_names_is_chinese(text: str, simple: str) -> None:
    found = clean(text, config=Config(script="hans"))
    assert found.text == simple
    assert "script_language" not in found.tags


@pytest.mark.parametrize("text", ["我哋去食飯\n點解唔得\n係咁㗎啦", "今日去咗行山，行到好攰，風景真係好靚。"])
def test_short_lines_of_a_cantonese_text_stay(text: str) -> None:
    assert clean(text, config=Config(script="hans")).text == text


def test_parts_of_gb18030_in_private_use_are_characters_by_now() -> None:
    assert clean("他名字叫\ue854的人。").text == "他名字叫\u9fba的人。"
    assert clean("这个字从\ue816字，写法不同。").text == "这个字从\U00020087字，写法不同。"


def test_compatibility_forms_alone_between_marks_are_folded() -> None:
    assert clean("他买了，\uf90a。").text == "他买了，金。"


def test_the_note_of_an_editor_on_an_old_text_stays_in_its_script() -> None:
    verse = "子曰：學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？人不知而不慍，不亦君子乎？"
    note = "录自旧抄本，这一版只留了正文，个别写错的标题已经改过来了，别处没有动。"
    assert clean("\n".join([note, *[verse] * 8])).text.startswith(note)


def test_a_paragraph_that_quotes_in_corners_where_no_other_does_is_somebody_elses() -> None:
    rest = "村里的人都说，今年的杏花开得早，老人看了以后很高兴，说这样的春天不多见。\n" * 8
    letter = "他在信裡寫道：「這幾年我一直住在臺北，學會了做滷肉飯，也認識了許多朋友，請您不要掛念。」\n"
    plain = "他在信裡寫道，這幾年我一直住在臺北，學會了做滷肉飯，也認識了許多朋友，請您不要掛念。\n"
    assert clean(rest + letter).text == rest + letter
    assert "信里写道" in clean(rest + plain).text


def test_a_paragraph_that_quotes_in_curls_where_no_other_does_is_somebody_elses() -> None:
    rest = "村裡的人都說，今年的杏花開得早，老人看了以後很高興，說這樣的春天不多見。\n" * 8
    letter = "他在信里写道：“这几年我一直住在苏州，学会了做桂花糕，也认识了许多朋友，请您不要挂念。”\n"
    assert clean(rest + letter).text == rest + letter
    assert "信裡寫道" in clean(rest + letter.replace("“", "").replace("”", "")).text


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("村口那眼井干涸了", "村口那眼井乾涸了"),
        ("谁也不敢干预朝政", "誰也不敢干預朝政"),
        ("早上冲咖啡，晚上冲奶粉", "早上沖咖啡，晚上沖奶粉"),
        ("开车犯困，觉得好困难", "開車犯睏，覺得好困難"),
        ("声明了变量，也表明了态度，说明了用法", "聲明了變量，也表明了態度，說明了用法"),
        ("他亲手制定规则，又看一下周围", "他親手制定規則，又看一下周圍"),
        ("钟老师戴手表，站在国王后面", "鍾老師戴手錶，站在國王後面"),
        ("考试制度和分配制度规定得很细", "考試制度和分配制度規定得很細"),
        ("这只能说明问题，那是只看表面；那是只猫", "這只能說明問題，那是只看表面；那是隻貓"),
        ("总发电量不断发展，银行发卡，换发新证", "總發電量不斷發展，銀行發卡，換發新證"),
        ("保存并发布，并为用户产生高并发的请求", "保存並發佈，並為用戶產生高併發的請求"),
        ("显示表格，看表演，和面对面", "顯示表格，看表演，和面對面"),
        ("政府干预市场准入，这是唯一出路", "政府干預市場准入，這是唯一出路"),
        ("公元后三世纪，3天后到期，一个中继", "公元後三世紀，3天後到期，一個中繼"),
        ("本文采用汇编，要签合同，免签入境，先尝试", "本文採用彙編，要簽合同，免簽入境，先嘗試"),
    ],
)
def test_phrases_that_opencc_lacks(text: str, traditional: str) -> None:
    assert clean(text, config=Config(script="hant-tw")).text == traditional


def test_a_book_that_is_followed_is_not_written() -> None:
    assert clean("他們遵著書上的話行事。", config=Config(script="hans")).text == "他们遵着书上的话行事。"


def test_titles_that_a_text_cites_keep_their_script() -> None:
    body = "水车修好了，镇上的人都来看，孩子们也来了，把耳朵贴在门板上听。师傅说这个轴是从山上运下来的。\n\n" * 8
    cited = "[^1]: 陳成某, 《[河邊的水車又轉動了？ 鎮上的孩子們都來觀看](https://a.example/1)》\n"
    assert clean(body + cited).text.endswith(cited)
