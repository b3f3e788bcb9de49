"""What somebody tells of an offer stays in his paragraph; an advertisement put into a text does not."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.stages.spam.apart import _SEAM
from cleaner.stages.spam.coherence import Coherence
from tests.articles import BODY


def spam_of(*lines: str) -> list[str]:
    return [edit.old for edit in clean("\n".join([BODY[0], *lines, *BODY[1:]])).edits if edit.stage == "spam"]


@pytest.mark.parametrize(
    "line",
    [
        "坐下来先用一个小镜头照头皮，毛孔像月球上的坑。店员叹口气，说你这个毛囊已经快关门了，再拖半年神仙也救不回来，"
        "今天办卡，八千八的年卡打对折，四千四，一对一专人护理，签约保障，无效延长。",
        "一位小伙子说，阿姨，我们平台一亿用户，您上一个四人餐，原价六百八，团购价一百九十八，我们只收六个点，"
        "首页给您挂三天，包您天天爆满，翻台八次。我说我家只有一张桌子，怎么翻。",
        "雨刷掃一下，就看見電線桿上那張黃紙，再掃一下，又看見一次：急用免求人，身分證可借，三分鐘放款，"
        "免保人免抵押，日仔會、汽機車皆可，電話底下印著一排數字，最後兩碼被人用原子筆塗掉了。",
    ],
)
def test_an_offer_that_is_told_stays(line: str) -> None:
    assert spam_of(line) == []


def test_an_advertisement_between_sentences_goes() -> None:
    advert = "想知道明天哪只票要涨停的朋友，扫码进老师内部VIP群，每日早盘免费送金股，名额仅剩十位！"
    line = f"镇里的自来水管网改造分三段施工，春节前完成主管铺设。{advert}所有路面要在月底以前恢复通行，单位派专人值守。"
    (cut,) = spam_of(line)
    assert advert.rstrip("！") in cut
    assert "恢复通行" not in cut


def test_pairs_of_other_lines_and_of_the_same_line_count_but_not_those_of_suspects() -> None:
    lines = Lines("加盟费和保证金都退了。\n加盟费三万八，保证金一万。\n设备在旧货市场\n设备六万二")
    coherence = Coherence(lines, {1, 2, 3})
    start, end = int(lines.starts[1]), int(lines.ends[1])
    assert coherence.shared(1, start, end) == len({"加盟", "盟费", "保证", "证金"})
    assert coherence.shared(3, int(lines.starts[3]), int(lines.ends[3])) == 0
    assert Coherence(lines, ()).shared(3, int(lines.starts[3]), int(lines.ends[3])) == 1


def test_a_numbered_heading_beside_spam_stays() -> None:
    advert = "复古传奇怀旧版上线送首充，一刀999999，进游戏加裙：66081227领礼包码 sf999点com"
    text = "\n".join(["二、开通网络", BODY[0], advert, "三、快速办理", BODY[1], BODY[2], BODY[3]])
    assert [edit.old for edit in clean(text).edits if edit.stage == "spam"] == [f"{advert}\n"]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("下一站·代代木·代代木——", False),
        ("做完了热身运动，大家三五成群组队玩耍，有的打球、有的聊天、有的偷跑回班级……", False),
        ("全城同城上门，高端外围女，随叫随到，满意付款", True),
    ],
)
def test_amid_a_long_text_models_alone_need_more(line: str, goes: bool) -> None:
    mornings = [f"第{n}天的早上，他又去了河边，看见柳树的影子在水里慢慢地晃。" for n in "一二三四五六七八九十"]
    words = [f"“今天{n}，我们走吧。”她说完就往前走了。" for n in ("下雨", "天晴", "起风", "有雾")]
    around = [*mornings, *words]
    text = "\n".join([*around, line, *around])
    assert (line not in clean(text).text) is goes


@pytest.mark.parametrize(
    "text",
    [
        "癫痫医院哪家好？,我女儿查出这个病三年了，药一直在吃，上个月又发作了两次，癫痫医院哪家好？",
        "看肝病好的医院是哪个?得了慢性肝炎六年了，想找看肝病最好的医院，吃了不少药都没转阴。",
    ],
)
def test_a_question_of_a_patient_stays(text: str) -> None:
    assert [edit.old for edit in clean(text).edits if edit.stage == "spam"] == []


def test_a_search_phrase_of_a_clinic_goes_and_so_does_a_patient_who_names_one() -> None:
    for advert in (
        "癫痫医院哪家好_治疗癫痫最好的医院_癫痫病专科医院排名",
        "我女儿得了癫痫三年了，终于找到治疗癫痫最好的医院，加微信18612340987，祖传秘方一盒见效永不复发",
    ):
        assert advert not in clean("\n".join([*BODY[:2], advert, *BODY[2:]])).text


@pytest.mark.parametrize(
    "line",
    [
        "- **严禁内容**：兼职刷单、代写论文、网赚推广、办证刻章",
        "本版不得出现下列字眼：稳赚不赔、包过、保录取、内部渠道",
    ],
)
def test_what_a_ban_lists_stays(line: str) -> None:
    assert spam_of(line) == []


def test_the_headline_of_a_guide_stays() -> None:
    title = "哪个平台小额贷款最快最方便？教你三步选到靠谱平台"
    guide = [
        "急用钱的时候最怕踩坑。本文从小额贷款的利率、期限和放款时间说起，比较银行、持牌机构和互联网平台的差别。",
        "正规的贷款平台会写明备案号，利率也写得清楚。如果平台要你先交钱，立刻走开，最快的平台也要审核半天。",
        "小额贷款的期限短，一个月晚还三天就有违约金，还款方不方便也要看，所以要选可以随时还款的平台。",
    ]
    assert title in clean("\n".join([title, *guide])).text


TERMS = ["出售", "买卖", "批发", "专卖", "邮购", "网购", "制作", "图纸", "配件", "教程"]
ARMS = ["气枪", "麻醉枪", "钢珠枪", "仿真枪", "高压气枪"]


def test_a_list_of_terms_such_as_a_filter_has_stays_whole() -> None:
    text = "".join(f"{word}{term}\n" for term in TERMS for word in ARMS)
    assert clean(text).text == text
    links = "".join(
        f"{word}\n" for word in ("首页", "新闻", "产品", "招聘", "联系", "论坛", "地图", "下载", "帮助") * 5
    )
    spam = "国产精品自拍在线\n亚洲无码一区二区\n澳门百家乐官网开户\n"
    assert (
        "无码"
        not in clean(
            links + spam,
        ).text
    )


def test_what_a_label_introduces_in_quotation_marks_stays() -> None:
    text = "下面几条短信都是用户举报的。\n例2：“各类发票代开，验后付款，点数优惠，刘经理。”\n收到以后请不要回复。\n"
    assert clean(text).text == text


def test_what_a_picture_shows_stays() -> None:
    text = "群里的人发来一张图。\n\n![日赚五百刷单兼职](https://img.example/a.png)\n\n我没有理他，第二天群就没有了。\n"
    assert clean(text).text == text


def test_no_half_of_a_sentence_is_cut_where_no_headline_stands() -> None:
    text = (
        "教程里的每一步都试过，只要照着步骤做就可以，不懂技术也行。\n图都在下面。\n"
        "需要翻墙的同学不用懂技术，只要照着教程里的步骤一步一步地做就可以了。\n"
    )
    assert clean(text).text == text


@pytest.mark.parametrize(
    "line",
    [
        "板塊｜博彩股｜銀河娛樂、新濠國際、永利澳門、澳博控股、金沙中國",
        "澳門博彩股：銀河娛樂、新濠國際、永利澳門、澳博控股、美高梅中國",
        "博彩股普遍上升，新濠國際升百分之三，永利澳門升百分之二，澳博控股跟升。",
        "濠賭股個別發展，永利澳門收報六元二角，澳博控股無升跌，市值一百八十億。",
    ],
)
def test_the_shares_of_casinos_in_the_news_stay(line: str) -> None:
    text = f"財經快訊：恆指收報一萬七千點，成交額一千億。\n{line}\n大和維持銀河娛樂買入評級，目標價四十八元。\n"
    assert clean(text).text == text


@pytest.mark.parametrize(
    "question",
    [
        "治疗癫痫哪家医院比较好？",
        "看癫痫的医院哪家好呢",
        "中医治疗乙肝哪家医院好",
        "便秘多年口臭怎么治",
    ],
)
def test_what_a_patient_asks_before_the_answer_of_a_doctor_stays(question: str) -> None:
    told = {
        "癫痫": "弟弟上初二，去年秋天头一回抽搐，口吐白沫，到县里查出癫痫，喝药以后半年没有发作。",
        "肝": "我是两年前体检查出来的乙肝，一直没有吃药，最近转氨酶偏高，人也乏力。",
        "便秘": "便秘七八年了，吃过泻药，停药就不行，近来还有口臭，不知是不是胃不好。",
    }
    row = next(text for word, text in told.items() if word in question)
    text = f"内科\n{question}\n{row}\n您好，从您说的情况看，先不要着急换药，建议您按时复查，少熬夜，祝您早日康复。"
    assert clean(text).text == text


def test_a_coma_is_no_drug() -> None:
    text = "病人昨夜送来抢救，凌晨出现肝昏迷情况，家属已经签字，您好，请问这样还能做手术吗？"
    assert clean(text).text == text


@pytest.mark.parametrize(
    "line",
    [
        "三是兼职骗局：“在家刷单日赚三百，月入过万，一单一结，加QQ领取任务”。",
        "“手机在家刷单，日赚三百，月入过万，加QQ领任务”，这样的短信都是骗局。",
        'assert looks_bad("新葡京百家乐 加微信 dd5566 注册送彩金")',
        "重庆时时彩、北京PK10、北京赛车是福利彩票发行过的一种高频彩，每十分钟一期。",
        "一本道、東京熱等均為日本成人影片的製作商。",
    ],
)
def test_an_example_and_a_definition_stay(line: str) -> None:
    for text in (line, f"{BODY[0]}\n{line}", f"{BODY[0]}\n{line}\n{BODY[1]}"):
        assert [edit.old for edit in clean(text).edits if edit.stage == "spam"] == []


def test_a_row_of_a_table_of_examples_stays() -> None:
    rows = "| 证件 | 办证刻章 电话13900000000 | 删 |\n| 兼职 | 招聘打字员 | 留 |"
    table = f"| 类别 | 例子 | 做法 |\n| --- | :-- | --- |\n{rows}"
    assert [edit.old for edit in clean(f"{BODY[0]}\n\n{table}\n\n{BODY[1]}").edits if edit.stage == "spam"] == []
    spaced = table.replace("\n", "\n\n")
    assert [edit.old for edit in clean(f"{BODY[0]}\n\n{spaced}\n\n{BODY[1]}").edits if edit.stage == "spam"] == []
    assert "办证" not in clean(f"{BODY[0]}\n\n| 证件 | 办证刻章 电话13900000000 | 快 |\n\n{BODY[1]}").text


def test_a_line_parts_behind_a_contact_and_within_no_amount() -> None:
    assert _SEAM.search("绿舟三代烟弹单颗约28元") is None
    assert _SEAM.search("加微信dd5566村里的路修好了") is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "四方支付公司拼接多个收款码，给赌博网站“过账”。",
        "四方支付团队包装大量收款码，用来洗钱。",
        "常见的几类残留有中文博彩词（`天天中彩票`、`大发快三走势`），多半出自抓取的网页。",
    ],
)
def test_a_sentence_that_names_a_trade_by_the_way_stays(sentence: str) -> None:
    for text in (sentence, f"河边的柳树发芽了，孩子们在堤上放风筝。\n{sentence}\n天黑以前人都散了。"):
        document = clean(text)
        assert document.text == text
        assert document.verdict == "article"


@pytest.mark.parametrize("headline", ["小伙偷拍室友洗澡 用裸照威胁她陪聊陪睡", "男子用裸照要挟前女友陪睡 被其家人识破"])
def test_a_headline_on_what_was_done_to_somebody_stays(headline: str) -> None:
    assert not spam_of(headline)
    assert clean(headline).verdict == "article"


def test_what_a_sentence_lists_as_examples_stays() -> None:
    assert not spam_of(
        "群的种类很多，比如，日更群，跑步群，读书群，创业项目交流群，资料群，网赚群，好物分享群，宝妈群，各群都有自己的规矩。"
    )
