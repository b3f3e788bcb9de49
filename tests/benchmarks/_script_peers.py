"""Other converters, OpenCC's cases from which we depart, and sentences of our own, for the script benchmark."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from cleaner.fold import Class, classes
from cleaner.stages.script.dictionaries import through
from tests.benchmarks.common import ROOT

Convert = Callable[[str], str]
# Cases in which we differ from OpenCC on purpose.
SHOWS_NONE = "a text that shows no script stays as it is"
COMMON_FORMS = "hant writes the forms on which Taiwan and Hong Kong agree (吃 群 為 皂), not OpenCC's private ones"
RARE = "characters that few fonts show are left"
STAYS = "a paragraph that is in the target script is never converted"
OVERRIDES = {
    "BYVoid_OpenCC_PR_1228_existing_behaviors": RARE,
    "BYVoid_OpenCC_PR_1229_existing_behaviors": RARE,
    "BYVoid_OpenCC_PR_464_xi_vs_xi": RARE,
    "BYVoid_OpenCC_PR_464_jia_vs_jia": STAYS,
    "BYVoid_OpenCC_PR_464_mi_vs_mi": "祕 is a variant of 秘 (table of 1955) in names too",
    "BYVoid_OpenCC_Issue_506": STAYS,
    "BYVoid_OpenCC_Issue_914": "别 and 强 stand in old prints too: beside 彆強 they are no evidence of Simplified",
    "BYVoid_OpenCC_Issue_767_solace": "著 and 着 by sense: 慰藉著 is 慰藉着",
    "BYVoid_OpenCC_Issue_1469_simplified_me_passthrough": "one configuration for all regions keeps 老么",
    "BYVoid_OpenCC_PR_1266_zhou": SHOWS_NONE,
    "case_016": SHOWS_NONE,
    "case_022": SHOWS_NONE,
    "case_060_s2x": SHOWS_NONE,
    "case_024": COMMON_FORMS,
    "BYVoid_OpenCC_PR_447_s2x": COMMON_FORMS,
    "BYVoid_OpenCC_PR_1248_niu_ji_tong_zao": COMMON_FORMS,
    "deleted_14-character_phrases_s2t": COMMON_FORMS,
}


def hard_sentences() -> Iterator[tuple[str, str, str]]:
    """Kind, Traditional and Simplified of each sentence in ``tests/cases/script_audit.tsv``."""
    for line in (ROOT / "tests" / "cases" / "script_audit.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, traditional, simplified = line.split("\t")
            yield kind, traditional, simplified


def peers(config: str, zhconv: str) -> dict[str, Convert]:
    """Other converters that are installed."""
    found: dict[str, Convert] = {f"opencc {config}": partial(through, config)}
    for name in ("opencc_pyo3", "zhconv_rs"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        if name == "zhconv_rs":
            found[f"zhconv-rs {zhconv}"] = partial(_zhconv, module, zhconv)
        else:
            found[f"opencc-pyo3 {config}"] = module.OpenCC(config).convert
    return found


def _zhconv(module: Any, target: str, text: str) -> str:
    return str(module.zhconv(text, target))


def wrong(given: str, expected: str) -> list[int]:
    """Where two texts of one length differ in a Han character; all of it where the lengths differ."""
    if len(given) != len(expected):
        return list(range(len(expected)))
    han = classes(expected) == Class.HAN
    return [i for i in np.flatnonzero(han).tolist() if given[i] != expected[i]]
