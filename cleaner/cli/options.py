"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args, get_type_hints

import click

from cleaner.config import Config

F = TypeVar("F", bound=Callable[..., Any])


def _option(field: str, text: str, metavar: str | None = None) -> Callable[[F], F]:
    """The option for a field of ``Config``; its type, its choices and its default come from there."""
    kind, default = get_type_hints(Config)[field], getattr(Config(), field)
    name = f"--{field.replace('_', '-')}"
    if kind is bool:
        shown = "on" if default else "off"
        return click.option(f"{name}/--no-{name[2:]}", default=None, help=f"{text}  [default: {shown}]")
    if kind in (int, float):
        text = f"{text}  [default: {default:.0f}]"
        return click.option(name, type=kind, metavar=metavar, help=text)
    if metavar:
        return click.option(name, metavar=metavar, help=text)
    return click.option(name, type=click.Choice(get_args(kind)), help=f"{text}  [default: {default}]")


_CONFIG = (
    _option("script", "Script of the result; auto: what a machine made Traditional goes back, unify: that of most."),
    _option("vocabulary", "Words of converted text; target: those of the Mainland or Taiwan."),
    _option("names", "Words that no conversion may touch, comma-separated, or @FILE with one a line.", metavar="NAMES"),
    _option("quotes", "Quotation marks; script: “” in Simplified text, 「」 in Traditional."),
    _option("spun", "What to do with machine-spun text."),
    _option("spun_model", "KenLM model of words that judges which words to put back.", metavar="FILE"),
    _option("ruins", "What to do with characters that are lost for good."),
    _option("punctuation", "Full-width punctuation between Han characters, in text that has hardly any."),
    _option("alt", "Keep the alternative text of images."),
    _option(
        "select", "Only these rules: ids or their first parts (see 'cleaner rules'), comma-separated.", metavar="IDS"
    ),
    _option("ignore", "Not these rules.", metavar="IDS"),
    _option("unsafe", "Also apply rules marked unsafe."),
    _option("input", "What the input is."),
    _option("page", "What a web page is: an article, or a thread of a forum."),
    _option(
        "encoding",
        "Encoding of the input: a name that the web or Python knows, or euc-tw.  [default: detect it]",
        metavar="NAME",
    ),
    _option("max_bytes", "Largest document, in bytes.", metavar="N"),
    _option("max_seconds", "Longest time on a document; 0: no limit.", metavar="S"),
)
_FILE = click.option("--config", "config_file", metavar="FILE", help="TOML file with these settings.")


def config_options(command: F) -> F:
    """The options that set a ``Config``, and ``--config``; those not given arrive as ``None``."""
    for option in (_FILE, *reversed(_CONFIG)):
        command = option(command)
    return command
