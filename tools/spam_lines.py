"""Made-up lines of spam in the shapes that were measured on polluted pages, for training and testing the spam model.

Words come from the rules files and from ``spam_words.toml``, ``spam_phrases.toml`` (a voice for each family) and
``spam_trades.toml`` (voices of single trades); shapes, separators, lengths and disguises follow the counts in the
findings (header lists of 2-27 items, median 8; separators ``_ , - I |``; contacts in brackets; split digits). No line
hints at minors: the word lists hold nothing of the kind, and words of the rules files that may are left out here.
Nothing is copied from a page.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

RULES = Path(__file__).parent.parent / "cleaner" / "data" / "rules"
SEPARATORS = ["_"] * 16 + [","] * 6 + ["-"] * 4 + [" I ", "|", " | ", " ", " ", "、", "/", " - ", "#", "，"]
# What may hint at minors is detected and never generated.
NEVER = re.compile("援交|援助交际|援妹|学生妹|少女|萝莉|校花|校园|学妹|幼|童")


class Voice(NamedTuple):
    """What one kind of seller says: keywords, clauses, whole lines with slots."""

    items: Sequence[str]
    claims: Sequence[str]
    lines: Sequence[str]


def load(name: str) -> dict[str, Any]:
    """A file of phrases beside this one."""
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


def _voice(table: Mapping[str, str]) -> Voice:
    return Voice(table["items"].split(), table["claims"].strip().split("\n"), table["lines"].strip().split("\n"))


def _voices() -> dict[str, list[Voice]]:
    """The voices of each family, the general one first."""
    voices = {family: [_voice(table)] for family, table in load("spam_phrases.toml").items()}
    for table in load("spam_trades.toml")["trade"]:
        voices[table["family"]].append(_voice(table))
    return voices


_RAW = load("spam_words.toml")
VOICES = _voices()
# For the family of words that every family shares.
NOBODY = Voice((), (), ())


def _words(name: str) -> list[str]:
    return str(_RAW[name]).split()


def _table(name: str) -> dict[str, list[str]]:
    return {key: str(value).split() for key, value in _RAW[name].items()}


PLACES, BRAND, SLOGANS, HOOKS, LABELS = map(_words, ("places", "brand", "slogans", "hooks", "labels"))
PORN, TRADE, TAILS = _table("porn"), _table("trade"), _table("tails")
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
        self._voice = NOBODY

    def line(self, family: str) -> str:
        """One line of a family in one of its shapes and voices, perhaps in a disguise."""
        general, *trades = VOICES.get(family, [NOBODY])
        self._voice = self.random.choice(trades) if trades and self.random.random() < 0.6 else general
        shapes: list[Callable[[str], str]] = [self.listed, self.listed, self.advert, self.advert, self.sentence]
        if self._voice.lines:
            shapes += [self.written] * 5 + [self.chain]
        if family in ("porn", "download", "lottery", "gambling"):
            shapes += [self.listed] * 3
        while NEVER.search(line := self.random.choice(shapes)(family)):
            pass
        return self.disguised(line)

    def item(self, family: str) -> str:
        """One item of a keyword list."""
        pick = self.random.choice
        if self._voice.items and self.random.random() < 0.55:
            return self.fill(pick(self._voice.items), family)
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

    def latin(self) -> str:
        """An invented name of Latin letters, perhaps with a number."""
        name = "".join(self.random.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(self.random.randint(2, 6)))
        return name + self.random.choice(["", "", self.digits(1, 4)])

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
            "e": self.latin,
            "y": lambda: str(self.random.randint(2019, 2026)),
            "i": lambda: self.item(family),
            "claim": lambda: self.fill(self.random.choice(self._voice.claims), family),
        }
        return _SLOT.sub(lambda m: makers[m[1]](), text)

    def written(self, family: str) -> str:
        """One of the written lines of the family, its slots filled."""
        return self.fill(self.random.choice(self._voice.lines), family)

    def chain(self, family: str) -> str:
        """Claims strung together, with an item and perhaps a contact."""
        pick = self.random.choice
        claims = self.random.sample(self._voice.claims, self.random.randint(2, 4))
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
