"""Places for worker processes: what is told to stop ends at once, also what has not begun."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("multiprocessing.popen_forkserver")

# Starts a worker behind a fork server that loads for half a minute, and stops it while it does.
STOPPED_EARLY = """
import sys, threading, time
from multiprocessing import forkserver
from pathlib import Path

def main():
    from cleaner.batch.pool import ProcessSlot, StoppedError
    forkserver.set_forkserver_preload(["slow_to_load"])
    forkserver.ensure_running()
    stop, said = threading.Event(), []
    slot = ProcessSlot(Path(sys.argv[1]), stop)
    def call():
        try:
            slot.call(len, "abc")
        except StoppedError:
            said.append("stopped")
    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    time.sleep(1)
    stop.set()
    slot.kill()
    thread.join(20)
    print(*said)

if __name__ == "__main__":
    main()
"""


def test_a_worker_that_is_being_started_is_stopped_at_once(tmp_path: Path) -> None:
    (tmp_path / "slow_to_load.py").write_text("import time\ntime.sleep(30)\n")
    script = tmp_path / "early.py"
    script.write_text(STOPPED_EARLY)
    begin = time.monotonic()
    command = [sys.executable, str(script), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False)
    assert (run.stdout, run.stderr) == ("stopped\n", "")
    assert time.monotonic() - begin < 20


# Kills the fork server, which the system then takes for alive for a while, as one with much memory to give back.
KILLED_SERVER = """
import os, signal, sys, threading, time
from multiprocessing import forkserver
from pathlib import Path

def main():
    from cleaner.batch.pool import ProcessSlot
    slot = ProcessSlot(Path(sys.argv[1]), threading.Event())
    slot.call(len, "abc")
    slot.close()
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)
    wait, until = os.waitpid, time.monotonic() + 0.3
    os.waitpid = lambda pid, how: wait(pid, how) if time.monotonic() > until else (0, 0)
    print(slot.call(len, "abc"))

if __name__ == "__main__":
    main()
"""


def test_a_fork_server_that_was_killed_is_started_again(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED_SERVER)
    command = [sys.executable, str(script), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False)
    assert (run.stdout, run.stderr) == ("3\n", "")


FOLLOWS = """
import os, sys
from pathlib import Path
from cleaner.batch.worker import _follow
read, write = os.pipe()
os.close(write)
_follow(read, int(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("alive", [True, False])
def test_a_worker_takes_the_folder_of_a_parent_away_that_has_ended(alive: bool, tmp_path: Path) -> None:
    """A parent that lives closes its end, too, and needs the folder for other workers."""
    folder = tmp_path / "cleaner-of-a-run"
    folder.mkdir()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    pid = os.getpid() if alive else ended.pid
    run = subprocess.run([sys.executable, "-c", FOLLOWS, str(pid), str(folder)], timeout=60, check=False)
    assert (run.returncode, folder.exists()) == (1, alive)
