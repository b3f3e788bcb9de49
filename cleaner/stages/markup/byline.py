"""Who wrote an article, when and where it appeared first, as lines beside it say (作者：…, 记者 …, 文／…, 来源：…).

All patterns are matched on folded lines (Simplified, half-width, lower case), values are cut from the line itself.
An editor (责任编辑, 责编, 编辑) is no author; a line that names only editors names nobody.
"""

from __future__ import annotations

import re

from cleaner.fold import fold
from cleaner.patterns import lazy

_SIGN = r"[ \u3000]{0,3}[:/|丨︱│∣][ \u3000]{0,3}"
_HAN = r"[\u4e00-\u9fff\u3400-\u4dbf]"
_NAME = (
    r"(?!发表|发布|发自|来源|编辑|责编|校对|审核|时间|摄影|整理)"
    rf"(?:{_HAN}[ \u3000]{_HAN}(?!{_HAN})|{_HAN}{{2,4}}(?:·{_HAN}{{1,8}}){{0,2}})"
)
_ROLES = "记者|通讯员|实习生|实习记者|见习记者|特约记者"
_NAMES = rf"{_NAME}(?:[ \u3000]{{0,4}}[、, \u3000][ \u3000]{{0,4}}(?:(?:{_ROLES})[ \u3000]{{0,2}})?{_NAME}){{0,5}}"
_LABELS = (
    "(?:本文|原文|原创|文章)?作者|author|撰文|撰稿|采写|采访|原创|文字|图文|文图|文|博主|楼主|作家|发布者|发布人|发帖人|发帖|上传者|口述|笔者"
    rf"|译者|编译|通讯员|报道|报导|主笔|供稿|张贴者|发文者|采访撰文|{_HAN}{{0,10}}记者"
)
_LABELLED = lazy(
    rf"(?:^|[^\u4e00-\u9fffa-z0-9])(?:{_LABELS})(?:[/、&及](?:撰文|采写|采访|文|图|摄影|摄|整理)){{0,2}}"
    rf"{_SIGN}(?=([^\s:/|].{{1,59}}))"
)
_PUT_UP = lazy("发布者|发布人|发帖|上传者")  # who put a text up need not be who wrote it
# Places and manners of reports, which follow a name without a blank.
_PLACE = (
    "(?:台北|新北|桃园|台中|台南|高雄|基隆|新竹|苗栗|彰化|南投|云林|嘉义|屏东|宜兰|花莲|台东|澎湖|金门|马祖|香港|澳门|北京|上海|天津"
    "|重庆|广州|深圳|南京|杭州|成都|武汉|西安|沈阳|济南|东京|华盛顿|纽约|伦敦|大陆|国际|综合|专题|即时|现场|独家|连线|采访|整理)"
)
_FEW = rf"{_HAN}{{2,4}}?(?:[ \u3000、]{{1,2}}{_HAN}{{2,4}}?){{0,4}}"
_MEDIUM = r"\S{2,12}(?:报|报道|网|新闻|周刊|社)"
_FLOOR = r"最后|首次|已|时间|本|楼主|沙发|板凳|地板|藤椅|\d{1,5}(?:楼|#)"  # no name before 发表于
_NICK, _PUT = r"[^\s:/|,。]{2,16}", "(?:发表|发布|张贴)于"
_REPORTERS = (
    # 记者王某某台北报导, 某台新闻 王某某 综合报导
    lazy(rf"记者[ \u3000]?({_FEW})[ \u3000]{{0,2}}{_PLACE}{{1,2}}(?:报导|报道)"),
    lazy(rf"^(?:{_MEDIUM}[ \u3000]{{1,2}})?({_FEW})[ \u3000]{{1,2}}{_PLACE}{{1,2}}(?:报导|报道)$"),
    # 本报记者 王某 方 某; 记者 王某 通讯员 方某
    lazy(
        rf"^.{{0,14}}?(?:记者|通讯员)[ \u3000]{{0,3}}({_NAMES})[ \u3000]{{0,4}}"
        rf"(?:(?:来源|发自|文|摄影|编辑|责编|{_HAN}{{0,4}}编辑|/|《).{{0,36}})?$"
    ),
    # 记者王某/台北报导, 新头壳2014.10.24 王某/高雄报导
    lazy(rf"(?:记者|^编译)[ \u3000]{{0,2}}({_NAMES})[ \u3000]{{0,2}}/?[ \u3000]{{0,2}}{_HAN}{{0,4}}(?:报导|报道)"),
    # 国际中心/王某某报导
    lazy(rf"^{_HAN}{{2,4}}(?:中心|组|部)[ ]?/[ ]?(?!{_PLACE}|外电)({_HAN}{{2,3}})(?:报导|报道)$"),
    # 文 - 王某某
    lazy(rf"^(?:文|撰文|作者)[ ]-[ ]({_NAMES})$"),
    lazy(rf"(?:^|[\s\[(〔【])(?:{_HAN}{{2,6}}(?:中心|组|部))?({_NAMES})[ ]?/[ ]?{_HAN}{{2,4}}(?:报导|报道)"),
    # 某社某地5月9日电(记者王某), 【本报讯】(记者 王某 通讯员 方某)
    lazy(rf"(?:电|讯)[】\])〕]?[ \u3000]{{0,2}}\((?:{_HAN}{{0,6}}(?:记者|通讯员))?[ \u3000]{{0,2}}({_NAMES})\)"),
    # 【某网】(记者 王某)
    lazy(rf"^【{_HAN}{{2,8}}】\({_HAN}{{0,6}}(?:记者|通讯员)[ \u3000]{{0,2}}({_NAMES})\)"),
    # (本报记者 王某)
    lazy(rf"^\({_HAN}{{0,6}}记者[ \u3000]{{0,2}}({_NAMES})\)$"),
    # (中央社记者王某某桃园县19日电): most names have three characters
    lazy(rf"记者({_HAN}{{3}}){_HAN}{{2,4}}\d{{1,2}}日[\u4e00-\u9fff]{{0,2}}电"),
    # 2018年04月17日 08:26 来源：某报 记者 王某 我要评论: blanks stand around the names
    lazy(
        rf"(?:19|20)\d\d[-/.年].{{0,60}}?[ \u3000|]{_HAN}{{0,4}}记者[ \u3000]"
        rf"({_NAME}(?:、{_NAME}|[ ](?:通讯员|实习生)[ ]?{_NAME}){{0,4}})(?=[ \u3000|])"
    ),
    # 作者millman (磨坊主): a member's id and nickname
    lazy(r"^作者[ ]?([a-z]\w{1,15})[ ]?\("),
    # 王某 发表于 2011年2月3日; 发布于 2015年3月9日 由 王某; 王某/文 2016-05-08
    lazy(rf"^(?!{_FLOOR})({_NICK})[ \u3000]{{1,3}}{_PUT}[ \u3000:]{{0,3}}(?=(?:19|20)\d\d)"),
    lazy(rf"{_PUT}[ \u3000]{{0,2}}\d[^a-z。]{{6,24}}?[ \u3000]由[ \u3000]{{0,2}}({_NICK})(?=$|[ |])"),
    lazy(rf"^({_NAMES})[ \u3000]?/[ \u3000]?文(?=$|[ \u3000])"),
    lazy(rf"^posted @ (?:19|20)\d\d[-/.\d: ]{{6,16}} ({_NICK})(?= )"),
    # 由 王某 发布于 2020-03-04; by John Smith
    lazy(r"^由[ \u3000]{0,2}(.{2,16}?)[ \u3000]{0,2}(?:[在于][ \u3000]{0,2}[^a-z。]{6,24}?)?(?:发布|发表|撰写|提交)"),
    lazy(r"^posted on [^a-z]{6,24} by[ :]{1,3}([^|,0-9]{2,30})$"),
    lazy(r"^(?:posted |written |published )?by[ :]{1,3}([^|,0-9]{2,30}?)(?: (?:at|on)\b.{0,40}|[ ]?[|,·0-9].{0,60})?$"),
)
_AT_THE_END = lazy(rf"\({_HAN}{{0,6}}(?:记者|通讯员)[ \u3000]?({_NAMES})[^()摄]{{0,20}}\)[。.]?$")
_MAY_NAME = lazy(
    "[Aa]uthor|posted @"
    "|者|文|主|供稿|撰|采|採|作家|发布人|發布人|发帖|口述|编译|編譯|通讯员|通訊員|原创|原創|报导|報導|报道|報道|电|電|讯|訊"
    "|[Bb][Yy][ :]|由|发表于|發表於|发布于|發佈於|张贴于|張貼於"
)
_ALONE = lazy(
    rf"^(?:作者|楼主|博主|撰文|采写|文|原创|特约撰稿|特约撰稿人)[ \u3000]{{1,3}}({_NAMES})"
    r"(?=$|[ \u3000](?:发表|发布|来源|时间|\d))"
)
_BESIDE = lazy(r"(?<=[^文、/&及])(?:摄影|图片?|图源|供图|美编|制图|视频)[/:|].*")
_PHOTO_TOO = lazy(r"(?:摄影|摄|图)[/、&](?=(?:文|文字|撰文)[:/|])")  # 摄影/文字：王某
_SLASHES = str.maketrans("╱∕⁄", "///")
_PHOTO = lazy(r"摄|(?<![文、/&及])图片?[/:|]|供图|图源|图片记者|视频记者")
# A source is that of the text: 图片来源, 数据来源 are not.
_SOURCE = lazy(
    rf"(?:(?<!{_HAN})(?:文章|本文|新闻|信息|稿件|内容|资讯|原文|转载)?来源|稿源|出处|来自|转自|转载自|摘自|媒体"
    r"|发布机构|发布单位|供稿单位)(?:于|自)?"
    rf"(?:{_SIGN}|(?<=来源于)[ \u3000]{{1,3}})([^\s|丨;()\[\]<>【】]{{2,30}})"
)
_SOURCE_ALONE = lazy(r"(?:来源|稿源|文章来源)[ \u3000]{1,3}([^\s,。:]{2,16})")
_PAPER = lazy(rf"(?:^|[\s\d])({_HAN}{{1,7}}(?:报|社|网|周刊|新闻))[ \u3000]?/[ \u3000]?记者")
# 2005年06月14日10:32 某某都市报; 某某晚报 2020-10-03 18:22
_ISSUER = rf"({_HAN}{{1,8}}(?:报|网|社|周刊|杂志|电视台|在线))"
_DAY, _MINUTE = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?", r"\d{1,2}:\d\d(?::\d\d)?"
_ISSUED = lazy(
    rf"{_MINUTE}[ \u3000]{{1,4}}{_ISSUER}(?=$|[\s(|])|{_DAY}[ \u3000]{{1,4}}{_ISSUER}$"
    rf"|^{_ISSUER}[ \u3000|·]{{1,4}}{_DAY}[ \u3000]{{0,3}}{_MINUTE}"
)
_DIGIT = lazy(r"\d")
_WIRE = lazy(r"^[\[(〔【]([^\s本\[(〔【]{1,7}(?:报|社|网))专?讯[\])〕】]")
_MAY_SAY = lazy(
    "来源|來源|稿源|出处|出處|来自|來自|转自|轉自|转载自|轉載自|摘自|媒体|媒體|机构|機構|单位|單位|[讯訊][】）)\\]〕]"
    "|[/／][ \u3000]?[记記]者"
)
_NOWHERE = lazy(r"(?:未知|不详|佚名|网络|互联网|本站|本站原创|原创|转载|本网|无|null|none|undefined)$")
_DESKS = "责任编辑|责编|编辑|编审|校对|审核|审读|监制"
_EDITOR = lazy(rf"(?:{_DESKS})[ \u3000]{{0,3}}[:/|丨 ][ \u3000:]{{0,3}}({_NAMES}|[a-z_0-9]{{2,16}})")
_OTHER_WORDS = (
    f"{_DESKS}|来源|来自|出处|时间|日期|发布|发表|更新|摄影|图|点击|阅读|浏览|关注|字号|分享|评论|人气|回复|我来说|我要"
    r"|(?:19|20)\d\d|[·・]"
)
# What ends the value of a label that stands before others in the same line.
_ENDS = lazy(
    r"[:|丨;。()\[\]<>【】]|(?<=\S)[ \u3000/,](?=\S{0,6}(?:" + _OTHER_WORDS + r"))|[ \u3000](?=\S{1,8}:)"
    r"|\d{4}[-/.年]|(?:20|19)\d\d"
)
_BREAK = lazy(r"[ \u3000、，,/／&]{1,4}")
_ROLE = lazy(r".{0,16}(?:记者|评论员|撰稿人|撰稿|通讯员|研究员|主笔|专栏作者|作者|实习生|编辑|观察员|博士|教授)")
_DESK = lazy(r".{0,8}(?:报导|报道|电|讯|摄影|摄|整理|编译|图|文|供稿|撰)$")
_OFFICE = lazy(r".{1,8}(?:快讯|新闻|报|编辑部|中心|[^一-龥]网)|(?:新浪|网易|搜狐|腾讯|凤凰)(?:网|.{2})")
_END_OF_NAMES = lazy(r".{0,4}(?:编辑|责编|校对|审核|摄影|监制|编审|美编)")
_NOBODY = lazy(
    r"(?:责任|编辑|责编|撰文|采访|佚名|未知|匿名|网络|互联网|本站|本网|原创|转载|登录|注册|关注|张贴者|发文者|私信|个人|主页|头像|文章|帖子|主题|回复|全部|更多|介绍|简介|热搜|热门|作者|来源|无|null|none|admin).{0,4}"
    r"|.{2,6}(?:中心|通讯社|编辑部)"
)
_SENTENCE = lazy(r"[,。!?;“”\"‘’「」《》]|的.{0,6}的")
LONGEST = 100
"""Characters of a line that are looked at."""


