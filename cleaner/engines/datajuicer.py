"""data-juicer: an operator, for ``custom_operator_paths`` in its YAML. Needs ``py-data-juicer``.

    custom_operator_paths: ['<site-packages>/cleaner/engines/datajuicer.py']
    process:
      - chinese_clean_mapper: {script: hans}

The options are those of ``Config``. The operator never raises, so data-juicer's habit of dropping the whole batch of a
document that does (``skip_op_error``) finds nothing to drop.
"""

from __future__ import annotations

import inspect
from typing import Any

from cleaner.batch import clean_rows
from cleaner.config import Config
from cleaner.extras import require

_base: Any = require("data_juicer.ops.base_op", "datajuicer")
_KEPT = ("title", "author", "published", "source", "verdict", "status", "error", "edits")


@_base.OPERATORS.register_module("chinese_clean_mapper")
class ChineseCleanMapper(_base.Mapper):  # type: ignore[misc]
    """Replaces the text of each sample by the clean article; the rest goes into fields ``clean_…``."""

    _batched_op = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        names = Config.__dataclass_fields__
        self.config = Config.from_mapping({name: kwargs.pop(name) for name in list(kwargs) if name in names})
        super().__init__(*args, **kwargs)

    def process_batched(self, samples: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Columns in, the same columns and those of the result out."""
        texts = samples[self.text_key]
        absent = [None] * len(texts)
        clean = list(clean_rows(zip(absent, samples.get("url") or absent, texts, absent, strict=True), self.config))
        samples[self.text_key] = [row["text"] for row in clean]
        return samples | {f"clean_{name}": [row[name] for row in clean] for name in _KEPT}


def _signature() -> inspect.Signature:
    """What the operator takes, with the names of all options: data-juicer 1.6 refuses those that it cannot see."""
    kinds = inspect.Parameter
    options = [kinds(name, kinds.KEYWORD_ONLY, default=None) for name in Config.__dataclass_fields__]
    given = (kinds("self", kinds.POSITIONAL_OR_KEYWORD), kinds("args", kinds.VAR_POSITIONAL))
    return inspect.Signature([*given, *options, kinds("kwargs", kinds.VAR_KEYWORD)])


setattr(ChineseCleanMapper.__init__, "__signature__", _signature())  # noqa: B010
