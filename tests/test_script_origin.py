"""Converters with tables of their own: what they make is not taken for a native hand's."""

from __future__ import annotations

from collections import Counter

import pytest

from cleaner import Config, clean
from cleaner.stages.script.convert import to_traditional
from cleaner.stages.script.dictionaries import through
from cleaner.stages.script.glyphs import region, regions
from cleaner.stages.script.naive import slips
from cleaner.stages.script.provenance import likelihood
from tests.test_script_parts import PROSE

# Written for this test, in the words of the Mainland and of Taiwan.
MAINLAND = (
    "他说：“打开操作系统的命令行，默认的端口就在这里，服务器会加载所有的文档。”",
    "程序员把信息存储在内存里，缓存也不例外，所以视频的质量后来好了许多。",
    "鼠标和摄像头都在卫生间旁边的柜子里，公交车司机发了一条短信，请他登录邮箱。",
    "他们周末坐出租车去看航天展览，宇航员说发布会的面积很大，大家复习了一遍。",
)
TAIWAN = (
    "他說：「打開作業系統的視窗，預設的程式碼就在這裡，伺服器會載入所有的資料庫。」",
    "工程師把資訊儲存在記憶體裡，快取也不例外，所以影片的品質後來好了許多。",
    "滑鼠和印表機都在洗手間旁邊的櫃子裡，公車司機傳了一則簡訊，請他登入信箱。",
    "他們週末搭計程車去看太空展覽，身分不明的人說發表會的計畫很大，大家複習了一遍。",
)
# Another converter writes the quotation marks of the other side, and departs from OpenCC in a few words.
MARKS, WORDS = str.maketrans("“”", "「」"), str.maketrans("佈週", "布周")


def origin(text: str) -> str:
    return str(clean(text, config=Config(script="keep")).tags["script_origin"])


@pytest.mark.parametrize("target", ["hant-tw", "hant-hk", "hant"])
def test_what_another_converter_makes_is_a_machine_s(target: str) -> None:
    made = to_traditional("\n".join(MAINLAND * 10), target).translate(MARKS)
    assert origin(made[:300].translate(WORDS) + made[300:]) == "machine"


def test_a_writer_of_the_mainland_who_writes_two_forms_of_a_character_is_no_machine() -> None:
    made = to_traditional("\n".join(MAINLAND * 10), "hant-tw") + "\n他認為這是因為什麼？" * 6
    assert origin(made) == "machine"
    assert origin(made.replace("為", "爲", 4).replace("麼", "麽", 3)) == "unknown"


def test_a_native_text_with_the_same_marks_is_native() -> None:
    assert origin("\n".join(TAIWAN * 10)) == "native"


def test_corner_marks_alone_make_no_text_native() -> None:
    made = to_traditional("\n".join(PROSE * 6), "hant-tw").replace("。", "。「是的」")
    assert origin(made[:300].translate(WORDS) + made[300:]) == "unknown"


def test_words_that_hong_kong_shares_with_the_mainland_are_no_evidence_of_a_machine() -> None:
    number = regions("軟件、硬件、屏幕、互聯網、打印機、視頻，服務器和內存。")
    assert (number["mainland"], region(number)) == (3, "cn")
    assert not regions("軟件、屏幕、互聯網、打印機。")["mainland"]


def test_what_has_a_word_of_a_region_by_chance_is_none() -> None:
    assert not regions("捷運營運的時間貼在線上，把稿子收集成冊，小區域也算，此外勞動是光榮的，手機號碼照舊。")
    assert regions("捷運運營的時間在線查詢，外勞和移工")["mainland"] == 2


def test_forms_that_no_region_writes_are_no_native_hand_s() -> None:
    made = through("s2t", "\n".join(PROSE * 12)).translate(MARKS).replace("。", "，大衆在山峯上。", 9)
    assert origin(made[:2000]) == "machine"
    assert origin(made[:2000].translate(str.maketrans("衆峯爲", "眾峰為"))) == "native"


# Written for this test: an official report of Hong Kong, whose quotation marks are those of the Mainland.
HONG_KONG = (
    "主席，我想回應議員就本港房屋問題提出的質詢。局方在上個月收到三百多份意見，當中有人說：“我們等候多年，仍未上樓。”",
    "房屋署會跟進每宗個案，而運輸署亦承諾改善屋邨對出的巴士站，讓長者出入更加方便。",
    "有團體把這項安排稱為“遲來的公道”，亦有團體認為公帑應該用得其所，不應重複資助同一類服務。",
    "政府當局明白市民對醫療服務質素的期望，因此決定增撥資源予急症室，並檢視外判員工的薪酬。",
)
# Forms that are usual there, whatever the words would ask for in Taiwan.
USUAL = (
    "署方會盡快向委員會匯報，並於周年大會前公布結果，有關文件亦會上載至網頁。",
    "就業人口佔全港人口的百分之五十，院舍的准入條件則由社署釐定，簽發牌照前須作巡查。",
)


