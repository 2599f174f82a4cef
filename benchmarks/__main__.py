"""The benchmark's command: ``python -m benchmarks [--people N] [--only peers|tirek|nation|one]``."""

from __future__ import annotations

import argparse
import sys

from benchmarks import report
from benchmarks.places import BenchmarkError

KINDS = {"peers": {"peer", "plain"}, "tirek": {"tirek"}}


def main() -> int:
    """Runs the stages asked for and writes ``results.json`` and the tables of ``README.md``."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000, help="people in the comparison (1,000,000)")
    parser.add_argument("--only", choices=("peers", "tirek", "nation", "one"), help="one stage instead of all")
    parser.add_argument("--runs", type=int, default=3, help="timed runs in each process, at least (3)")
    parser.add_argument("--nation", type=int, default=20_000_000, help="people of the nation's files (20,000,000)")
    parser.add_argument("--distinct", type=int, default=4, help="distinct files among the nation's (4)")
    parser.add_argument("--layout", choices=("columns", "list"), default="columns", help="of the nation's histories")
    options = parser.parse_args()
    try:
        check(options.people, options.nation, options.runs, options.distinct)
        return run(options)
    except BenchmarkError as problem:
        print(problem, file=sys.stderr)
        return 2
    except ModuleNotFoundError as missing:
        print(
            f"The benchmark needs the package {missing.name}; 'make run' installs it.",
            file=sys.stderr,
        )
        return 2


def check(people: int, nation: int, runs: int, distinct: int) -> None:
    """Refuses numbers that make no sense."""
    for name, value, least in (
        ("--people", people, 1_000),
        ("--nation", nation, 1_000),
        ("--runs", runs, 1),
        ("--distinct", distinct, 1),
    ):
        if value < least:
            raise BenchmarkError(f"{name} is {value}; it must be at least {least:,}.")


def run(options: argparse.Namespace) -> int:
    """The stages, each added to what earlier runs left in ``results.json``."""
    found = report.read()
    if options.only in {None, "peers", "tirek"}:
        from benchmarks import compare, floor, watch

        kinds = KINDS[options.only] if options.only else KINDS["peers"] | KINDS["tirek"]
        measured = compare.stage(options.people, kinds, options.runs)
        print("floor: how fast this machine copies memory", flush=True)
        watch.wait_for_quiet()
        bytes_of = measured["people"]
        measured["floor"] = floor.measure(bytes_of["input_bytes"], bytes_of["read_bytes"])
        report.add_comparison(found, measured)
    if options.only in {None, "one"}:
        from benchmarks import one_person

        report.add(found, "one_person", one_person.stage())
    if options.only in {None, "nation"}:
        from benchmarks import nation

        report.add(found, "nation", nation.stage(options.nation, options.distinct, options.layout))
    report.write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
