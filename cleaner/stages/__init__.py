"""The stages in the order in which they run. Each module has one public function, ``propose``."""

from __future__ import annotations

from cleaner.pipeline import Stage
from cleaner.stages import boilerplate, decode, encoding, markup, mirror, script, spam, spun, tidy
from cleaner.stages.mirror import fillers

STAGES = (
    Stage("decode", decode.propose),
    Stage("mirror", mirror.propose),
    Stage("encoding", encoding.propose_page),
    Stage("markup", markup.propose),
    Stage("encoding", encoding.propose),
    Stage("mirror", fillers.propose),
    Stage("spam", spam.propose),
    Stage("boilerplate", boilerplate.propose),
    Stage("spun", spun.propose),
    Stage("script", script.propose),
    Stage("tidy", tidy.propose),
)
