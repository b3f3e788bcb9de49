"""Signs that a site writes for ideographs all through a page: Hangul, private-use characters, extension A."""

from __future__ import annotations

import time

import pytest

from cleaner import clean
from cleaner.stages.encoding.cipher import FEWEST

RULE = "encoding.cipher"
STORY = """阿桥推开磨坊的门，屋里没有人。桌上的灯还亮着，水声从地板下面传上来，像有人在说话。
“你来了。”老人从后面的小门走出来，手里拿着一把旧锁，“我等了你三天。”
“路上下雨，桥断了。”他说，“我绕过山，从北边来的。”
老人没有再问，把锁放在桌上，又倒了一碗热水给他。他喝了两口，觉得身上暖和了一些，就坐下来看那把锁。
锁很重，上面刻着一行小字，大部分已经看不清了，只有最后两个字还在：不开。
“这是什么意思？”他问。
老人笑了笑，说：“意思就是不要打开。可是人总是这样，越是叫他不要做的事，他越想去做。你爷爷当年也是这样。”
他想起爷爷，想起那个冬天，爷爷一个人坐在河边，看着水车，一句话也不说。那时候他还小，不知道发生了什么事。
“我爷爷打开过它吗？”
“打开过一次。”老人看着门外的雨，过了很久才说，“第二天，他就把磨坊交给了我，自己走了。他说他看见了水车以后的样子，也看见了你。”
阿桥听到这里，心里忽然明白了。他站起来，走到窗前，看见河水正在往上涨，水车转得比平时快得多。
“现在还来得及吗？”他回过头来。
“我不知道。”老人说，“如果你想知道，就得自己去看。不过你要记住，看过以后，就不能再回到从前了。”
他没有回答，只是把锁拿在手里，一步一步地往下走。楼梯很长，灯光照不到的地方，水的声音越来越大。
走到最下面，他看见一扇小门，门上的木头已经黑了，和他小时候在梦里见过的一样。他用钥匙打开了门。
门后面什么也没有，只有一条路，一直往前，不知道通到哪里去。他站了一会儿，还是走了进去。
"""
PLAIN = "的了在是不有他看一来水门说也上"


def written(text: str, signs: str, plain: str = PLAIN) -> str:
    return text.translate(dict(zip(map(ord, plain), signs, strict=False)))


@pytest.mark.parametrize(
    "signs",
    ["뇝놅깊녆눇뾂걳겫돌뫗볙솋쇬숛쉙", "".join(map(chr, range(0xE811, 0xE820))), "㨾䗽䛍䛈㪸㫡㣉㳔䃢㱒㱾䀴䀵䀶䀷"],
    ids=["hangul", "private-use", "extension-a"],
)
def test_a_page_tells_what_its_signs_stand_for(signs: str) -> None:
    page = written(STORY, signs)
    found = clean(page)
    assert found.restore() == page
    edits = [edit for edit in found.edits if edit.rule == RULE]
    assert len(edits) > 0.8 * sum(map(page.count, signs))
    back = dict(zip(signs, PLAIN, strict=False))
    assert [edit.new for edit in edits] == [back[edit.old] for edit in edits]
    assert all(edit.reason.startswith("guessed: ") and edit.confidence < 1 for edit in edits)


def test_what_is_not_sure_stays() -> None:
    once = STORY.replace("锁很重", "锁很놓").replace("钥匙", "뀚匙")
    text = clean(written(once, "뇝놅깊녆눇뾂걳겫돌뫗볙솋쇬숛쉙")).text
    assert "锁很놓" in text
    assert "뀚匙" in text


def test_traditional_ideographs_on_a_traditional_page() -> None:
    page = (
        "他開門進去，看見桌上놅燈還亮著，水聲從地板下麵傳來。\n「你是誰？」那個그問。\n「我是來找磨坊놅主그놅。」他說。\n"
        "老그笑깊笑，說：「主그已經走깊，這裡놅東西都是我놅。」\n他想깊想，把手裡놅信放在桌上，說：「這是他寫給你놅。」\n"
        "老그看깊信，忽然哭깊，一句話也說不出來。那個그在信裡說，他再也不會回來깊。\n外面놅雨下得很大，沒有그說話。\n"
    )
    text = clean(page).text
    assert "老人笑了笑" in text
    assert "主人已經走了" in text
    assert "桌上的燈" in text


@pytest.mark.parametrize(
    "text",
    [
        "韩语的主格助词：은接在有收音的词后，는接在没有收音的词后，을和를用在宾语后，이和가用在主语后，에和로也很常用。\n"
        * 2,
        "她发来消息：안녕하세요 여러분，我听不懂。她又说：정말 좋아해요，我也听不懂。都说한국어很难学。\n" * 3,
        "首页\n下载\n\n今天的天气很好。\n\n返回\n消息\n设置\n" * 3,
        "他姓㐀，名叫㐁，住在㐂村，说话的人都叫他老㐀。\n",
    ],
    ids=["lesson", "korean", "icons", "few"],
)
def test_what_is_no_cipher_stays(text: str) -> None:
    assert not [edit for edit in clean(text).edits if edit.rule == RULE]


def test_a_page_of_nothing_but_signs_costs_no_time() -> None:
    every = [chr(point) for point in range(0xAC00, 0xAC00 + 4000)]
    page = "".join(f"他{sign}的水，" for sign in every for _ in range(FEWEST))
    start = time.process_time()
    clean(page)
    assert time.process_time() - start < 60
