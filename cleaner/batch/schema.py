"""The declared Arrow schema of what goes into ``clean_batch`` and what comes out. Needs the extra ``batch``.

The version is in the metadata of the schema (``cleaner.schema``); it goes up when a column is added or changes.
"""

from __future__ import annotations

from cleaner.extras import require

pa = require("pyarrow", "batch")

SCHEMA_VERSION = 1

# raw may be binary, string or their large forms; url and content_type may be missing or null.
INPUT_SCHEMA = pa.schema(
    [("id", pa.string()), ("url", pa.string()), ("raw", pa.binary()), ("content_type", pa.string())]
)

_TEXTS = ("id", "text", "title", "author", "published", "source", "encoding", "script", "verdict")
_EDIT = pa.struct(
    [
        ("stage", pa.string()),
        ("rule", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("old", pa.string()),
        ("new", pa.string()),
        ("reason", pa.string()),
        ("confidence", pa.float64()),
    ]
)
# Names of scores differ by document, so they are pairs: a map is foreign to several engines.
_SCORE = pa.struct([("name", pa.string()), ("value", pa.float64())])

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in _TEXTS),
        ("scores", pa.list_(_SCORE)),
        ("status", pa.string()),
        ("error", pa.string()),
        ("edits", pa.list_(_EDIT)),
        ("config_hash", pa.string()),
        ("version", pa.string()),
    ],
    metadata={"cleaner.schema": str(SCHEMA_VERSION)},
)

# The same schema for Spark's mapInArrow.
SPARK_DDL = ", ".join(
    (
        *(f"{name} STRING" for name in _TEXTS),
        "scores ARRAY<STRUCT<name: STRING, value: DOUBLE>>",
        "status STRING",
        "error STRING",
        "edits ARRAY<STRUCT<stage: STRING, rule: STRING, start: BIGINT, end: BIGINT, old: STRING, new: STRING, "
        "reason: STRING, confidence: DOUBLE>>",
        "config_hash STRING",
        "version STRING",
    )
)