def author_of(line: str) -> str:
    """The author that a line names, several joined by ``、``; empty where it names none."""
    line = line[:LONGEST]
    if not _MAY_NAME.search(line):
        return ""
    folded = fold(line).translate(_SLASHES)
    folded = _BESIDE.sub("", _PHOTO_TOO.sub(lambda said: " " * len(said[0]), folded))
    if _PHOTO.search(folded):
        return ""
    said_by = sorted(_LABELLED.finditer(folded), key=lambda found: _PUT_UP.search(found[0][:6]) is not None)
    for found in said_by:
        start = found.start(1)
        if all(folded[:place].rstrip().endswith("|") for place in (found.start() + 1, start)):
            continue  # a word of a menu: 诗文|作者|古籍
        past = _ENDS.search(folded, start)
        if past and past[0] == ":":
            continue  # the next label, and no value
        if name := people(line[start : past.start() if past else found.end(1)]):
            return name
    for pattern in (_ALONE, *_REPORTERS):
        if (said := pattern.search(folded)) and (name := people(line[said.start(1) : said.end(1)])):
            return name
    return ""


def reporters_of(paragraph: str) -> str:
    """The reporters that a paragraph names in brackets at its end; empty where it names none."""
    end = paragraph[-LONGEST:]
    said = _AT_THE_END.search(fold(end)) if "者" in end or "员" in end or "員" in end else None
    return people(end[said.start(1) : said.end(1)]) if said else ""


