"""The same results from any number of processes; a killed one is told in one sentence."""

import operator
import os
import signal

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
