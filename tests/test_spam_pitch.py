"""Posts of one who sells in secret, and pages of others that an advert was put on."""

from __future__ import annotations

import pytest

from cleaner import clean

PITCHES = {
    "diploma": (
        "没有文凭，升职加薪都轮不到你\n很多朋友能力不差，就因为少了一张纸，面试的时候低人一头。\n"
        "本公司专业办理毕业证，学校任选，专业任选，电子档案同步补齐。\n"
        "先做样品给您过目，满意后再付尾款，客户资料绝对保密。\n纸张和水印与原版完全一样，单位审查看不出来。\n"
        "办理毕业证学位证加微信wp20337"
    ),
    "betting": (
        "还在死工资里熬日子吗？\n我们的平台开业七年，从来没有拖欠过会员一分钱，提现两分钟到账。\n"
        "百家乐龙虎斗应有尽有，注册送彩金，首存再送一倍。\n招收代理，佣金当天结算，动动手指就能月入过万。\n"
        "开户客服微信 blg5580，网址 www.blg5580.net"
    ),
    "invoices": (
        "年底了，账上的成本不够怎么办？\n我们名下有三十多家公司，各行各业的发票都能开，税点低，当天出票。\n"
        "先验票后付款，网上可以查，验不过不收钱。\n和财税部门有内部关系，做了九年没有一例失败。\n"
        "代开发票 电话微信 13900112299"
    ),
}
SHOPS = {
    "tailor": (
        "小巷裁缝铺接活了\n改裤脚十五元，换拉链二十元，旗袍量身定做，八百元起，十天可取。\n"
        "做得不合身，我们免费再改，布料可以自己带来，也可以在店里挑。\n老顾客介绍新顾客，两个人都减十元。\n"
        "店里电话 13800003344，微信 caifeng_x，周一休息。"
    ),
    "course": (
        "摄影班秋季招生\n每周六上午在老码头外拍，下午回教室讲评，一共八次课。\n"
        "学费一千二百元，上完第一次课觉得不合适，全额退款。\n老师拍了三十年，去年出过一本画册。\n"
        "报名微信 sheying_ba，教室在文化宫三楼。"
    ),
    "room": (
        "次卧出租\n押一付一，限女生，随时看房，当天入住。\n不收中介费，满意再付定金，诚信第一。\n"
        "房东直租，电话 13800006613"
    ),
}
ADVERTS = [
    "代开发票加微信 kp10086 先验票后付款",
    "办理毕业证学位证 加QQ 1883300271 以假乱真",
    "百家乐开户送彩金 网址 www.blg5580.net",
]
REPORT = (
    "警方破获一起贩卖假文凭案\n嫌疑人在网上发帖，声称“办理毕业证学位证加微信”，先付定金，满意后再付尾款。\n"
    "他向买家保证客户资料绝对保密，和原版一模一样，单位审查看不出来。\n三年里有两百多人上当，涉案金额四百万元。\n"
    "民警提醒，买卖国家机关证件的双方都要承担法律责任。"
)


@pytest.mark.parametrize("text", PITCHES.values(), ids=PITCHES)
def test_a_post_that_sells_in_secret_is_spam(text: str) -> None:
    found = clean(text)
    assert found.verdict == "spam"
    assert found.scores["spam"] >= 0.9


@pytest.mark.parametrize("text", SHOPS.values(), ids=SHOPS)
def test_an_honest_shop_is_an_article_whatever_is_put_on_its_page(text: str) -> None:
    assert clean(text).text == text
    for pages in (ADVERTS[:1], ADVERTS[1:2], ADVERTS[2:], ADVERTS[:2], ADVERTS):
        for page in ("\n".join([*pages, text]), "\n".join([text, *pages])):
            assert clean(page).verdict == "article"


def test_a_report_of_a_trade_is_an_article() -> None:
    assert clean(REPORT).verdict == "article"


@pytest.mark.parametrize("advert", ADVERTS)
def test_an_article_that_an_advert_was_put_on_is_an_article(advert: str) -> None:
    assert clean(f"{advert}\n{REPORT}").verdict == "article"
