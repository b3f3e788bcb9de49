"""``cleaner batch``."""

from __future__ import annotations

import json
import os
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.options import F, config_options
from cleaner.errors import UsageError

if TYPE_CHECKING:
    from cleaner.batch.crew import Slots
    from cleaner.batch.run import Report
    from cleaner.batch.settings import LedgerFormat, Settings
    from cleaner.config import Config
    from cleaner.io.corpus import Fields

DONE, FAILED = 0, 3
_SIZE = re.compile(r"(\d{1,12})\s*([kmg]?)i?b?", re.IGNORECASE)
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


class Size(click.ParamType[int]):
    """A number of bytes, with K, M or G for powers of 1024."""

    name = "SIZE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes that ``value`` names; fails for anything else and for 0."""
        found = _SIZE.fullmatch(str(value).strip())
        if not found or not int(found[1]):
            self.fail(f"{value!r} is no size; write 32M or 1G", param, ctx)
        return int(found[1]) * _UNITS[found[2].lower()]


class Form(click.ParamType[str]):
    """A format of the ledger; empty where the option ends without one: that of the result."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The format; fails for anything else, such as an input that the option took for one."""
        if value not in ("", "jsonl", "parquet", "none"):
            asked = "is no format: jsonl, parquet or none; a ledger is written without this option, too"
            self.fail(f"{value!r} {asked}", param, ctx)
        return str(value)


_CORPUS = (
    click.option("--text-field", metavar="NAME", help="Field of JSON and Parquet records.  [default: text, content …]"),
    click.option("--html-field", metavar="NAME", help="Field with HTML.  [default: html, raw_html]"),
    click.option("--id-field", metavar="NAME", help="Field with the id.  [default: id, else a checksum]"),
    click.option("--url-field", metavar="NAME", help="Field with the address.  [default: url]"),
    click.option("-j", "--workers", type=click.IntRange(1), help="Worker processes.  [default: one a core]"),
    click.option("--engine", type=click.Choice(["local", "ray"]), default="local", help="Where.  [default: local]"),
    click.option("--address", metavar="ADDRESS", help="Ray cluster to use.  [default: start one here]"),
    click.option("--shard-size", type=Size(), help="Input a shard.  [default: 1/16 of a file, from 1M to 32M]"),
    click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N documents."),
    click.option(
        "--sample", type=click.FloatRange(0, 1, min_open=True), metavar="SHARE", help="Only this share of them."
    ),
)


def corpus_options(command: F) -> F:
    """The options that say which documents of a corpus to read, and with how many workers."""
    for option in reversed(_CORPUS):
        command = option(command)
    return command


