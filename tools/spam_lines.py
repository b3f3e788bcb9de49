"""Made-up lines of spam in the shapes that were measured on polluted pages, for training and testing the spam model.

Words come from the rules files and from the lists below; shapes, separators, lengths and disguises follow the counts
in the findings (header lists of 2-27 items, median 8; separators ``_ , - I |``; contacts in brackets; split digits).
No line hints at minors: the word lists hold nothing of the kind. Nothing is copied from a page.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

RULES = Path(__file__).parent.parent / "cleaner" / "data" / "rules"
SEPARATORS = ["_"] * 16 + [","] * 6 + ["-"] * 4 + [" I ", "|", " | ", " ", " ", "、", "/", " - ", "#", "，"]
_RAW = tomllib.loads(Path(__file__).with_name("spam_words.toml").read_text("utf-8"))


def _words(name: str) -> list[str]:
    return str(_RAW[name]).split()


def _table(name: str) -> dict[str, list[str]]:
    return {key: str(value).split() for key, value in _RAW[name].items()}


PLACES, AREAS, MENU, BRAND = _words("places"), _words("areas"), _words("menu"), _words("brand")
SLOGANS, HOOKS, LABELS = _words("slogans"), _words("hooks"), _words("labels")
APPS, FETCH = _words("apps"), _words("fetch")
PORN, TRADE, TAILS = _table("porn"), _table("trade"), _table("tails")

Words = Mapping[str, Mapping[str, Sequence[str]]]


def family_words() -> dict[str, dict[str, list[str]]]:
    """The words of each family in the rules files, by strength."""
    out: dict[str, dict[str, list[str]]] = {}
    for file in sorted(RULES.glob("spam*.toml")):
        for rule in tomllib.loads(file.read_text("utf-8")).get("rule", []):
            if "family" in rule:
                out[rule["family"]] = {
                    "sure": [*rule.get("certain", ()), *rule.get("sure", ())],
                    "strong": list(rule.get("strong", ())),
                    "weak": list(rule.get("weak", ())),
                }
    return {name: words for name, words in out.items() if words["sure"]}


class Maker:
    """Makes lines; the same seed gives the same lines."""

    def __init__(self, seed: int, words: Words | None = None) -> None:
        self.random = random.Random(seed)
        self.words = words or family_words()

    def line(self, family: str) -> str:
        """One line of a family in one of its shapes, perhaps in a disguise."""
        shapes: list[Callable[[str], str]] = [self.listed, self.listed, self.advert, self.advert, self.sentence]
        if family in ("porn", "download", "lottery", "gambling"):
            shapes += [self.listed] * 3
        return self.disguised(self.random.choice(shapes)(family))

    def item(self, family: str) -> str:
        """One item of a keyword list."""
        pick = self.random.choice
        if family == "porn" and self.random.random() < 0.75:
            kinds = self.random.choices(("where", "how", "what"), (3, 5, 4), k=self.random.randint(2, 5))
            return "".join(pick(PORN[kind]) for kind in kinds)
        if family in TRADE and self.random.random() < 0.6:
            brand = "".join(pick(BRAND) for _ in range(2)) + pick(["", "", "", "1", "2", "3", "8"])
            return pick(TRADE[family]).format(b=brand) + pick(["", pick(TAILS[family]), pick(TAILS[family])])
        words = self.words[family]
        first = pick([*words["sure"], *words["strong"]])
        return (
            first + pick(["", "", pick(words["weak"] or [""])]) if self.random.random() < 0.8 else pick(words["weak"])
        )

    def listed(self, family: str) -> str:
        """A keyword list: items, one kind of separator."""
        count = min(27, max(2, int(self.random.lognormvariate(1.9, 0.6))))
        place = self.random.choice(PLACES) if family not in ("porn", "gambling", "lottery", "download") else ""
        return self.random.choice(SEPARATORS).join(place + self.item(family) for _ in range(count))

    def advert(self, family: str) -> str:
        """Hook, place, keyword, contact in brackets, slogans."""
        pick = self.random.choice
        place = pick(PLACES)
        parts = [pick(["", pick(HOOKS), pick(HOOKS) + "）"]), place, self.item(family), self.contact()]
        parts += [pick(["", "备" + self.contact()]), pick([place, ""]), self.item(family), pick(["", " ", "，"])]
        parts += [pick(["，", " ", ",", "！"]).join(self.random.sample(SLOGANS, self.random.randint(1, 4)))]
        parts += [pick(["", "", self.salt()])]
        return "".join(parts)

    def sentence(self, family: str) -> str:
        """A fluent promise."""
        pick = self.random.choice
        return pick(
            [
                f"本公司专业{self.item(family)}，{pick(SLOGANS)}，{pick(SLOGANS)}，有需要的朋友请联系{self.contact()}。",
                f"需要{self.item(family)}的老板加{self.contact()}，{pick(SLOGANS)}。",
                f"{pick(PLACES)}{self.item(family)}哪里有？{self.item(family)}就找我们，{pick(SLOGANS)}{self.contact()}",
                f"想了解{self.item(family)}，{self.item(family)}，{pick(SLOGANS)}，{self.contact()}，{pick(SLOGANS)}！",
            ]
        )

    def contact(self) -> str:
        """A label and an account in one of the usual disguises."""
        pick = self.random.choice
        digits = "".join(pick("0123456789") for _ in range(self.random.randint(6, 11)))
        account = pick([digits, digits, "1" + pick("3578") + digits[:9], pick(["abc", "wx", "xy", "k"]) + digits[:6]])
        if self.random.random() < 0.3:
            mark = pick([".", "-", "乄", "丨", "~", "*", "·", " "])
            account = mark.join(account[i : i + 4] for i in range(0, len(account), 4))
        body = pick(LABELS) + pick(["", ":", "：", "+", " ", "@", "💪"]) + account
        left, right = pick(
            [("【", "】"), ("(", ")"), ("", ""), ("[", "]"), ("（", "）"), ("███【", "】███"), ("▋", "▋")]
        )
        return left + body + right

    def salt(self) -> str:
        """Random characters that make each copy different."""
        return "".join(chr(self.random.randint(0x4E00, 0x9000)) for _ in range(self.random.randint(3, 6)))

    def disguised(self, line: str) -> str:
        """The line, sometimes spaced out, dotted or in full width."""
        dice = self.random.random()
        if dice < 0.05:
            return " ".join(line.replace(" ", ""))
        if dice < 0.08:
            return self.random.choice(".·").join(line[:20]) + line[20:]
        if dice < 0.12:
            return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in line)
        return line


class Innocent:
    """Makes clean lines that share words with spam: place lists, menus, contacts of offices, news of crackdowns."""

    def __init__(self, seed: int, words: Words | None = None) -> None:
        self.random = random.Random(seed)
        families = words or family_words()
        self.firm = sorted({w for f in families.values() for kind in ("sure", "strong") for w in f[kind] if len(w) > 1})

    def line(self) -> str:
        """One clean line."""
        pick = self.random.choice
        number = "".join(pick("0123456789") for _ in range(8))
        name, word, other = pick(PLACES), pick(self.firm), pick(self.firm)
        return pick(
            [
                pick([" · ", " ", "、", " | ", "|", "  "]).join(
                    self.random.sample(PLACES + AREAS, self.random.randint(4, 16))
                ),
                pick([" ", " | ", "|", "  ", " > "]).join(self.random.sample(MENU, self.random.randint(4, 14))),
                f"{pick(MENU)}电话：{pick(['010', '0571', '021', '400'])}-{number}",
                f"{pick(MENU)}QQ群：{number}，{pick(MENU)}",
                f"{name}警方打掉一个“{word}”{pick(['犯罪团伙', '诈骗团伙', '网络平台'])}，抓获嫌疑人{number[0]}名",
                f"法院认为，被告人通过{word}、{other}牟利，构成犯罪，判处有期徒刑",
                f"{pick(APPS)}{pick(FETCH)} {pick(FETCH)} {pick(FETCH)}",
                f"{pick(APPS)}{pick(FETCH)}{pick(['_', '-', ' | '])}{pick(APPS)}{pick(FETCH)}",
                f"记者调查：{word}背后的灰色产业链",
                f"什么是{word}？专家提醒：警惕{other}骗局",
                f"关于整治{word}和{other}的通知",
            ]
        )
