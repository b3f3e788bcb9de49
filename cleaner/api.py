"""The two ways in: ``clean`` for one document, ``Cleaner`` for many with one config."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from types import NoneType
from typing import TYPE_CHECKING, NamedTuple

from cleaner.binary import not_text
from cleaner.config import Config
from cleaner.decoding import Decoded, decode_exactly
from cleaner.doc import Doc, Edit
from cleaner.document import Document, Status
from cleaner.errors import StageError, TimeLimitError
from cleaner.fold import fold
from cleaner.labels import of_content_type
from cleaner.lines import Lines, lines_of
from cleaner.patterns import begun
from cleaner.pipeline import State, run
from cleaner.rules import rule_book
from cleaner.stages.boilerplate import HEADLINE, ITEMS, POSTS
from cleaner.stages.decode import decode
from cleaner.stages.script.dictionaries import ensure_opencc
from cleaner.stages.spam.lexicon import lexicon_of
from cleaner.stages.spam.topics import topics
from cleaner.stages.spun.model import ensure_model
from cleaner.verdict import judge

if TYPE_CHECKING:
    from bs4 import Tag

# Passes until the text is stable; a document rarely needs more than two that change anything.
PASSES = 8
# Characters of an untouched document that its verdict is judged by.
JUDGED = 1_000_000
# Bytes of one that is too large that tell its codec.
_HEAD = 1 << 16
_LITTLE = 500  # bytes: whether they are text is not worth the question
# Rules that act on the shape of lines, which is nothing beside what a page's elements tell: of tables, and of posts.
_TOLD_BY_MARKUP = ("boilerplate.running-line", "boilerplate.outside")
_DIGITS = 4  # of a score
# Stages that look things up in large tables: a step ends behind each of them.
_LARGE = frozenset(("encoding", "spam", "boilerplate", "spun", "script"))
# Characters; and the share of a title that repairs leave as it was (a spun title loses a character in five).
LONGEST_TITLE = 200
SAME_TITLE = 0.75


Steps = Generator[None, None, Document]
"""A document in the making: a step is a stage, and the value is the clean document."""


class _Input(NamedTuple):
    """An input as text, with what the stages and the way back need to know of it."""

    source: str
    size: int
    decoded: Decoded | None
    url: str | None
    config: Config
    fault: str = ""


class Cleaner:
    """Cleans documents with one config. Built once, picklable, reusable, safe in threads; remembers no document.

    Raises ``TypeError`` for a config that is none, ``RuleError`` for a rules file that breaks its laws,
    ``DependencyError`` where OpenCC is missing or another package has overwritten it, ``ConfigError`` for a
    ``spun_model`` that cannot be read, and ``MissingExtraError`` for one without the extra ``kenlm``.
    """

    def __init__(self, config: Config | None = None) -> None:
        if not isinstance(config, (Config, NoneType)):
            raise TypeError(f"Cleaner() takes a Config, not {type(config).__name__}")
        ensure_opencc()
        ensure_rules()  # a rules file that is refused is no fault of the first document
        self.config = config or Config()
        ensure_model(self.config)

    def clean(self, data: bytes | str | Tag, url: str | None = None, content_type: str | None = None) -> Document:
        """The clean article in ``data`` (bytes, text or a parsed page), with its ledger.

        ``content_type`` is what a server said (``text/html; charset=gbk``): HTML is read as such where the config
        leaves it open, and the charset decides near ties between codecs.

        Whatever the input holds, this returns: a document that is too large, takes too long or makes a stage fail
        comes back untouched, with ``status`` and ``error``. Raises ``TypeError`` for another type of input.
        """
        steps = self.steps(data, url, content_type)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                document: Document = end.value
                return document

    def steps(self, data: bytes | str | Tag, url: str | None = None, content_type: str | None = None) -> Steps:
        """``clean``, a large stage a step: who has many documents takes a step with each, then the next one with each.

        What a stage looks things up in is then at hand for all documents but the first, as far as the processor's
        caches hold it: short texts take a fifth less time. The limit of time counts what is spent within the steps.
        """
        if not isinstance(url, (str, NoneType)):
            hint = "; give it as config=" if isinstance(url, Config) else ""
            raise TypeError(f"the url of a document is a str or None, not {type(url).__name__}{hint}")
        suited = _suited(self.config, content_type)
        given = _taken_in(data, url, suited, content_type)
        limit = self.config.max_bytes
        if given.fault:
            document = _untouched(given, "error", given.fault)
        elif given.size > limit:
            document = _untouched(given, "too_large", f"{given.size} bytes, and max_bytes is {limit}")
        else:
            yield
            document = yield from _through(given)
        return document if suited is self.config else replace(document, config_hash=self.config.fingerprint())


def ensure_rules() -> None:
    """Read the rules, once a process. Raises ``RuleError`` with file, line and id where a record breaks a law."""
    lexicon_of(rule_book())
    topics()


def clean(
    data: bytes | str | Tag, url: str | None = None, config: Config | None = None, content_type: str | None = None
) -> Document:
    """The clean article in ``data`` (bytes, text or a parsed page) with its ledger; see ``Cleaner.clean``."""
    return (_usual() if config is None else Cleaner(config)).clean(data, url, content_type)


@cache
def _usual() -> Cleaner:
    """The cleaner with the defaults, which looks at its options once a process."""
    return Cleaner()


@lru_cache(64)
def _suited(config: Config, content_type: str | None) -> Config:
    """``config`` with what a content type says of the input, where the user has not said it."""
    media = (content_type or "").lower().partition(";")[0]
    return replace(config, input="html") if config.input == "auto" and "html" in media else config


def _taken_in(data: bytes | str | Tag, url: str | None, config: Config, content_type: str | None) -> _Input:
    if isinstance(data, str):
        return _Input(str(data), _size(data, config.max_bytes), None, url, config)
    if isinstance(data, (bytes, bytearray, memoryview)):
        data = bytes(data)
        told = config.encoding is not None or config.input == "text"
        if len(data) > _LITTLE and not told and (kind := not_text(data)):
            decoded = decode_exactly(data, "latin-1")
            return _Input(decoded.text, len(data), decoded, url, config, f"no text: {kind}")
        label = of_content_type(content_type or "")
        try:
            if len(data) > config.max_bytes:  # a look at its beginning must do
                decoded = decode_exactly(data, decode(data[:_HEAD], config.encoding, label).encoding)
            else:
                decoded = decode(data, config.encoding, label)
        except Exception as error:
            decoded = decode_exactly(data, "latin-1")
            return _Input(decoded.text, len(data), decoded, url, config, _one_line("decode", error))
        return _Input(decoded.text, len(data), decoded, url, config)
    if hasattr(data, "decode") and hasattr(data, "descendants"):  # a bs4.Tag
        page = replace(config, input="html")
        try:
            source = str(data.decode())
        except Exception as error:
            return _Input("", 0, None, url, page, _one_line("bs4", error))
        return _Input(source, _size(source, page.max_bytes), None, url, page)
    raise TypeError(f"clean() takes bytes, str or a BeautifulSoup object, not {type(data).__name__}")


def _size(text: str, limit: int) -> int:
    """The bytes of ``text`` as UTF-8; where they cannot be over ``limit``, its characters will do."""
    return len(text) if 4 * len(text) <= limit else len(text.encode("utf-8", "surrogatepass"))


def _through(given: _Input) -> Steps:
    """Run the stages until a pass changes nothing, so that cleaning clean text again changes nothing either.

    But for what the markup of a page told: who gives the text alone once more asks for another look at it.
    """
    limit = given.config.max_seconds
    clock = _Clock(limit or float("inf"))
    try:
        found = _apart((yield from _pass(Doc(given.source), given.config, given.url, clock)), given.config)
        doc = found.doc
        result, later = doc.renewed(), _for_text(given.config, found)
        for _ in range(PASSES if doc.text != given.source else 0):
            again = (yield from _pass(result, later, None, clock, again=True)).doc
            doc = doc.extended(again)
            result = again.renewed()
            if again.text == again.source:
                break
        lines = lines_of(result)
        result.forget()
        return _finished(given, doc, found, lines)
    except TimeLimitError as error:
        return _untouched(given, "timeout", f"over {limit:g} s {error}")
    except Exception as error:
        return _untouched(given, "error", _one_line("cleaner", error))


class _Clock:
    """The seconds that a document has left, of which those between its steps take nothing."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds
        self.go_on()

    def go_on(self) -> None:
        """A step begins."""
        self._begun = time.monotonic()

    def stop(self, stage: str) -> None:
        """A step ends. Raises ``TimeLimitError`` where no time is left."""
        self.left -= time.monotonic() - self._begun
        if self.left < 0:
            raise TimeLimitError(f"at stage {stage}")


