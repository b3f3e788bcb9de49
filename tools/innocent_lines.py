"""Made-up clean lines that share words with spam, for training the spam model: what it must not take for spam.

Phrases are in ``innocent_phrases.toml``; words of spam that news and rules name come from the rules files and from the
phrases of ``tools/spam_lines.py``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from tools.spam_lines import VOICES, Words, family_words, load

_RAW = load("spam_words.toml")
_INNOCENT = load("innocent_phrases.toml")
PLACES, AREAS, MENU = (str(_RAW[name]).split() for name in ("places", "areas", "menu"))
APPS, FETCH = (str(_RAW[name]).split() for name in ("apps", "fetch"))
LISTS = [str(each).split() for each in _INNOCENT["lists"]]
LINES = str(_INNOCENT["lines"]).strip().split("\n") + str(_INNOCENT["help"]).strip().split("\n")
GOODS, SERVICES = str(_INNOCENT["goods"]).split(), str(_INNOCENT["services"]).split()
HONEST = str(_INNOCENT["claims"]).strip().split("\n")
_SLOT = re.compile(r"\{(\w+)\}")


class Innocent:
    """Makes clean lines that share words with spam: menus, contacts of shops and offices, news of crackdowns."""

    def __init__(self, seed: int, words: Words | None = None) -> None:
        self.random = random.Random(seed)
        families = words or family_words()
        self.firm = sorted({w for f in families.values() for kind in ("sure", "strong") for w in f[kind] if len(w) > 1})
        spoken = (item for f in families for voice in VOICES.get(f, ()) for item in voice.items)
        self.items = sorted({item for item in spoken if "{" not in item and len(item) > 1})

    def line(self) -> str:
        """One clean line."""
        pick = self.random.choice
        number = self._digits(8, 8)
        dice = self.random.random()
        if dice < 0.42:
            return self._fill(pick(LINES))
        if dice < 0.65:
            return self._offer()
        if dice < 0.75:
            return self._menu(pick(LISTS))
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
                f"{pick(['QQ：', 'QQ ', 'Q ', 'QQ'])}{self._digits(6, 10)}",
                f"微信 {pick(['hn', 'gao', 'mu', 'hr'])}{pick(['-', '_', ''])}{self._digits(3, 6)}",
                f"加微信 {pick('abcdefg')}{self._digits(5, 8)}",
                f"电话：0{self._digits(2, 3)}-{self._digits(7, 8)}",
            ]
        )