@click.command("batch", short_help="Clean a corpus with several workers; resumes.")
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.option("-o", "--output", "out", metavar="OUT", required=True, help="Folder for the result.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "parquet", "text"]),
    default="jsonl",
    help="Format of the result.  [default: jsonl]",
)
@click.option("--compress", "packing", type=click.Choice(["none", "gz", "zst"]), default="none", help="For JSON lines.")
@click.option(
    "--ledger",
    type=Form(),
    is_flag=False,
    flag_value="",
    metavar="[jsonl|parquet|none]",
    help="Format of the ledger.  [default: like --format]",
)
@click.option("--full-ledger", is_flag=True, help="List markup edits too, as restoring HTML needs.")
@click.option("--attributes", is_flag=True, help="Also write the spans as Dolma attributes.")
@click.option(
    "--keep-field",
    "kept",
    metavar="NAME",
    multiple=True,
    help="Carry this field of the records along, under metadata; '*' for all others. Repeatable.",
)
@click.option("--profiles", metavar="FILE", help="Host profiles of 'cleaner learn', also take their lines away.")
@click.option("--keep-one", is_flag=True, help="Of a profiled line, keep the copy on the page it was first seen on.")
@click.option("--twins", metavar="FILE", help="Groups of 'cleaner spun twins': take the text of spun copies away.")
@corpus_options
@click.option("--afresh", is_flag=True, help="Take away the run that OUT holds, also over other inputs; do all again.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@config_options
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def batch(inputs: tuple[str, ...], **options: Any) -> int:
    """Clean a corpus with several workers into the folder OUT.

    INPUT is a file, folder, glob pattern or URL (s3://…): .txt .html .md, JSON lines, Parquet, WARC, WET, ARC,
    each also packed. Run the same command again after an interruption: what is done is not done again. Documents
    that could not be cleaned pass through untouched with a status, and failures.jsonl lists them; nothing else is
    lost with them.

    \b
    Examples:
      cleaner batch samples -o corpus
      cleaner batch samples -o tables --format parquet --workers 2
      cleaner batch samples -o corpus --dry-run
      cleaner batch samples -o some --limit 3 --compress gz
    """
    _companions(options)
    settings = settings_of(options)
    if options["dry_run"]:
        return _dry_run(inputs, settings)
    from cleaner.batch.run import run_batch

    report = run_batch(inputs, settings, slots_of(options), options["quiet"], options["afresh"])
    if not options["quiet"]:
        for line in summary_lines(report, settings):
            click.echo(f"cleaner: {line}", err=True)
    return FAILED if report.failures else DONE


def _companions(options: dict[str, Any]) -> None:
    """Raise ``UsageError`` for an option that would do nothing without another."""
    ledger = _ledger_of(options)
    no_lines = options["form"] != "jsonl" and ledger != "jsonl" and not options["attributes"]
    for name, alone, needs in (
        ("--full-ledger", options["full_ledger"] and ledger == "none", "a ledger"),
        ("--compress", options["packing"] != "none" and no_lines, "JSON lines; Parquet is compressed as it is"),
        ("--keep-one", options["keep_one"] and not options["profiles"], "--profiles"),
        ("--keep-field", options["kept"] and options["form"] == "text", "JSON lines or Parquet"),
        ("--address", options["address"] and options["engine"] != "ray", "--engine ray"),
    ):
        if alone:
            raise UsageError(f"{name} needs {needs}")


def settings_of(options: dict[str, Any]) -> Settings:
    """The settings of a run from the options of the command. Raises ``ConfigError`` and ``UsageError``."""
    from cleaner.batch.settings import Settings

    if "://" in options["out"]:
        raise UsageError(f"{options['out']}: results are written to a local folder; copy it from there")
    return Settings(
        out=Path(options["out"]),
        config=config_of(options),
        fields=fields_of(options),
        form=options["form"],
        packing=options["packing"],
        ledger=_ledger_of(options),
        full_ledger=options["full_ledger"],
        attributes=options["attributes"],
        shard_size=options["shard_size"],
        sample=options["sample"] or 1.0,
        limit=options["limit"],
        profiles=Path(options["profiles"]) if options["profiles"] else None,
        keep_one=options["keep_one"],
        twins=Path(options["twins"]) if options["twins"] else None,
    )


def _ledger_of(options: dict[str, Any]) -> LedgerFormat:
    like: LedgerFormat = "parquet" if options["form"] == "parquet" else "jsonl"
    return options["ledger"] or like


def config_of(options: dict[str, Any]) -> Config:
    """The config from the options of the command. Raises ``ConfigError``."""
    from cleaner.config import Config
    from cleaner.io.settings import load

    names = Config.__dataclass_fields__
    return load({name: value for name, value in options.items() if name in names}, options["config_file"])


def fields_of(options: dict[str, Any]) -> Fields:
    """Which fields of records are what, from the options of the command."""
    from cleaner.io.corpus import Fields

    named = {name: options[f"{name}_field"] for name in ("text", "html", "id", "url")}
    return Fields(**named, kept=options.get("kept", ()))


def slots_of(options: dict[str, Any]) -> Slots:
    """Where the workers run, from the options of the command."""
    if options["engine"] == "ray":
        from cleaner.engines.ray import tasks

        return tasks(options["workers"], options["address"])
    from cleaner.batch.crew import processes

    return processes(options["workers"] or cores())


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _dry_run(inputs: tuple[str, ...], settings: Settings) -> int:
    from cleaner.batch.run import shards_of, sources_of
    from cleaner.io.corpus import PassedOver

    passed = PassedOver()
    sources, problems = sources_of(inputs, settings, passed)
    for source in sources:
        packed = f" ({source.packed})" if source.packed else ""
        click.echo(f"{source.kind}{packed}\t{source.size}\t{source.name}")
    shards = sum(1 for _ in shards_of(sources, settings))
    size = sum(source.size for source in sources)
    click.echo(f"{len(sources)} sources, {size} bytes, {shards} shards; config {settings.config.fingerprint()}")
    for note in (*problems, *passed.notes()):
        click.echo(f"cleaner: {note}", err=True)
    return FAILED if problems else DONE


def summary_lines(report: Report, settings: Settings) -> list[str]:
    """The end of a run in a few lines for a person."""
    figures = report.figures
    chars, kept = int(str(figures["chars"])), int(str(figures["kept_chars"]))
    share = 1 - kept / chars if chars else 0.0
    verdicts = figures["verdicts"] if isinstance(figures["verdicts"], dict) else {}
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items()) or "none was found"
    again = f"; {report.reused} shards were done before" if report.reused else ""
    lines = [
        *report.notes[:20],
        f"{figures['documents']} documents ({told}), {share:.1%} of the characters removed or mended{again}",
    ]
    if figures["duplicate_ids"]:
        lines.append(f"{figures['duplicate_ids']} ids occur again within their shard; all documents were kept")
    if report.failures:
        path = settings.out / "failures.jsonl"
        lines += [*first_failures(path), f"{report.failures} failed; see {path}"]
    return lines


def first_failures(path: Path, most: int = 3) -> list[str]:
    """A line for each of the first failures of a run: the file, the place or document, the cause."""
    from cleaner.io.parsing import excerpt

    told = []
    with path.open(encoding="utf-8") as file:
        for line in islice(file, most):
            failure = json.loads(line)
            if "source" in failure:  # what is no part of a file is among the notes
                where = f"at {failure['at']}" if "at" in failure else str(failure["id"])
                told.append(excerpt(f"{failure['source']}: {where}: {failure['error']}", 300))
    return told
