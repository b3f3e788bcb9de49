"""Lines that are adverts of several sentences go as a whole; honest ones stay, and those in paragraphs."""

from __future__ import annotations

import pytest

from cleaner import clean

BEFORE = (
    "去年秋天修好的水渠今年派上了用场。山上的雪水顺着渠道流下来，两岸的田地都能浇上水。"
    "农机手说，往年要抽三天的水，今年一天就够了。"
)
BEHIND = "到了五月，油菜收割，田里换上了早稻。孩子们放学以后在田埂上捉泥鳅，大人远远地喊他们回家吃饭。"
ADVERTS = (
    (
        "本店专业办理各类毕业证书，工艺精湛，与原版一致。我们从业十年，服务过上万名客户。"
        "先看样品后付款，支持全国发货。需要的朋友加微信：bz778800，备注学历。"
    ),
    (
        "论文代写代发，硕博团队。包查重，包修改，包通过。涵盖经管、教育、医学各专业，三天出初稿。"
        "请加QQ：20394800 详谈，老客户有优惠。"
    ),
    (
        "股票内幕消息免费分享，老师带你抓涨停。昨日推荐三只全部涨停，学员盈利百分之三十。"
        "每天仅限十名，额满即止。进群请加微信 gp889900。"
    ),
    (
        "想快速上首页吗？我们提供百度快速排名服务，七天见效。关键词不限，行业不限，按天计费。"
        "没有效果不收费，支持试用。飞机联系 @seo_fast880。"
    ),
)
HONEST = (
    (
        "我公司成立于1998年，位于太湖之滨，占地三万平方米。"
        "公司专业生产不锈钢阀门、管件，产品通过国家质量体系认证。"
        "欢迎新老客户来电咨询，电话0510-83221200。"
    ),
    (
        "家政服务公司提供保洁、月嫂和养老护理服务。所有人员持健康证上岗，统一培训后派单。"
        "签订正式合同，出现纠纷由公司负责。服务热线4001234500，早八点到晚八点接听。"
    ),
    (
        "读书会每月第二个周六下午两点开始，地点在老图书馆三楼。"
        "本期共读《边城》，领读人是中文系的周老师。参加者请自备图书，名额三十人。"
        "报名请加微信 dushu2000，备注姓名。"
    ),
)


def _left(text: str) -> str:
    document = clean(text)
    assert document.status == "ok"
    return document.text.strip()


@pytest.mark.parametrize("advert", ADVERTS)
def test_a_line_that_is_an_advert_goes_as_a_whole(advert: str) -> None:
    assert _left(f"{BEFORE}\n{advert}\n{BEHIND}") == f"{BEFORE}\n{BEHIND}"


@pytest.mark.parametrize("advert", HONEST)
def test_honest_adverts_stay(advert: str) -> None:
    for text in (f"{BEFORE}\n{advert}\n{BEHIND}", f"{BEFORE}{advert}\n{BEHIND}"):
        assert _left(text) == text
