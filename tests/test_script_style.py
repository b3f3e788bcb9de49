"""Whose way of putting things a Traditional text has: no converter changes it."""

from __future__ import annotations

import numpy as np

from cleaner import Config, clean
from cleaner.doc import codes
from cleaner.stages.script.dictionaries import converter, through
from cleaner.stages.script.style import mainland, numbers

# Written for this test, as a programmer of the Mainland puts it.
MAINLAND = (
    "咱们先搞清楚一个事儿：这个项目到底要干嘛，然后再说别的。",
    "说白了就是把老代码重新捋一遍，哪块写得不行就改哪块，别整那些花里胡哨的。",
    "我刚入职那会儿啥也不懂，全靠组里的老大哥手把手带着，慢慢才上了手。",
    "这套方案挺靠谱，就是上线以后老出毛病，一到晚上高峰期就挂，大家伙儿轮着值班。",
    "后来我们琢磨出一个办法，先把数据分批灌进去，再挨个儿核对，总算没出岔子。",
    "面试的时候经常会问到这个知识点，建议大家把原理吃透，不要死记硬背。",
    "首先创建一个类，实现接口中的两个方法，然后在配置文件里注册一下就行了。",
    "如果返回的结果不为空，说明请求成功，否则就抛出一个异常，由上层统一处理。",
    "运行之后可以看到，控制台打印出了当前的用户信息，跟我们预期的一样。",
    "本文介绍了它的基本用法，感兴趣的同学可以动手试一试，有问题欢迎在评论区留言。",
    "通过上面的分析我们可以得出结论，性能瓶颈主要集中在查询这一块，需要进一步优化。",
    "这里需要注意的是，参数的顺序不能搞错，不然程序会直接报错退出。",
    "公司对这块业务特别重视，领导开会的时候反复强调，务必要在年底之前把它搞定。",
    "其实也没啥难的，多敲几遍代码就熟悉了，关键是得沉下心来学。",
)
# And as one of Taiwan does, on the Mainland.
TAIWAN = (
    "上個月跟同事去了一趟北京出差，老實說，行前大家都有點緊張，畢竟是第一次。",
    "下了飛機之後轉乘地鐵，人潮真的超級多，還好事先有做功課，不然一定會搭錯方向。",
    "中國的行動支付非常普及，連路邊攤都可以掃碼，沒有綁定當地銀行帳戶的我們反而很不方便。",
    "開會時對方的主管一直提到明年的規劃，我們則是比較在意交期，雙方討論了蠻久的。",
    "晚上對方招待我們去吃烤鴨，老闆還特別送了一盤小菜，味道滿不錯的，只是有點鹹。",
    "回飯店的路上，我跟同事聊到兩邊工作步調的差異，覺得還是自己的家比較習慣。",
    "這次最大的收穫，應該是認識了幾位在當地打拼的台灣人，聽他們分享創業的甘苦談。",
    "如果你也打算過去出差，建議先辦好證件，並且把常用的文件備份在雲端，以備不時之需。",
)
# As a manual puts it, whose sentences could be anybody's.
MANUAL = (
    "该文档说明组件的生命周期。组件实例在创建时会先读取配置文件，再把属性映射到内部状态。",
    "全局注册的组件可以在任何模板里使用，局部注册的组件只在当前文件里有效。",
    "当回调函数的返回值为空时，框架会抛出错误，由守护进程写入日志文件。",
    "管理员可以按访问权限划分用户，普通用户无法修改这个分区的内容。",
    "网关收到请求以后，从缓存里取出镜像的地址，并把它交给下一个节点。",
    "脚本以二进制的形式保存，扩展名为三个字母，大小不超过十兆。",
)


def origin(text: str) -> str:
    return str(clean(text, config=Config(script="keep")).tags["script_origin"])


def test_the_way_of_putting_things_tells_the_mainland_from_taiwan_whatever_the_script() -> None:
    hans, taiwan = "\n".join(MAINLAND), mainland("\n".join(TAIWAN))
    assert mainland(through("s2twp", hans)) > 2
    assert taiwan < 1
    assert mainland(through("s2hk", hans)) > 2
    assert mainland("") == 0


def test_text_with_the_words_of_taiwan_that_a_converter_put_is_a_machine_s() -> None:
    made = through("s2twp", "\n".join(MAINLAND * 4))
    assert origin(made) == "machine"


def test_words_that_only_a_converter_puts_tell_where_the_way_of_putting_things_does_not() -> None:
    found = clean(converter("s2twp").convert("\n".join(MANUAL * 8)), config=Config(script="keep"))
    assert found.tags["script_origin"] == "machine"
    assert "words that converters put" in str(found.tags["script_evidence"])


def test_nobody_types_what_converters_put_around_code() -> None:
    made = converter("s2twp").convert("\n".join(MANUAL * 6))
    assert origin("\n".join((made, *TAIWAN[:4], "`一` `二` `三`"))) == "machine"


def test_who_writes_on_the_mainland_in_taiwan_is_native() -> None:
    assert origin("\n".join(TAIWAN * 5)) == "native"


def test_marks_and_the_script_are_no_part_of_it() -> None:
    assert np.array_equal(numbers(codes("“说话” 的人")), numbers(codes("「說話」的人")))
    assert not len(numbers(codes("plain 12, 3")))
