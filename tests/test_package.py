"""What is installed: the wheel holds all data, and the command works where there is no checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the checkout."""
    hatchling = pytest.importorskip("hatchling.build")
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return folder / str(hatchling.build_wheel(str(folder)))


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "cleaner").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"cleaner/py.typed", "cleaner/data/rules/decode.toml", "cleaner/data/tables/fold_t2s.txt"} <= wanted
    assert {name for name in packed if ".dist-info/" not in name} == wanted
    assert any(name.endswith("licenses/LICENSE") for name in packed)


def test_the_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r}); import cleaner; from cleaner.cli import main;"
        f"assert cleaner.__file__.startswith({str(wheel)!r}); sys.argv = ['cleaner', '-']; main()"
    )
    text = "春天来了，公园里的花都开了。\n孩子们在湖边放风筝，老人坐在树下聊天。\n"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], input=text.encode(), capture_output=True, cwd=tmp_path, env={}, check=False
    )
    assert (done.returncode, done.stdout.decode()) == (0, text), done.stderr.decode()
