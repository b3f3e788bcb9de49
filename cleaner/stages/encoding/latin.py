"""UTF-8 that was read as Latin-1 or windows-1252: ftfy's ground, and ftfy does it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.doc import Edit

# A lead byte of UTF-8 and a continuation byte, both as single-byte code pages show them.
_PAIR = re.compile("[\u00c2-\u00f4\u0102-\u0111][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122 ]")
_RUN = re.compile("[^\n\u2e80-\U0010ffff]{2,20000}")


def repairs(text: str) -> Iterator[Edit]:
    """Edits for each run of misread characters that ftfy can turn back."""
    at = 0
    while pair := _PAIR.search(text, at):
        line = text.rfind("\n", 0, pair.start()) + 1
        run = next(r for r in _RUN.finditer(text, max(line, at)) if r.end() > pair.start())
        new = _fixed(run[0])
        if new != run[0]:
            yield _narrow(run.start(), run[0], new)
        at = run.end()


def _fixed(run: str) -> str:
    import ftfy

    config = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    return ftfy.fix_encoding(run, config)


def _narrow(start: int, old: str, new: str) -> Edit:
    """The edit without what is the same at both ends."""
    left = 0
    while left < min(len(old), len(new)) and old[left] == new[left]:
        left += 1
    right = 0
    while right < min(len(old), len(new)) - left and old[-1 - right] == new[-1 - right]:
        right += 1
    end = start + len(old) - right
    return Edit(start + left, end, new[left : len(new) - right], "encoding.utf8-as-latin", "ftfy.fix_encoding", 0.95)