def _pass(
    doc: Doc, config: Config, url: str | None, clock: _Clock, *, again: bool = False
) -> Generator[None, None, State]:
    """The state after one pass over all stages. Raises ``TimeLimitError`` past the limit, ``StageError``."""
    for stage, state in run(doc, config, url, again=again):  # noqa: B007
        clock.stop(stage)
        if stage in _LARGE:
            yield
        clock.go_on()
    return state


def _apart(state: State, config: Config) -> State:
    """The state with a headline outside the article in the metadata alone, as all stages have repaired it."""
    first, _, rest = state.doc.text.partition("\n")
    if not state.facts.get(HEADLINE) or not config.enabled(HEADLINE) or not rest.strip():
        return state
    edit = Edit(0, len(first) + 1, "", HEADLINE, "outside the article; the title of the metadata holds it")
    title = _as_written(state.meta.get("title"), first) or first
    return state._replace(
        doc=state.doc.apply("boilerplate", [edit]),
        meta={**state.meta, "title": title},
        tags={**state.tags, "headline": "apart"},
    )


def _for_text(config: Config, found: State) -> Config:
    """The config for text that has left its page: nothing in it is markup because somebody said so.

    What its elements told to be posts, rows of a table or items of a list stays whatever the lines alone look like.
    """
    told = _TOLD_BY_MARKUP if found.facts.get(POSTS) else _TOLD_BY_MARKUP[:1] if "markup.map" in found.facts else ()
    return _without(config, (*told, *found.facts.get(ITEMS, ())))


