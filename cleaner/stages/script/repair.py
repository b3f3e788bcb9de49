"""Repair of Traditional text that a machine made: through Simplified, so that wrong picks are made anew."""

from __future__ import annotations

import numpy as np

from cleaner.stages.script.convert import Converted, simplified, traditional
from cleaner.stages.script.kept import doubtful, kept
from cleaner.stages.script.tables import Codes


def repaired(given: Codes, target: str) -> Converted:
    """Machine-made Traditional through Simplified to ``target``, so that wrong picks are made anew.

    What may be right stays, and what native writers often have otherwise counts as undecided. The result is a fixed
    point: repairing it again changes nothing. Where none is reached, the text comes back.
    """
    now = given
    for _ in range(4):
        simple = simplified(now).codes
        after = traditional(simple, target)
        stays = kept(now, simple, after.codes, after.undecided)
        new = np.where(stays, now, after.codes)
        if np.array_equal(new, now):
            return after._replace(codes=new, undecided=after.undecided | doubtful(given, simple, new))
        now = new
    return Converted.certain(given)
