"""The group of commands: ``clean`` is the default one, and errors become one line and an exit code."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from cleaner._version import __version__
from cleaner.cli.batch import batch
from cleaner.cli.clean import clean
from cleaner.cli.codes import DONE, FAILED, INTERRUPTED, USAGE
from cleaner.cli.explain import explain
from cleaner.cli.learn import learn
from cleaner.cli.report import report
from cleaner.cli.restore import restore
from cleaner.cli.rules import rules
from cleaner.cli.spun import spun_group
from cleaner.cli.stats import stats
from cleaner.errors import CleanerError, OutputError, UsageError


class App(click.Group):
    """Adds ``clean`` before arguments that begin with no command, and turns every error into one line."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, after the default command has been put in where none is named."""
        if not args and not sys.stdin.isatty():
            args = ["clean", "-"]
        elif args and args[0] not in self.commands and args[0] not in ("--help", "-h", "--version"):
            close = difflib.get_close_matches(args[0], self.commands, 1)
            if close and not os.path.lexists(args[0]):
                raise UsageError(f"{args[0]}: no such file or folder; did you mean the command {close[0]!r}?")
            if args in (["help"], ["version"]) and not os.path.lexists(args[0]):
                raise UsageError(f"{args[0]}: no such file or folder; did you mean --{args[0]}?")
            args = ["clean", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; the exit code. A reader that has seen enough (``| head``) is no error."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
            return code
        except KeyboardInterrupt:
            again = "; give the same command to go on" if ctx.invoked_subcommand == "batch" else ""
            click.echo(f"cleaner: interrupted; unfinished files were taken away{again}", err=True)
            return INTERRUPTED
        except BrokenPipeError:
            _mute()
            return DONE
        except OSError as error:
            _mute()
            raise OutputError(f"{error.filename or 'standard output'}: {error.strerror or error}") from None

    def main(self, args: Sequence[str] | None = None, *others: Any, **options: Any) -> NoReturn:
        """Run and exit; see the package for the exit codes."""
        try:
            result = super().main(args, *others, **{**options, "standalone_mode": False})
            code = result if isinstance(result, int) else 0
        except click.exceptions.NoArgsIsHelpError as error:
            code = USAGE
            click.echo(error.format_message(), err=True)
        except click.ClickException as error:
            code = error.exit_code
            click.echo(f"cleaner: {error.format_message().rstrip('.')}; see {_help_for(error)}", err=True)
        except OutputError as error:
            code = FAILED
            click.echo(f"cleaner: {error}", err=True)
        except CleanerError as error:
            code = USAGE
            click.echo(f"cleaner: {error}", err=True)
        sys.exit(code)


def _help_for(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"'{context.command_path if context else 'cleaner'} --help'"


def _mute() -> None:
    """Point standard output at nothing, so that the last flush of the interpreter does not complain."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is not a file (in tests)
        return


@click.group(cls=App, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Turn scraped Chinese web pages and text into clean articles, with a ledger of every removal and repair.

    Without a command, the arguments go to "clean".

    \b
    Examples:
      cleaner samples/003_81e0f47c1de17d90.txt
      cleaner < samples/003_81e0f47c1de17d90.txt > clean.txt
      cleaner clean samples -o out --log out/ledger.jsonl
      cleaner explain samples/001_a07944ea7cfbd8d6.txt
    """


for command in (clean, batch, learn, explain, report, rules, restore, stats, spun_group):
    app.add_command(command)