@lru_cache(64)  # of a config there is another one for each kind of page
def _without(config: Config, told: tuple[str, ...]) -> Config:
    """The config for text, in which some rules are ignored."""
    config = replace(config, input="auto") if config.input == "html" else config
    return replace(config, ignore=(*config.ignore, *told)) if told else config


def _finished(given: _Input, doc: Doc, found: State, lines: Lines) -> Document:
    meta = found.meta
    return Document(
        text=doc.text,
        title=meta.get("title") if "headline" in found.tags else _as_written(meta.get("title"), doc.text),
        author=meta.get("author"),
        published=meta.get("published"),
        source=meta.get("source"),
        encoding=given.decoded.encoding if given.decoded else None,
        script=meta.get("script"),
        verdict=judge(doc, found, lines),
        scores={name: round(score, _DIGITS) for name, score in sorted(found.scores.items())},
        tags=dict(sorted(found.tags.items())),
        url=given.url,
        config_hash=given.config.fingerprint(),
        doc=doc,
        decoded=given.decoded,
    )


def _as_written(title: str | None, text: str) -> str | None:
    """The title as the first line of the clean text has it, where the two are the same but for later repairs."""
    if not title:
        return title
    first, below = (line.strip() for line in f"{text.lstrip()}\n\n".split("\n", 2)[:2])
    if not first or max(len(title), len(first)) > LONGEST_TITLE:
        return title
    if fold(title) == fold(first):
        return first  # with the marks that repairs gave the line
    if fold(title) in fold(first):
        return title
    if below and fold(title) == fold(f"{first} {below}"):  # a headline on two lines
        return title
    if (shown := begun(first)) and fold(title).startswith(fold(shown)):
        return title
    if (
        0 < fold(title).find(fold(first)) < len(title) - len(first)
    ):  # a tag that stands above the text; repairs cut ends
        return title
    return first if SequenceMatcher(None, fold(title), fold(first), autojunk=False).ratio() >= SAME_TITLE else title


def _untouched(given: _Input, status: Status, why: str) -> Document:
    head = Doc(given.source[:JUDGED])  # a document may be too large for arrays of all its characters
    return Document(
        text=given.source,
        verdict=judge(head, State(head)),
        encoding=given.decoded.encoding if given.decoded else None,
        status=status,
        error=why,
        url=given.url,
        config_hash=given.config.fingerprint(),
        doc=Doc(given.source),
        decoded=given.decoded,
    )


def _one_line(where: str, error: Exception) -> str:
    cause = error.__cause__ if isinstance(error, StageError) else None
    what = f"{error}: {type(cause).__name__}: {cause}" if cause else f"{where}: {type(error).__name__}: {error}"
    return " ".join(what.split())[:300]
