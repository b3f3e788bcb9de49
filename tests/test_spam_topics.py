"""Pages that are about a trade: what they say of it stays, what was put into them goes."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from cleaner import clean
from cleaner.lines import Lines
from cleaner.stages.spam.laws import FAMILIES
from cleaner.stages.spam.topics import Topics

TOPICS = tomllib.loads(files("cleaner.data").joinpath("rules/spam-topics.toml").read_text("utf-8"))["topic"]
ESSAY = """戒赌第四百天
我没有庆祝，下班以后照常去菜场买了一条鲫鱼。
一年多以前，我一个晚上能输掉三千块，后来欠下四十一万。
后来不满足于足球了。百家乐、时时彩、北京赛车，一分钟一期。平台送彩金，首存一百送三十八。
最后一笔是六月十九日凌晨，八千块，押庄，出了闲。
天亮了，手机上有十九个未接来电，都是催收的。
"""


def spam_of(text: str) -> list[str]:
    return [edit.old for edit in clean(text).edits if edit.stage == "spam"]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic["id"])
def test_the_example_of_a_topic_is_about_it(topic: dict[str, list[str]]) -> None:
    lines = Lines(f"{topic['example']}\n\n")
    for family in topic["families"]:
        assert family in FAMILIES
        assert Topics(lines).about(family, len(lines.starts) - 1)
        assert not Topics(Lines("停了三十年的水磨，在这个春天又转了起来。\n")).about(family, 1)
    assert len(set(topic["words"])) == len(topic["words"])


def test_what_an_essay_on_gambling_says_of_it_stays() -> None:
    assert spam_of(ESSAY) == []
    about_nothing = ESSAY
    for word, other in {"戒赌": "早起", "输掉": "吃掉", "欠下": "攒下", "催收": "同事"}.items():
        about_nothing = about_nothing.replace(word, other)
    assert len(spam_of(about_nothing)) == 1


def test_an_advertisement_with_a_contact_goes_from_it() -> None:
    lines = ESSAY.split("\n")
    lines.insert(3, "正规真人百家乐注册送88元，加微信：bjl88668 客服一对一开户")
    assert spam_of("\n".join(lines)) == [lines[3] + "\n"]


@pytest.mark.parametrize(
    "text",
    [
        "去年三月，母亲住院要押金，他在短信里点开一个链接，广告词是：“无视黑白户，凭身份证三分钟到账。”",
        "“代写包过。”学校的查重不只是查重，还会叫你去面谈，隔壁班有一个人因此没有毕业。",
        "我是从世界杯开始的。\n一个客户给我发了个链接，说注册送88，首存100送100。我想，就一百块，看球有个劲儿。",
    ],
)
def test_what_somebody_is_told_to_have_said_stays(text: str) -> None:
    assert spam_of(f"{text}\n那天晚上下了雨，谁也没有再提这件事。") == []


@pytest.mark.parametrize(
    "text",
    [
        "九、“包过、包拿证、不过全额退款。”",
        "问：有人邀我进群，说“搬砖套利，一天千分之五，稳赚不赔”，可信吗？",
        "廣告寫得天花亂墜：「包成功，包性別，海外醫院直營」、「急徵捐卵女孩，一次十萬」，我一條一條抄了下來。",
        "社團裡有人傳私訊給我：「姐妹，我老師有祕方，保證生男，先付訂金五千就好。」我把這句話截圖給先生看。",
        "2018年，朋友圈里有人“内部渠道，原价一四九九，整箱发货，扫码验真”，我付了一万八，收到的箱子是真的，酒是别的。",
        "3. 短信里的“代开各类发票，税点低，可验真伪，李经理”。",
        "「有保證成功嗎？費用嘛，一天八千到一萬二，三天起算，簽約給一半。我看過的案子太多了。」",
        "还有发来网址的，首充送百分之三十，注册就有彩金，日流水一倍即可提款。那叫网络赌博，开户犯法，充进去也提不出来。",
    ],
)
def test_what_a_line_lists_or_quotes_stays(text: str) -> None:
    assert spam_of(f"那天晚上下了雨。\n{text}\n我们聊到很晚，谁也没有再提这件事。") == []


@pytest.mark.parametrize(
    "text",
    [
        "安信融资担保有限公司\n本公司经地方金融监管局批准设立，持有融资担保业务经营许可证。\n"
        "主要业务：企业贷款担保、房产抵押贷款、信用贷款、汽车抵押贷款、过桥垫资、税贷、发票贷。\n"
        "贷款利率3.85%起，额度最高1000万，放款快，手续简单。\n客户经理：赵经理 公司地址：金融街8号\n"
        "风险提示：本公司不收取任何前期费用，谨防假冒。",
        "大安當舖\n本當舖為政府立案合法經營，當舖業許可證字號：北市當字第001號。\n"
        "服務項目：黃金、鑽石、名錶、名牌包、3C產品、汽車借款、機車借款、免留車。\n"
        "利率依當舖業法規定，月息不超過2.5分，無任何手續費。\n營業時間：上午九點至晚上九點，電話：02-2000-0001。",
        "正衡律师事务所\n专业领域：债务追讨、欠款追讨、工程欠款、合同纠纷、婚姻家事、劳动仲裁、刑事辩护。\n"
        "我们代理过的案件包括民间借贷、信用卡逾期、网贷协商、担保追偿、老赖执行。\n"
        "收费方式：计件收费、按标的收费、风险代理（不成功不收费）。\n律师团队由12名执业律师组成，服务热线：400-800-0001。",
        "宏达印务有限公司\n专业印刷画册、宣传单、名片、不干胶、手提袋、包装盒。\n"
        "印后工艺：烫金、烫银、UV、覆膜、击凸、压纹、模切、钢印、编号。\n加急当天出货，支持来样定做，量大从优，欢迎来电咨询。\n"
        "联系人：刘经理 电话：13900000001（微信同号） QQ：88990011",
        "云帆网络科技有限公司\n网站建设、小程序开发、SEO优化、百度推广、短视频运营、全网营销。\n"
        "我们坚持白帽SEO，不做快排、站群、蜘蛛池，关键词排名稳定上首页后再付尾款。\n服务流程：诊断—方案—执行—月报。",
        "环球签证中心\n代办美国、加拿大、申根、日本、澳洲签证，出签率高，拒签可免费重新提交。\n"
        "提供护照翻译、使馆认证、海牙认证、公证代办、出生证明翻译。\n办理流程：提交材料—审核—预约—递签—取证。",
    ],
)
def test_what_a_licensed_or_honest_firm_offers_on_its_page_stays(text: str) -> None:
    assert spam_of(text) == []
    assert clean(text).verdict == "article"
