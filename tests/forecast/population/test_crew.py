"""The same results from any number of processes; a killed one is told in one sentence."""

import operator
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tirek.basics.errors import InputError
from tirek.forecast.population.crew import in_processes


def die(_: str, item: int) -> int:
    """Be killed at the third item, as the kernel kills who takes too much memory."""
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


@pytest.mark.parametrize("cores", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(cores: int) -> None:
    assert list(in_processes(operator.mul, 3, [4, 1, 2], cores, "multiplying")) == [12, 3, 6]
    assert list(in_processes(operator.mul, 3, [], cores, "multiplying")) == []


def test_a_killed_process_is_told_in_one_sentence() -> None:
    with pytest.raises(InputError, match="a process that was dying was killed, perhaps for want of memory"):
        list(in_processes(die, "", range(1, 9), 2, "dying"))


def test_what_goes_wrong_inside_comes_out() -> None:
    with pytest.raises(TypeError):
        list(in_processes(operator.mul, "a", ["b", "c"], 2, "multiplying words"))


WORK = """
import sys, time
from tirek.basics.errors import InputError
from tirek.forecast.population.crew import in_processes

def wait(shared, item):
    time.sleep(60)
    return item

if __name__ == "__main__":
    try:
        list(in_processes(wait, bytes(30_000_000), [1, 2, 3, 4], 2, "waiting"))
    except InputError as refused:
        sys.exit(f"refused: {refused}")
    except KeyboardInterrupt:
        sys.exit("interrupted")
"""
"""Two processes that are handed much and wait."""


def children(process: int) -> list[int]:
    """The processes begun by `multiprocessing` in a process, without the one that only counts resources."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_text()
        except OSError:
            continue
        if parent == process and "spawn_main" in command:
            found.append(int(folder.name))
    return found


def begun(tmp_path: Path) -> tuple[subprocess.Popen[str], int]:
    """Begin the work, and wait for its first child."""
    script = tmp_path / "work.py"
    script.write_text(WORK)
    (tmp_path / "temporary").mkdir()
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"TMPDIR": str(tmp_path / "temporary")},
    )
    while not (found := children(process.pid)):
        assert process.poll() is None
        time.sleep(0.01)
    return process, found[0]


@pytest.mark.parametrize("seconds", [0, 0.1, 1.5])
def test_a_process_killed_while_it_starts_leaves_nobody_waiting(tmp_path: Path, seconds: float) -> None:
    process, child = begun(tmp_path)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    assert process.communicate(timeout=30)[1].startswith("refused: a process that was waiting was killed")
    assert not children(process.pid)


@pytest.mark.parametrize("seconds", [0, 0.1, 1.5])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_its_parent(tmp_path: Path, how: signal.Signals, seconds: float) -> None:
    process, _ = begun(tmp_path)
    time.sleep(seconds)
    process.send_signal(how)
    process.communicate(timeout=30)
    waited = 0
    while of_session(process.pid):
        waited += 1
        assert waited < 1000, "a process outlived its parent"
        time.sleep(0.05)
    assert not list((tmp_path / "temporary").iterdir()), "nor does what it was given"


def of_session(session: int) -> list[int]:
    """The processes of a session that still work."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, its_session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(its_session) == session and state != "Z":
            found.append(int(folder.name))
    return found


@pytest.mark.parametrize("seconds", [0, 0.1, 1.5])
def test_an_interruption_is_heard_by_the_command_alone(tmp_path: Path, seconds: float) -> None:
    process, _ = begun(tmp_path)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=100)[1] == "interrupted\n"
