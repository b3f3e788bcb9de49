"""Sections of a flattened notice that count on below what the models take for no prose."""

from __future__ import annotations

from cleaner import clean

HEAD = (
    "河湾市水利工程管理处\n当前位置：\n首页\n>\n工作动态\n>\n通知公告\n关于举办闸门操作培训的通知\n"
    "【信息发布时间：2020-11-10阅读次数：\n】\n【\n我要打印\n】\n【\n关闭\n】\n"
)
BODY = (
    "各有关单位：\n为提高闸门运行管理水平，管理处将于近日更换新的启闭设备。为便于各单位尽快熟悉使用，现将培训有关事项通知如下：\n"
    "一、\n培训对象\n工程类招标代理机构，政府采购代理机构\n二、\n培训内容\n1.\n新启闭设备的介绍与说明；\n2.\n各单位关于设备的操作与使用；\n"
    "三、\n培训方式与时间\n培训方式：现场培训\n培训时间：2020年11月12日上午9:30-11:00\n四、\n报名方式：\n"
    "现场报名：现场提交报名表至管理处三楼办公室，联系人现场登记并发放培训资料一份。\n传真报名：传真报名表至0555-2310000\n"
    "五、\n联系电话：\n1.\n培训报名负责人：陈一\n联系电话：\n0555-2310001\n2.\n具体业务部门负责人：\n(1)\n运行科：郑二\n联系电话：\n"
    "0555-2310002\n(2)\n养护科：常三\n联系电话：\n0555-2310003\n"
)
LAST = (
    "六、\n相关要求\n1.\n由于新办公楼车位有限，请各参训人员绿色出行。\n2.\n所有参训人员必须严格遵守安全规定。\n3.\n"
    "请所有参训人员提前20分钟到培训地点签到。\n请严格遵守会场纪律，培训期间不得随意走动，保持安静，手机调至静音。\n附件：\n1.\n操作培训报名表\n"
)


def test_a_section_that_counts_on_below_persons_to_call_stays() -> None:
    text = clean(f"{HEAD}{BODY}{LAST}").text
    assert "相关要求" in text
    assert "手机调至静音。" in text
    assert "我要打印" not in text


def test_a_list_that_counts_anew_below_the_article_goes_with_the_frame() -> None:
    tail = "相关推荐\n一、\n水库放水通知\n二、\n堤防巡查安排\n三、\n水位公告。\n版权所有 河湾市水利工程管理处\n"
    assert "堤防巡查安排" not in clean(f"{HEAD}{BODY}{LAST}{tail}").text
