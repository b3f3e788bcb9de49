"""Regular expressions that are compiled when they are first used: compiling all of them would cost a tenth of a second.

Worth it for patterns with classes of Chinese characters (a millisecond a class) that most texts do not need.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """A pattern that is compiled when anything but its source is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """An attribute of the compiled pattern, kept here so that the next use of it costs nothing."""
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(pattern, flags)``, put off; a pattern that is wrong raises ``re.error`` at its first use."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
