"""What a batch run is asked to do; plain data that goes to every worker."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from cleaner._version import __version__
from cleaner.config import Config
from cleaner.io.corpus import ANY_FIELDS, Fields

Format = Literal["jsonl", "parquet", "text"]
Packing = Literal["none", "gz", "zst"]
LedgerFormat = Literal["jsonl", "parquet", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One run.

    out: the folder of the result.  config: how to clean.  fields: which fields of JSON and Parquet records are what.
    form, packing, ledger: formats of the result and of the ledger beside it.  full_ledger: list markup edits too.
    attributes: also write the spans as Dolma attributes.  shard_size: bytes of input a shard, ``None`` for
    what fits each source (``plan``).  sample: share of the documents to take, chosen by their content.  limit: take the
    first so many only.
    profiles: Parquet file of ``cleaner learn``.  twins: file of ``cleaner spun twins``. Their digests go into the key
    of the run.
    """

    out: Path
    config: Config = field(default_factory=Config)
    fields: Fields = ANY_FIELDS
    form: Format = "jsonl"
    packing: Packing = "none"
    ledger: LedgerFormat = "jsonl"
    full_ledger: bool = False
    attributes: bool = False
    shard_size: int | None = None
    sample: float = 1.0
    limit: int | None = None
    profiles: Path | None = None
    keep_one: bool = False
    twins: Path | None = None

    @property
    def longest(self) -> int:
        """Bytes of the longest line, page or record that is read at all; what is over ``max_bytes`` stays as it is."""
        return max(64 << 20, 4 * self.config.max_bytes)

    def told(self) -> dict[str, object]:
        """Everything that decides the bytes of the result, as plain values by name."""
        files = {"profiles": self.profiles, "twins": self.twins}
        plain = {name: value for name, value in asdict(self).items() if name not in ("out", "config", *files)}
        plain |= {name: _digest(path) if path else None for name, path in files.items()}
        plain |= {"fields": list(self.fields), "version": __version__}
        return {**plain, **{f"config.{name}": value for name, value in asdict(self.config).items()}}

    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change when the result could."""
        return hashlib.sha256(json.dumps(self.told(), sort_keys=True).encode()).hexdigest()[:16]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
