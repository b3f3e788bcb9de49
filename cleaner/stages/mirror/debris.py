"""Tags in the text of a mirror page: empty ones that its program strew over it, and ones that it began to swallow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.doc import Doc, Edit, settle
from cleaner.lines import letters_of
from cleaner.needles import places_in
from cleaner.patterns import lazy

_TAG = r"</?[a-z]{1,10}(?: id=\"[a-z0-9]{5}\")?>"
_LINE = re.compile(rf"^[ \t\u2022*-]*(?:\d{{1,3}}\. )?(?:{_TAG}){{2,40}}[ \t]*(?:\n|\Z)", re.MULTILINE)
_NAMED = re.compile(r'<([a-z]{1,10}) id="([a-z0-9]{5})">')
_BEGINS = re.compile(r"<[a-z]")
_NAMES = "p|br|div|span|strong|td|tr|li|b|em|font|h[1-6]|a|section"
_REST = re.compile(rf"(?:/(?:{_NAMES})|br ?/?)>")
_SWALLOWED = lazy(rf"(?<=[?？])(?:/(?:{_NAMES})|br ?/)>(?=\s|\Z|[\u3400-\u9fff])")
_OPENED, _MOST_TAGS = re.compile(r"</?[a-zA-Z]"), 3  # a text with more has kept its markup
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


def without_tags(text: str, edits: list[Edit]) -> list[Edit]:
    """``edits`` of a text without markup, together with the tags into which the damage before them ran.

    Who took the markup away saw no tag in ``谈?wù)劇?br />`` and ``不得了?/p>``, whose first sign was half a character.
    """
    if len(_OPENED.findall(text)) > _MOST_TAGS:
        return edits
    out = []
    for edit in edits:
        tag = _REST.match(text, edit.end) if edit.new.endswith("<") else None
        out.append(edit._replace(end=tag.end(), new=edit.new[:-1]) if tag else edit)
    taken = {edit.end for edit in out}
    why = "exact: the rest of a tag whose first sign was swallowed"
    rests = (rest for rest in _SWALLOWED.finditer(text) if rest.end() not in taken)
    return settle([*out, *(Edit(*rest.span(), "", "mirror.tag", why) for rest in rests)])


def _all_named(line: str) -> bool:
    """Whether each tag that begins in a line has an ``id``."""
    return 0 < len(_BEGINS.findall(line)) == len(_NAMED.findall(line))