def people(value: str) -> str:
    """The names in the value of a label, without offices and desks; empty where it is no name."""
    value = value.strip(" \u3000、,，.。:：-—|*@“”\"'○●◎◇◆□■☆★")
    head, comma, _ = value.replace(",", "，").partition("，")
    if comma and not value.isascii() and not re.fullmatch(_NAMES, value.replace("，", "、")):
        value = head  # what follows is an office
    folded = fold(value)
    if not value or _NOBODY.fullmatch(folded) or len(value) > 40:
        return ""
    if value.isascii():
        return value if any(c.isalpha() for c in value) else ""
    names: list[str] = []
    parts = [part for part in _BREAK.split(value) if part]
    for number, part in enumerate(parts):
        if number + 1 < len(parts) and not names and _OFFICE.fullmatch(fold(part)):
            continue
        if names and len(part) == len(names[-1]) == 1:
            names[-1] += part
            continue
        if _END_OF_NAMES.fullmatch(fold(part)):
            break
        bare = part[office.end() :] if (office := _ROLE.match(fold(part))) else part
        if bare and _DESK.fullmatch(fold(bare)) and len(names) > 0:
            break
        if bare:
            names.append(bare)
    if not names or re.fullmatch(rf"{_HAN}{{12,}}", names[0]) or _SENTENCE.search(fold("".join(names))):
        return ""
    if all(re.fullmatch(rf"{_HAN}{{2,5}}", name) for name in names[:6]):
        return "、".join(names[:6])
    return (
        value
        if len(names) == 1 and 2 <= len(value) <= 20 and value == names[0]
        else names[0]
        if len(names[0]) > 1
        else ""
    )


def source_of(line: str) -> str:
    """The source that a line names (来源：…); empty where it names none."""
    line = line[: 2 * LONGEST]
    if not _MAY_SAY.search(line):
        return _issuer(line)
    folded = fold(line)
    said = (
        _SOURCE.search(folded)
        or _SOURCE_ALONE.fullmatch(folded)
        or _WIRE.search(folded)
        or _PAPER.search(folded.translate(_SLASHES))
    )
    if said is None or _NOWHERE.match(folded[said.start(1) : said.end(1)]):
        return ""
    value = line[said.start(1) : said.end(1)]
    past = re.search(r"作者|编辑|记者|(?:20|19)\d\d[-年./]|责编", fold(value))
    return value[: past.start()] if past else value


def _issuer(line: str) -> str:
    """The paper or site whose name stands beside a date with a time of day."""
    said = _ISSUED.search(fold(line)) if _DIGIT.search(line) else None
    return line[slice(*said.span(said.lastindex or 0))] if said is not None else ""


def editors_of(line: str) -> list[str]:
    """The editors that a line names."""
    return [line[found.start(1) : found.end(1)] for found in _EDITOR.finditer(fold(line))]