def test_quotation_marks_of_official_hong_kong_make_no_machine() -> None:
    assert origin("\n".join(HONG_KONG * 8)) not in ("machine", "naive-table")


def test_forms_that_hong_kong_writes_are_no_slips_of_a_table() -> None:
    assert origin("\n".join((*USUAL, *HONG_KONG) * 5)) not in ("machine", "naive-table")


def test_a_word_cut_at_the_end_of_a_line_says_nothing_of_its_first_half() -> None:
    whole = "測速儀說明了行車的快慢，每小時八十公里的路段只有一處，標誌顯示的上限卻是六十，問過的人都說看不見。\n"
    cut = whole.replace("公里", "公\n\n里").replace("標誌", "標\n\n誌")
    assert not {origin(cut * 25), origin(whole * 25)} & {"machine", "naive-table"}


# Written for this test: the words of a Mainland programmer, without a quotation.
PROGRAMMING = (
    "这篇教程介绍怎样编写一个应用程序，先遍历数组，再把每个字段写入磁盘。",
    "如果端口被占用，就换一个，然后在配置里打开异步模式，最后运行所有的测试。",
    "有人问为什么不用链表，原因是批量读取时它的性能不好，缓存也帮不上忙。",
)
# And a rule book in words that all regions have.
RULES = (
    "玩家輪流擲骰子，點數最大的人先走，每次只能前進一格，遇到障礙時必須停下來等一輪。",
    "如果手上的牌已經用完，就從牌堆抽三張，抽到的牌可以立刻打出，也可以留到下一輪再用。",
    "當所有人都到達終點，遊戲結束，得分最高的人獲勝，同分時由先到達的人獲勝。",
)


def test_a_page_without_quotations_is_told_by_the_words_of_the_mainland() -> None:
    assert origin(to_traditional("\n".join(PROGRAMMING * 18), "hant-tw")[:2000]) == "machine"


def test_what_a_round_trip_leaves_as_it_was_tells_of_no_machine_by_itself() -> None:
    assert origin("\n".join(RULES * 50)) == "unknown"


def test_text_that_a_round_trip_leaves_as_it_was_is_not_called_native_for_its_words() -> None:
    made = to_traditional("\n".join(PROGRAMMING * 18), "hant-tw")
    for mainland, taiwan in zip(
        ["應用程序", "數組", "字段", "磁盤", "端口", "異步", "鏈表", "批量", "緩存"],
        ["應用程式", "陣列", "欄位", "磁碟", "埠", "非同步", "串列", "批次", "快取"],
        strict=True,
    ):
        made = made.replace(mainland, taiwan)
    assert origin(made[:2000]) == "unknown"


def test_a_word_of_hong_kong_leaves_quotation_marks_their_weight() -> None:
    made = through("s2tw", "\n".join(PROSE * 12)).replace("。", "，他到旺角去的時候說：“好。”", 9)
    assert origin(made[:2000]) == "machine"


# Written for this test: somebody of the Mainland who types Traditional, in forms that no converter gives.
TYPED = (
    "這篇教程講怎樣編寫一個應用程序，先遍歷數組，再把每個字段寫入磁盤，爲什麽要這樣做呢？",
    "如果端口被佔用，就換一個，然後在配置裡打開異步模式，最後把結果發佈出來，纔算做完了一遍。",
    "他想了一會兒，覺得還是用鏈表好，因爲周圍的人都這么做，游戲里也是同樣的道理，祇是沒人説。",
)


def test_differences_speak_against_a_machine_where_the_words_are_the_mainland_s() -> None:
    assert origin("\n".join(TYPED * 14)[:2000]) not in ("machine", "naive-table")


def test_the_labels_of_a_program_are_too_few_words_to_tell_a_machine() -> None:
    labels = (
        "轉換指定目錄",
        "打開失敗",
        "請選擇的文件夾",
        "保存的源碼",
        "二進制轉文本",
        "關於我的軟件",
        "轉換結果",
        "子目錄",
    )
    text = "".join(f"MainForm.Button{n}.Caption={labels[n % len(labels)]}(&{chr(65 + n % 26)})\n" for n in range(45))
    assert origin(text) == "unknown"


def test_nothing_seen_tells_nothing() -> None:
    assert likelihood(0, 0, (1.0, 5.0)) == 0.0


