"""Lines of empty tags that mirror programs strew over a page, all with one id (``<rt id="fbvk0"></rt>``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.doc import Doc, Edit
from cleaner.lines import letters_of
from cleaner.needles import places_in

_TAG = r"</?[a-z]{1,10}(?: id=\"[a-z0-9]{5}\")?>"
_LINE = re.compile(rf"^[ \t\u2022*-]*(?:\d{{1,3}}\. )?(?:{_TAG}){{2,40}}[ \t]*(?:\n|\Z)", re.MULTILINE)
_NAMED = re.compile(r'<([a-z]{1,10}) id="([a-z0-9]{5})">')
_BEGINS = re.compile(r"<[a-z]")
_FEWEST, _FEWEST_NAMES = 4, 3  # an id of an honest page stands once


def debris(doc: Doc) -> Iterator[Edit]:
    """Edits that take such lines out of a text."""
    text = doc.text
    if ' id="' not in text:
        return
    letters = letters_of(doc)
    behind = (at + 5 for at in places_in(letters, b' id="'))
    ids = Counter(letters[at : at + 5] for at in behind if letters.startswith(b'">', at + 5))
    if max(ids.values(), default=0) < _FEWEST or "```" in text:  # as on honest pages
        return
    found = [(line.span(), _NAMED.findall(line[0])) for line in _LINE.finditer(text) if _all_named(line[0])]
    times = Counter(each for _, tags in found for _, each in tags)
    names = {each: {name for _, tags in found for name, other in tags if other == each} for each in times}
    strewn = {each for each, number in times.items() if number >= _FEWEST and len(names[each]) >= _FEWEST_NAMES}
    for span, tags in found:
        if all(each in strewn for _, each in tags):
            yield Edit(*span, "", "mirror.debris", "exact: empty tags with an id that others have, too")


def _all_named(line: str) -> bool:
    """Whether each tag that begins in a line has an ``id``."""
    return 0 < len(_BEGINS.findall(line)) == len(_NAMED.findall(line))
