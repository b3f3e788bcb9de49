"""Made-up lines of spam in the shapes that were measured on polluted pages, for training and testing the spam model.

Words come from the rules files and from ``spam_words.toml`` and ``spam_phrases.toml``; shapes, separators, lengths and
disguises follow the counts in the findings (header lists of 2-27 items, median 8; separators ``_ , - I |``; contacts
in brackets; split digits). No line hints at minors: the word lists hold nothing of the kind, and words of the rules
files that may are left out here. Nothing is copied from a page.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

RULES = Path(__file__).parent.parent / "cleaner" / "data" / "rules"
SEPARATORS = ["_"] * 16 + [","] * 6 + ["-"] * 4 + [" I ", "|", " | ", " ", " ", "、", "/", " - ", "#", "，"]
# What may hint at minors is detected and never generated.
NEVER = re.compile("援交|援助交际|援妹|学生妹|少女|萝莉|校花|学妹|幼|童")


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


_RAW = _load("spam_words.toml")
_PHRASES = _load("spam_phrases.toml")
_INNOCENT = _load("innocent_phrases.toml")


def _words(name: str) -> list[str]:
    return str(_RAW[name]).split()


def _table(name: str) -> dict[str, list[str]]:
    return {key: str(value).split() for key, value in _RAW[name].items()}


PLACES, AREAS, MENU, BRAND = _words("places"), _words("areas"), _words("menu"), _words("brand")
SLOGANS, HOOKS, LABELS = _words("slogans"), _words("hooks"), _words("labels")
APPS, FETCH = _words("apps"), _words("fetch")
PORN, TRADE, TAILS = _table("porn"), _table("trade"), _table("tails")
ITEMS = {family: str(table["items"]).split() for family, table in _PHRASES.items()}
CLAIMS = {family: str(table["claims"]).strip().split("\n") for family, table in _PHRASES.items()}
LINES = {family: str(table["lines"]).strip().split("\n") for family, table in _PHRASES.items()}
INNOCENT_LISTS = [str(each).split() for each in _INNOCENT["lists"]]
INNOCENT_LINES = str(_INNOCENT["lines"]).strip().split("\n") + str(_INNOCENT["help"]).strip().split("\n")
GOODS, SERVICES = str(_INNOCENT["goods"]).split(), str(_INNOCENT["services"]).split()
HONEST = str(_INNOCENT["claims"]).strip().split("\n")
_SLOT = re.compile(r"\{(\w+)\}")
_ZONES = ("com", "cc", "vip", "top", "net", "cn", "xyz", "me", "win", "bet", "app", "one", "tv", "club")

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
        if family in LINES:
            shapes += [self.written] * 5 + [self.chain]
        if family in ("porn", "download", "lottery", "gambling"):
            shapes += [self.listed] * 3
        while NEVER.search(line := self.random.choice(shapes)(family)):
            pass
        return self.disguised(line)

    def item(self, family: str) -> str:
        """One item of a keyword list."""
        pick = self.random.choice
        if family in ITEMS and self.random.random() < 0.55:
            return self.fill(pick(ITEMS[family]), family)
        if family == "porn" and self.random.random() < 0.75:
            kinds = self.random.choices(("where", "how", "what"), (3, 5, 4), k=self.random.randint(2, 5))
            return "".join(pick(PORN[kind]) for kind in kinds)
        if family in TRADE and self.random.random() < 0.6:
            tail = pick([pick(TAILS[family]), pick(TAILS[family]), ""])
            return pick(TRADE[family]).format(b=self.brand() + pick(["", "", "", "1", "2", "3", "8"])) + tail
        words = self.words[family]
        first = pick([*words["sure"], *words["strong"]])
        return (
            first + pick(["", "", pick(words["weak"] or [""])]) if self.random.random() < 0.8 else pick(words["weak"])
        )

    def brand(self) -> str:
        """An invented name."""
        return "".join(self.random.choice(BRAND) for _ in range(2))

    def digits(self, least: int = 3, most: int = 11) -> str:
        """A number."""
        return "".join(self.random.choice("0123456789") for _ in range(self.random.randint(least, most)))

    def fill(self, text: str, family: str) -> str:
        """A line with its slots filled."""
        makers: dict[str, Callable[[], str]] = {
            "p": lambda: self.random.choice(PLACES),
            "c": self.contact,
            "k": self.account,
            "d": lambda: self.digits(1, 4) if self.random.random() < 0.3 else self.digits(6, 11),
            "b": self.brand,
            "u": self.domain,
            "y": lambda: str(self.random.randint(2019, 2026)),
            "i": lambda: self.item(family),
            "claim": lambda: self.fill(self.random.choice(CLAIMS[family]), family),
        }
        return _SLOT.sub(lambda m: makers[m[1]](), text)

    def written(self, family: str) -> str:
        """One of the written lines of the family, its slots filled."""
        return self.fill(self.random.choice(LINES[family]), family)

    def chain(self, family: str) -> str:
        """Claims strung together, with an item and perhaps a contact."""
        pick = self.random.choice
        claims = self.random.sample(CLAIMS[family], self.random.randint(2, 4))
        parts = [self.item(family), *(self.fill(each, family) for each in claims), *([self.account()] * pick([0, 1]))]
        if pick([0, 1]):
            self.random.shuffle(parts)
        return pick(["，", "，", " ", "！", "；", "、"]).join(parts) + pick(["", "。", "！"])

    def listed(self, family: str) -> str:
        """A keyword list: items, one kind of separator."""
        count = min(27, max(2, int(self.random.lognormvariate(1.9, 0.6))))
        place = self.random.choice(PLACES) if family not in ("porn", "gambling", "lottery", "download") else ""
        if self.random.random() < 0.4:
            place = ""
        return self.random.choice(SEPARATORS).join(place + self.item(family) for _ in range(count))

    def advert(self, family: str) -> str:
        """Hook, place, keyword, contact in brackets, slogans."""
        pick = self.random.choice
        place = pick(PLACES)
        parts = [pick(["", pick(HOOKS), pick(HOOKS) + "）"]), place, self.item(family), self.contact()]
        parts += [pick(["", "备" + self.contact()]), pick([place, ""]), self.item(family), pick(["", " ", "，"])]
        parts += [pick(["，", " ", ",", "！"]).join(self.random.sample(SLOGANS, self.random.randint(1, 4)))]
        parts += [pick(["", "", "", self.salt()])]
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
        """A label and an account in one of the usual brackets."""
        left, right = self.random.choice(
            [("【", "】"), ("(", ")"), ("", ""), ("[", "]"), ("（", "）"), ("███【", "】███"), ("▋", "▋"), ("『", "』")]
        )
        return left + self.account() + right

    def account(self) -> str:
        """A label and an account in one of the usual disguises."""
        pick = self.random.choice
        digits = self.digits(6, 11)
        name = "".join(pick("abcdefghijklmnopqrstuvwxyz") for _ in range(self.random.randint(2, 5)))
        account = pick([digits, digits, "1" + pick("3578") + self.digits(9, 9), name + digits[:6], name + digits[:3]])
        if self.random.random() < 0.3:
            mark = pick([".", "-", "乄", "丨", "~", "*", "·", " ", "—", "+"])
            account = mark.join(account[i : i + 4] for i in range(0, len(account), 4))
        label = (
            pick(LABELS) if self.random.random() < 0.85 else pick(["Telegram@", "飞机@", "TG@", "电报@", "+", "联系"])
        )
        return label + pick(["", ":", "：", "+", " ", "@", "💪", "："]) + account

    def domain(self) -> str:
        """An invented address, perhaps with an odd dot."""
        pick = self.random.choice
        name = "".join(pick("abcdefghijkmnpqrstuvwxyz0123456789") for _ in range(self.random.randint(3, 8)))
        return pick(["", "", "www.", "https://"]) + name + pick([".", ".", ".", "·", "。", "点", " . "]) + pick(_ZONES)

    def salt(self) -> str:
        """Random characters that make each copy different."""
        if self.random.random() < 0.3:
            return "".join(self.random.choice("abcdefghijklmnopqrstuvwxyzXYZ") for _ in range(5))
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
    """Makes clean lines that share words with spam: menus, contacts of shops and offices, news of crackdowns."""

    def __init__(self, seed: int, words: Words | None = None) -> None:
        self.random = random.Random(seed)
        families = words or family_words()
        self.firm = sorted({w for f in families.values() for kind in ("sure", "strong") for w in f[kind] if len(w) > 1})
        self.items = sorted({w for f in families if f in ITEMS for w in ITEMS[f] if "{" not in w and len(w) > 1})

    def line(self) -> str:
        """One clean line."""
        pick = self.random.choice
        number = self._digits(8, 8)
        dice = self.random.random()
        if dice < 0.5:
            return self._fill(pick(INNOCENT_LINES))
        if dice < 0.65:
            return self._offer()
        if dice < 0.75:
            return self._menu(pick(INNOCENT_LISTS))
        if dice < 0.85:
            return self._machine()
        return pick(
            [
                self._menu(PLACES + AREAS),
                self._menu(MENU),
                f"{pick(MENU)}电话：{pick(['010', '0571', '021', '400'])}-{number}",
                f"{pick(MENU)}QQ群：{number}，{pick(MENU)}",
                f"{pick(APPS)}{pick(FETCH)} {pick(FETCH)} {pick(FETCH)}",
                f"{pick(APPS)}{pick(FETCH)}{pick(['_', '-', ' | '])}{pick(APPS)}{pick(FETCH)}",
            ]
        )

    def _menu(self, items: Sequence[str]) -> str:
        chosen = self.random.sample(items, min(len(items), self.random.randint(4, 14)))
        return self.random.choice([" · ", " ", "、", " | ", "|", "  ", " > ", "，", " / "]).join(chosen)

    def _offer(self) -> str:
        """What an honest shop or tradesman offers, in the words that spam uses too."""
        pick = self.random.choice
        goods = pick([GOODS, GOODS, SERVICES])
        things = pick(["、", " ", "，"]).join(self.random.sample(goods, self.random.randint(1, 4)))
        verb = pick(["出售", "批发", "专业", "供应", "定做", "承接", "高价回收", "转让", "", "", "本店主营", "进口"])
        parts = [pick(["", pick(PLACES)]) + verb + things, *self.random.sample(HONEST, self.random.randint(0, 3))]
        parts += [pick(["", self._contact(), self._fill("{t}")])]
        return pick(["，", "，", " "]).join(part for part in parts if part)

    def _machine(self) -> str:
        """What machines write: addresses, keys, code and rare characters."""
        pick = self.random.choice
        letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+/="
        key = "".join(self.random.choices(letters, k=self.random.randint(8, 60)))
        code = "".join(self.random.choices("0123456789abcdef", k=self.random.randint(6, 40)))
        rare = " ".join(chr(self.random.randint(0x3400, 0x9FA5)) for _ in range(self.random.randint(2, 12)))
        name = pick(MENU)
        return pick(
            [
                f"- {name} [{pick(AREAS)}](https://www.{key[:8].lower()}.com/{key}/{code}.html)",
                f'<a href="https://{key[:6]}.org.cn/{code}?id={self._digits(2, 6)}" class="{key[:9]}">{name}</a>',
                f"{name}：{key}",
                f"{name} = {code} # {pick(AREAS)}",
                f"data:application/json;base64,{key}{key[::-1]}",
                f"https://www.{key[:7].lower()}.com/{code}/{self._digits(4, 9)}.shtml",
                f"U+{code[:4].upper()} {rare}",
                rare.replace(" ", pick(["", "、", ""])),
                f"%{'%'.join(code[i : i + 2] for i in range(0, len(code), 2))}",
                f"{name}@{key[:6].lower()}.com.cn 邮编：{self._digits(6, 6)} 传真：0571-{self._digits(8, 8)}",
            ]
        )

    def _digits(self, least: int, most: int) -> str:
        return "".join(self.random.choice("0123456789") for _ in range(self.random.randint(least, most)))

    def _fill(self, text: str) -> str:
        pick = self.random.choice
        makers: dict[str, Callable[[], str]] = {
            "p": lambda: pick(PLACES),
            "d": lambda: self._digits(1, 8),
            "t": lambda: pick(["010", "0571", "021", "400", "020"]) + "-" + self._digits(7, 8),
            "w": self._contact,
            "x": lambda: pick(pick([self.firm, self.items])),
            "z": lambda: pick(pick([self.firm, self.items])),
            "y": lambda: str(self.random.randint(2008, 2026)),
        }
        return _SLOT.sub(lambda m: makers[m[1]](), text)

    def _contact(self) -> str:
        pick = self.random.choice
        phone = "1" + pick("3578") + self._digits(9, 9)
        return pick(
            [
                f"联系电话：{phone}",
                f"电话{phone}（微信同号）",
                f"微信：{pick(['abc', 'lin', 'wang', 'dev'])}_{self._digits(3, 6)}",
                f"联系人：{pick('张王李赵刘陈')}{pick(['先生', '女士', '经理', '老师'])} {phone}",
                f"QQ：{self._digits(6, 10)}",
                f"加微信 {pick('abcdefg')}{self._digits(5, 8)}",
                f"电话：0{self._digits(2, 3)}-{self._digits(7, 8)}",
            ]
        )
