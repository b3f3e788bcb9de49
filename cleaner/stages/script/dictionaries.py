"""OpenCC, guarded: it is the right package, it gives text of the same length, and it can say where it does not know."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.abc import InspectLoader
from importlib.machinery import PathFinder
from importlib.resources import as_file
from importlib.util import find_spec
from typing import Any, Literal

from cleaner.errors import DependencyError
from cleaner.stages.script import tables
from cleaner.stages.script.tables import Codes

# Stands in for what OpenCC cannot take (it cuts the text at a NUL and refuses lone surrogates).
STAND_IN = 1
# What our own chains give where no phrase decides: private use, plane 15.
UNDECIDED = 0xF0000
_FOREIGN = re.compile(f"[\0\ud800-\udfff{chr(UNDECIDED)}]")  # what OpenCC cannot take, and that sign where it was given

Direction = Literal["s2t", "t2s"]
_PHRASES: dict[Direction, tuple[str, ...]] = {
    "s2t": ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"),
    "t2s": ("TSPhrases",),
}
# Chains of our own: the direction, and whether our phrases go before OpenCC's.
_MARKED: dict[str, tuple[Direction, bool]] = {
    "s2t-marked": ("s2t", True),
    "t2s-marked": ("t2s", True),
    "s2t-opencc": ("s2t", False),
}
_CHARACTERS = {"s2t": "STCharacters", "t2s": "TSCharacters"}


def ensure_opencc() -> None:
    """Raises ``DependencyError`` where another package has taken the place of OpenCC's C++ binding, or none is.

    Of two packages in one folder, the one that was installed last has written ``__init__.py``.
    """
    spec = find_spec("opencc")
    library = spec and PathFinder.find_spec("clib", spec.submodule_search_locations)
    source = spec.loader.get_source("opencc") if spec and isinstance(spec.loader, InspectLoader) else None
    if not library or "clib" not in (source or ""):
        raise DependencyError(
            "the module 'opencc' is not OpenCC's C++ binding: opencc-py and opencc-python-reimplemented overwrite it; "
            "uninstall them and run: pip install --force-reinstall 'opencc>=1.4.1,<1.5'"
        )


@cache
def version() -> str:
    """OpenCC's name and version, which is that of its dictionaries; for the ledger."""
    import opencc

    return f"OpenCC {opencc.__version__}"


@cache
def converter(name: str) -> Any:
    """The converter of a configuration, or of one of the chains in ``_MARKED``; built once a process."""
    ensure_opencc()
    import opencc

    # Without the dictionary of characters that few fonts can show.
    if name not in _MARKED:
        return opencc.OpenCC(name, include_tofu_risk_dictionaries=False)
    chain = _Chain(*_MARKED[name], opencc.__file__.removesuffix("__init__.py") + "clib/share/opencc/")
    with as_file(chain) as path:  # type: ignore[arg-type]  # OpenCC reads its configurations from files
        return opencc.OpenCC(str(path), include_tofu_risk_dictionaries=False)


class _Chain:
    """OpenCC's chain of a direction with ``UNDECIDED`` for what no phrase decides, as a resource that is made up."""

    def __init__(self, way: Direction, own: bool, folder: str) -> None:
        self.name = f"{way}-{own}.json"
        self.way = way
        self.own = tables.phrases(way) if own else {}
        self.folder = folder

    def is_dir(self) -> bool:
        """It is a file."""
        return False

    def read_bytes(self) -> bytes:
        """The configuration as JSON."""
        marks = dict.fromkeys(tables.rows()[f"{self.way}.contested"], chr(UNDECIDED))
        own = [{"type": "inline", "entries": self.own}] if self.own else []
        dicts = [
            {"type": "group", "match_policy": "union", "dicts": [*own, *map(self._file, _PHRASES[self.way])]},
            {"type": "inline", "entries": marks},
            self._file(_CHARACTERS[self.way]),
        ]
        group = {"type": "group", "match_policy": "short_circuit", "dicts": dicts}
        return json.dumps({"name": self.name, "conversion_chain": [{"dict": group}]}).encode()

    def _file(self, name: str) -> dict[str, str]:
        return {"type": "ocd2", "file": f"{self.folder}{name}.ocd2"}


def decode(code: Codes) -> str:
    """The text of an array of code points."""
    return code.tobytes().decode("utf-32-le", "surrogatepass")


def through(name: str, text: str) -> str:
    """``text`` through one OpenCC configuration, of the same length; a line whose length would change stays."""
    held = _FOREIGN.search(text) is not None
    given = _FOREIGN.sub(chr(STAND_IN), text) if held else text
    out: str = converter(name).convert(given)
    if len(out) != len(text):
        lines = zip(given.split("\n"), out.split("\n"), strict=False)
        out = "\n".join(new if len(new) == len(old) else old for old, new in lines)
        if len(out) != len(text):
            return text
    if not held:
        return out
    characters = list(out)
    for each in _FOREIGN.finditer(text):
        characters[each.start()] = each[0]
    return "".join(characters)
