"""``cleaner learn``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cleaner.cli.batch import config_of, corpus_options, fields_of, slots_of
from cleaner.cli.options import config_options
from cleaner.errors import UsageError


@click.command(short_help="Find the lines that a site prints on its pages.")
@click.argument("inputs", metavar="INPUT…", nargs=-1, required=True)
@click.option("-o", "--output", "out", metavar="OUT", required=True, help="Parquet file for the profiles.")
@click.option("--toml", metavar="FILE", help="Also write them as TOML, for a person to review.")
@click.option("--min-pages", type=click.IntRange(2), default=10, help="Pages that a host must have.  [default: 10]")
@click.option("--min-count", type=click.IntRange(2), default=5, help="Pages with the line.  [default: 5]")
@click.option("--min-share", type=click.FloatRange(0, 1), default=0.3, help="Their share of all.  [default: 0.3]")
@corpus_options
@config_options
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def learn(inputs: tuple[str, ...], **options: Any) -> int:
    """Find the lines that are left in clean text and stand on a large share of the pages of their host.

    INPUT is what "cleaner batch" takes; documents need an address (field url, or WARC). Each line comes with its count,
    its share and three pages that have it. "cleaner batch --profiles OUT" takes these lines away, too.

    \b
    Examples:
      cleaner learn samples -o profiles.parquet
      cleaner learn samples -o profiles.parquet --toml sites.toml --min-share 0.5
    """
    from cleaner.batch.settings import Settings
    from cleaner.learn import reduce

    settings = Settings(
        out=Path(options["out"]),
        config=config_of(options),
        fields=fields_of(options),
        shard_size=options["shard_size"],
        sample=options["sample"] or 1.0,
        limit=options["limit"],
    )
    if settings.out.is_dir():
        raise UsageError(f"{settings.out}: is a folder; the profiles need a file")
    thresholds = reduce.Thresholds(**{name: options[name] for name in ("min_pages", "min_count", "min_share")})
    toml = Path(options["toml"]) if options["toml"] else None
    found = reduce.learn(inputs, settings, thresholds, slots_of(options), toml)
    if not options["quiet"]:
        for note in found.notes[:20]:
            click.echo(f"cleaner: {note}", err=True)
        seen = f"{found.documents} documents with an address, {found.passed_over} others passed over"
        click.echo(f"cleaner: {found.lines} lines of {found.hosts} hosts; {seen}", err=True)
    return 3 if found.problems else 0
