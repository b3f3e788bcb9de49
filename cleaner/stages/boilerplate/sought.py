"""Lines in which nothing but a name stands between words by which people look for its site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.stages.boilerplate.page import Page
from cleaner.stages.boilerplate.rule_layer import Removal, Removals

SOUGHT = Removal("boilerplate.sought-name", "the name of a site that the text does not speak of")


def sought_names(page: Page, facts: Mapping[str, Any]) -> Removals:
    """The lines of a page that the spam stage knew, for no betting house's: others want to be found, too."""
    named = facts.get("spam.sought")
    return {i: SOUGHT for i in range(len(page)) if page.folded[i].strip() in named} if named else {}
