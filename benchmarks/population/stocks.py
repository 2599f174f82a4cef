"""Stocks of a nation as it lives, weighted: the table of docs/nation/life.md.

tirek population make --share 0.01 --out nation
tirek population live nation --months 12 --out lived-12
tirek population live nation --months 36 --out lived-36
python -m benchmarks.population.stocks nation lived-12 lived-36
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Final

import polars as pl

from tirek.forecast.population.files import Nation, open_nation

EMPLOYED: Final = pl.col("employment").is_in(["employee", "self_employed"])
UNEMPLOYED: Final = pl.col("employment") == "unemployed"
STUDIES: Final = pl.col("study").is_in(["school", "college", "university"])
GROWN: Final = pl.col("age") >= 15
YOUNG: Final = pl.col("age").is_between(15, 34)
CHOICES: Final = ("employment", "study", "marital_status", "disability_group", "sex")


def stocks(folder: Path) -> dict[str, str]:
    """Return the stocks of a nation by name, in thousands unless the name says otherwise."""
    nation = open_nation(folder)
    persons, awards = _persons(nation), _awards(nation)

    def thousand(those: pl.Expr) -> float:
        return float(persons.filter(those)["weight"].sum()) / 1000

    def percent(those: pl.Expr, among: pl.Expr) -> float:
        return 100 * thousand(those & among) / thousand(among)

    def paid(kind: str) -> str:
        return f"{float(awards.filter(pl.col('kind') == kind)['weight'].sum()) / 1000:,.1f}"

    participants, employed = thousand(pl.col("participant")), thousand(EMPLOYED)
    unemployed_men = thousand(UNEMPLOYED & (pl.col("sex") == "male"))
    return {
        "persons": f"{thousand(pl.lit(value=True)):,.0f}",
        "participants of the last 12 months; per 100 employed":
            f"{participants:,.0f}; {100 * participants / employed:.1f}",
        "employed": f"{employed:,.0f}",
        "unemployed men; rate, %": f"{unemployed_men:,.0f}; {percent(UNEMPLOYED, EMPLOYED | UNEMPLOYED):.2f}",
        "neither in work nor study, % of 15-34": f"{percent(~EMPLOYED & ~STUDIES, YOUNG):.1f}",
        "at college; at university": "; ".join(
            f"{thousand(pl.col('study') == where):,.0f}" for where in ("college", "university")
        ),
        "with a disability": f"{thousand(pl.col('disability_group') != 'none'):,.0f}",
        "disability payments of the Fund": paid("disability_payment"),
        "survivors' payments, families": paid("survivor_payment"),
        "survivors' allowance, families": paid("survivor_allowance"),
        "job-loss payments": paid("job_loss_payment"),
        "pensioners": f"{thousand(pl.col('pensioner')):,.0f}",
    } | {
        f"{name}, % of 15 and over": f"{percent(pl.col('marital_status') == status, GROWN):.1f}"
        for name, status in (
            ("never married", "never"), ("married", "married"), ("divorced", "divorced"), ("widowed", "widowed")
        )
    }  # fmt: skip


def _persons(nation: Nation) -> pl.DataFrame:
    on = dt.date.fromisoformat(nation.manifest["on"])
    weights = nation.scan("families").select("family_id", "weight")
    month, day = pl.col("birth_date").dt.month().cast(pl.Int32), pl.col("birth_date").dt.day()
    to_come = month * 100 + day > on.month * 100 + on.day
    age = on.year - pl.col("birth_date").dt.year() - to_come.cast(pl.Int32)
    return (
        nation.scan("persons").join(weights, on="family_id").collect()
        .with_columns(pl.col(CHOICES).cast(pl.String), age=age)
        .with_columns(participant=pl.col("person_id").is_in(_participants(nation, on).implode()))
    )  # fmt: skip


def _participants(nation: Nation, on: dt.date) -> pl.Series:
    """Return who paid contributions in one of the last 12 months."""
    paid = nation.scan("contributions").explode("incomes", "contributions").collect()
    begins = pl.col("first_month").dt.year() * 12 + pl.col("first_month").dt.month() - 1
    place = pl.int_range(pl.len()).over("person_id", "employer_id", "payer_kind", "first_month")
    lately = begins + place >= (on.year - 1) * 12 + on.month - 1
    return paid.filter(lately & (pl.col("contributions") > 0))["person_id"].unique()


def _awards(nation: Nation) -> pl.DataFrame:
    weights = nation.scan("families").select("family_id", "weight")
    return nation.scan("awards").with_columns(pl.col("kind").cast(pl.String)).join(weights, on="family_id").collect()


def main() -> None:
    """Print the table of nations, a column each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nations", nargs="+", type=Path)
    nations = parser.parse_args().nations
    found = [stocks(folder) for folder in nations]
    print("| stock | " + " | ".join(folder.name for folder in nations) + " |")
    print("|---|" + "---:|" * len(nations))
    for name in found[0]:
        print(f"| {name} | " + " | ".join(each[name] for each in found) + " |")


if __name__ == "__main__":
    main()