def test_names_and_addresses_tell_nothing_of_a_table() -> None:
    names = [("港西", "后安"), ("東寧", "崑成"), ("西門", "陞平"), ("港西", "谿畔"), ("五汴", "筑園")]
    rows = [
        f"{i},臺北市政府警察局,{village}里,{village}里中山路{i}號,私立{school}文理短期補習班,電話,語文類,"
        f"使用面積{i * 3}平方公尺,已立案,每年檢查"
        for i in range(1, 60)
        for village, school in (names[i % 5],)
    ]
    text = "編號,分局,村里別,地址,名稱,備註\n" + "\n".join(rows)
    assert origin(text) == "unknown"
    assert clean(text, config=Config(select=("script",))).text == text


def test_words_of_the_mainland_alone_show_no_table() -> None:
    made = to_traditional("\n".join(line.replace("后来", "") for line in MAINLAND[1:3]), "hant-tw")
    rest = "這個注釋寫得很清楚。\n我們為什麼說這樣的設計是對的？因為大家都喜歡這種顏色，也都願意試一試。"
    assert origin("\n".join([made, rest] * 12)) == "unknown"


def test_a_short_text_with_code_stays_as_its_author_wrote_it() -> None:
    made = to_traditional("\n".join(MAINLAND * 10), "hant-tw").translate(MARKS)
    made = made[:300].translate(WORDS) + made[300:]
    assert origin(made) == "machine"
    assert origin("`run` 和 `stop`\n" * 2 + made) == "unknown"


# Written for this test: a native text on characters, in a standard that writes 注.
CHARACTERS = (
    "「朮」字的寫法與「木」字相近，白話讀音也有注明，見於卷末的字彙，朮字部首在此不列。",
    "編者為每一個字加注讀音，批注放在頁邊，讀者請與附注對看，這樣較容易明白。",
    "書裡的部首次序後來改過，學生們覺得比較好查，老師也說這樣教起來方便得多。",
)


def test_characters_that_are_spoken_of_and_forms_as_right_as_others_show_no_table() -> None:
    assert origin("\n".join(CHARACTERS * 14)) not in ("naive-table", "machine")


def test_forms_that_simplified_alone_has_show_no_table() -> None:
    column = Counter({(ord(new), ord(old), ord(new)): 2 for old, new in ("蕩荡", "勳勋", "飢饥", "徑径", "纖纤")})
    assert slips(column).odds < 0


def test_what_a_table_writes_for_a_character_that_cantonese_has_is_read_back() -> None:
    lines = (
        "我冇想到水車會在那一天停下來,鎮上的人都跑到河邊去看,外麵圍了一圈。",
        "隻有老王一個人坐在門檻上,他說水車還冇壞,隻是被髮現得太晚了。",
        "孩子們鬨得很兇,把石頭往河裡扔,大人們迴過頭來罵了一句。",
        "後來鬨得沸沸揚揚,誰也冇有辦法讓水車再轉起來,隻好等到春天。",
    )
    text = "\n".join(line for _ in range(10) for line in lines) + "\n"
    found = clean(text)
    assert found.script == "hans"
    assert "我没想到水车会" in found.text
    assert "闹得沸沸扬扬" in found.text
    assert "冇" not in found.text


def test_cantonese_keeps_its_word() -> None:
    text = "佢話冇問題，我哋聽日再嚟過，食咗飯先啦，唔使急。\n" * 40
    assert clean(text).text == text


WITHOUT = ("他說兩個人壹起走的，壹般都不遠。", "她也壹起來了，還有壹個孩子，這些書都壹樣。")


def test_a_short_text_of_words_that_only_a_table_writes_goes_back() -> None:
    made = "\n".join(WITHOUT)
    assert origin(made) == "naive-table"
    assert clean(made).text == "他说两个人一起走的，一般都不远。\n她也一起来了，还有一个孩子，这些书都一样。"
    assert clean(made, config=Config(script="hans")).text == clean(made).text
    assert clean(made, config=Config(script="hant-tw")).text == made.replace("壹", "一")


@pytest.mark.parametrize(
    "text",
    [
        "本合約壹式貳份，雙方各執壹份，租期壹年，押金壹個月，壹次付清。甲方應於簽約時將鑰匙交給乙方。",
        "壹週刊的記者說，壹傳媒與壹電視的員工都來了，他們壹起在門口等了很久，還沒有進去。",
        "\n".join(WITHOUT) + "\n他說這是第一次。",
    ],
)
def test_in_numbers_and_names_it_is_in_its_place(text: str) -> None:
    assert origin(text) == "unknown"
    assert clean(text).text == text
