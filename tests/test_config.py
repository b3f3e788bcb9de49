from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cleaner import Cleaner, Config, ConfigError, RuleError, api, clean
from cleaner.cli.app import app
from cleaner.doc import Doc
from cleaner.io import settings
from cleaner.pipeline import run

POST = (
    "水磨为什么转\n作者:王小二\n\n春天来了,万物复苏.村口的杏花开了,比去年早了整整十天.种地的老人说,这样的春天他只见过两回."
    "\n\n\n\n他说,水从山上来,磨就转了.\n"
)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scrpt": "keep"}, "unknown key 'scrpt'; did you mean 'script'?"),
        ({"max-byte": 3}, "did you mean 'max_bytes'?"),
        ({"zzzzzz": 3}, "known keys: script, spun"),
        ({"script": "hants"}, "script must be one of auto, keep, hans, hant, hant-tw, hant-hk, unify, not 'hants'"),
        ({"punctuation": "yes"}, "punctuation must be bool, not 'yes'"),
        ({"max_bytes": -1}, "max_bytes must not be negative, but is -1"),
        ({"max_bytes": True}, "max_bytes must be int, not True"),
        ({"max_bytes": 1.5}, "max_bytes must be int, not 1.5"),
        ({"max_seconds": float("nan")}, "max_seconds must not be negative"),
        ({"select": [1]}, "select must be a list of rule ids"),
        ({"names": [1]}, "names must be a list of names"),
        ({"encoding": "utf-9"}, "unknown encoding 'utf-9'"),
        ({"encoding": "rot13"}, "unknown encoding 'rot13'"),
        ({"encoding": "idna"}, "unknown encoding 'idna'"),
        ({"encoding": 8}, "encoding must be a name, not 8"),
        ({"select": ("nope",)}, "no rule is called 'nope'"),
        ({"ignore": ("tidi",)}, "no rule is called 'tidi'; did you mean 'tidy'?"),
        ({"max-bytes": 1, "max_bytes": 2}, "max_bytes is given twice"),
    ],
)
def test_a_wrong_option_is_named_with_its_place(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config.from_mapping(options, "here")
    assert str(caught.value).startswith("here: ")
    assert message in str(caught.value)


def test_names_may_be_written_with_hyphens_and_lists_as_text() -> None:
    assert Config.from_mapping({"max-bytes": 5, "ignore": "tidy, spam.loan"}) == Config(
        max_bytes=5, ignore=("tidy", "spam.loan")
    )


def test_a_config_is_plain_immutable_data() -> None:
    config = Config(script="keep", max_seconds=2)
    assert pickle.loads(pickle.dumps(config)) == config
    assert config.fingerprint() == Config(script="keep", max_seconds=2.0).fingerprint() != Config().fingerprint()
    assert pickle.loads(pickle.dumps(Cleaner(config))).config == config
    with pytest.raises(AttributeError):
        config.script = "hans"  # type: ignore[misc]


def test_a_config_names_rules_that_there_are() -> None:
    for select, ignore in ((("nope",), ()), ((), ("spam.nope",))):
        with pytest.raises(ConfigError, match="no rule is called"):
            Config(select=select, ignore=ignore)


def test_a_rules_file_that_is_refused_is_an_error_before_any_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> None:
        raise RuleError("spam.toml: rule spam.x: broken")

    monkeypatch.setattr(api, "rule_book", refused)
    (tmp_path / "a.txt").write_text("春天来了。", "utf-8")
    for command in ("clean", "batch", "report"):
        result = CliRunner().invoke(app, [command, str(tmp_path / "a.txt"), "-o", str(tmp_path / command)])
        assert (result.exit_code, result.stderr) == (2, "cleaner: spam.toml: rule spam.x: broken\n")
        assert not (tmp_path / command).exists()


def test_the_longer_prefix_wins() -> None:
    config = Config(select=("spam", "tidy.empty-lines"), ignore=("spam.drug", "tidy"))
    assert [config.enabled(rule) for rule in ("spam.bet", "spam.drug", "tidy.empty-lines", "tidy.x", "mirror.y")] == [
        True, False, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("select", "gone"),
    [
        ((), set()),
        (("tidy.punctuation",), {"encoding", "spam", "boilerplate", "spun"}),
        (("spun", "tidy"), {"encoding", "spam", "boilerplate"}),
        (("script.char",), {"spam", "boilerplate", "spun"}),  # glosses that encoding finds tell of a mirror
        (("spam", "mirror", "boilerplate"), {"spun"}),
        (("boilerplate",), {"spun", "encoding"}),  # names that nobody speaks of are found where houses are
    ],
)
def test_a_selection_leaves_out_the_stages_that_it_does_not_need(select: tuple[str, ...], gone: set[str]) -> None:
    every = {name for name, _ in run(Doc(POST), Config())}
    assert {name for name, _ in run(Doc(POST), Config(select=select))} == every - gone


def test_what_is_selected_does_the_same_without_the_other_stages() -> None:
    whole, chosen = clean(POST), clean(POST, config=Config(select=("tidy",)))
    assert [e for e in whole.edits if e.stage == "tidy"] == chosen.edits != []
    assert (whole.title, chosen.title) == ("水磨为什么转", None)
    assert set(whole.scores) - set(chosen.scores) >= {"boilerplate"}


@pytest.fixture
def nested(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text('[tool.cleaner]\nscript = "hant"\nspun = "keep"\nmax-bytes = 7\n')
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "own.toml").write_text('spun = "tag"\nmax_bytes = 8\n')
    return tmp_path


def test_options_beat_the_file_and_the_file_beats_the_project(nested: Path) -> None:
    own = str(nested / "own.toml")
    assert settings.load({}, None, nested / "a/b") == Config(script="hant", spun="keep", max_bytes=7)
    assert settings.load({"script": None}, own, nested / "a") == Config(script="hant", spun="tag", max_bytes=8)
    assert settings.load({"max_bytes": 9}, own, nested) == Config(script="hant", spun="tag", max_bytes=9)


def test_only_the_nearest_project_counts(nested: Path) -> None:
    (nested / "a/pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert settings.load({}, None, nested / "a/b") == Config()


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b'\xef\xbb\xbfspun = "drop"\n')
    assert settings.load({}, str(tmp_path / "own.toml"), tmp_path).spun == "drop"


def test_a_file_with_a_table_of_ours_is_read_there(nested: Path) -> None:
    (nested / "other.toml").write_text('[tool.cleaner]\nspun = "drop"\n')
    assert settings.load({}, str(nested / "other.toml"), nested / "a").spun == "drop"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"scrpt = 1", "unknown key 'scrpt'; did you mean 'script'?"),
        (b"script = ", "is not TOML"),
        (b"\xff\xfe", "is not TOML"),
        (b"[tool]\ncleaner = 3", "tool.cleaner must be a table"),
        (b'ignore = ["tidi"]', "no rule is called 'tidi'"),
        (b'script = "x"', "script must be one of"),
    ],
)
def test_a_wrong_file_is_one_line_that_names_it(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    for args in (["clean", "-"], ["explain", "-"]):
        result = CliRunner().invoke(app, [*args, "--config", str(path)], input="")
        assert result.exit_code == 2
        assert result.stderr.startswith(f"cleaner: {path}: ")
        assert message in result.stderr
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--config", "missing.toml"], "cleaner: missing.toml: cannot be read: No such file or directory"),
        (["--encoding", "utf-9"], "cleaner: option: unknown encoding 'utf-9'"),
        (["--ignore", "decode.lineend"], "did you mean 'decode.line-end'?"),
        (["--max-bytes", "-1"], "max_bytes must not be negative"),
        (["--spun", "all"], "Invalid value for '--spun'"),
        (["--scrpt", "keep"], "'--script'"),
    ],
)
def test_a_wrong_option_is_one_line(args: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["clean", "-", *args], input="")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message.lower() in result.stderr.lower()
    assert result.stderr.count("\n") == 1


def test_options_reach_the_stages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "春天来了，公园里的花都开了。\r\n孩子们在湖边放风筝，老人坐在树下聊天。\r\n".encode()
    (tmp_path / "pyproject.toml").write_text('[tool.cleaner]\nignore = ["decode.line-end"]\n')
    assert "decode.line-end" not in CliRunner().invoke(app, ["explain", "-"], input=text).stdout
    assert "decode.line-end" in CliRunner().invoke(app, ["explain", "-", "--ignore", "tidy"], input=text).stdout
