"""Tools that replace characters all through a text, aggregators of technical posts, and small dictionaries."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config
from cleaner.fold import fold
from cleaner.lines import Lines
from cleaner.stages.spun.detect import examine

# Each as its author wrote it; the tests put in what a tool of the family does.
POST = (
    "今天我们来看线程池的用法。如果每个请求都新建一个线程，系统一定会变慢，所以需要把线程放在池子里重复使用。"
    "当然，池子也不是越大越好，我们希望它刚刚满足业务的高峰。下面的操作都在测试环境里完成，工作量不大。"
    "如果队列满了，新的任务会被拒绝，这时一定要记日志，不然出了问题谁也说不清楚。"
)
K = "我们>咱们 如果>若是 一定>必定 需要>须要 当然>固然 希望>但愿 满足>知足 操作>操做 工作>工做 所以>因此"
NOTE = (
    "程序启动以后先读配置，现在的版本要求端口不被占用。如果端口被占，日志会写明原因，服务随即结束。"
    "管理员可以保存一份旧配置，如果新配置有错就换回去。现在这项服务每天处理三百个请求，还在不断增加，"
    "为了保证稳定，每次升级都在夜里进行。"
)
L = (
    "处理>处理惩罚 工具>对象 需要>须要 检查>搜检 系统>体系 如果>若是 程序>法度 "
    "不能>不克不及 目录>目次 位置>地位 不对>不合错误 发布>公布 目前>今朝 通过>经由过程 "
    "方法>办法 比较>斗劲 复杂>错杂 说明>申明 详细>具体 开始>开端 注意>重视 "
    "密码>暗码 资料>材料 这样>如许 保证>包管 安全>安然 虽然>固然 大家>大师 "
    "希望>欲望 自动>主动 情况>景象 但是>然则 问题>题目 应该>应当 自己>本身 "
    "耐心>耐烦"
)
D = "现在>此刻 如果>假设 服务>办事 结束>完毕 保存>留存"


def put(text: str, pairs: str) -> str:
    """The text with the second word of each pair for the first."""
    for pair in pairs.split():
        original, form = pair.split(">")
        text = text.replace(original, form)
    return text


def told_from(source: str, spun: str, family: str) -> None:
    """What a tool made of a text is told as spun by it, and the text is not."""
    assert examine(Lines(source))[0].label == "clean"
    finding, _ = examine(Lines(spun))
    assert (finding.label, finding.family) == ("spun", family)


@pytest.mark.parametrize(
    ("spun", "source"),
    [
        ("吾们都觉得这栽情况不奇怪，幼编问了几位炎心读者。", "我们都觉得这种情况不奇怪，小编问了几位炎心读者。"),
        ("看首来这部幼说的不益看多不少，首码也算炎门。", "看起来这部小说的观众不少，起码也算热门。"),
        (
            "取此同时，当地旅逛业回暖，逛客们参取活动，一款逛戏也上线了。",
            "与此同时，当地旅游业回暖，游客们参与活动，一款游戏也上线了。",
        ),
        ("节目从持人说，民族从义的话题不好谈。", "节目主持人说，民族主义的话题不好谈。"),
        ("吾們的看法不同，這栽說法炎鬧一時。", "我們的看法不同，這種說法熱鬧一時。"),
    ],
)
def test_impossible_forms_of_character_tools_are_repaired_by_default(spun: str, source: str) -> None:
    page = Cleaner().clean(spun)
    assert page.text.strip() == source
    assert page.tags["spun"] == "spun"


@pytest.mark.parametrize(
    "text",
    [
        "这栽下的树苗成活率很高，肺炎情况已经通报，老师从幼说到大。",
        "晚上逛水果摊，录取众多考生，人参取了三钱，公益听证会开了一天。",
        "从社会从义务教育说起，他听首来自草原的歌，手工做的点心适合做伙伴的礼物。",
    ],
)
def test_the_same_characters_stay_where_they_belong(text: str) -> None:
    assert Cleaner().clean(text).text.strip() == text


def test_an_aggregator_of_technical_posts_is_told_and_its_words_go_back() -> None:
    spun = put(POST, K)
    told_from(POST, spun, "K")
    restored = Cleaner(Config(spun="restore")).clean(spun).text
    for word in ("我们", "需要", "希望", "满足", "操作", "工作"):
        assert word in restored
    assert "操作" in Cleaner().clean(spun).text


def test_a_few_forms_of_a_small_dictionary_tell_it_if_they_read_as_put_in() -> None:
    rest = "\n".join(
        f"第{n}项配置由{n + 3}个文件组成，改动以前请先备份，改完要重新读取，否则旧的数值仍然有效。" for n in range(45)
    )
    spun = put(NOTE, D) + "\n" + rest
    told_from(f"{NOTE}\n{rest}", spun, "D")
    belong = (
        "他此刻不在，办事的人也走了。假设不成立，证明完毕。" + "窗外下着雨，街上没有几个人，他把灯关了，坐下来听。" * 4
    )
    assert examine(Lines(fold(belong)))[0].label == "clean"


def test_a_copied_technical_post_of_2012_is_told_and_its_words_go_back() -> None:
    source = (
        "安装这个工具以前，需要先检查系统的版本。如果程序不能启动，多半是目录的位置不对，可以重新设置。\n"
        "我们还没有发布正式的版本，目前只能通过源码编译。编译的方法比较复杂，说明文档里有详细的介绍。\n"
        "开始编译以前，注意把密码和用户的资料保存好，避免和别人的混在一起。这样做是为了保证数据的安全。\n"
        "虽然大家都希望程序自动处理所有的情况，但是有些问题还是应该自己解决，这方面要有足够的耐心。\n"
    )
    spun = put(source, L)
    told_from(source, spun, "L")
    restored = Cleaner(Config(spun="restore")).clean(spun).text
    for word in ("检查", "通过", "如果", "处理所有", "不能", "目录"):
        assert word in restored
