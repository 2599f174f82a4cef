"""One family told as a story: who lives together, what they do, what they live on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from tirek.basics.errors import InputError
from tirek.basics.text import NO_BREAK_SPACE, Language, date_text, money_text, number_text
from tirek.forecast.population.block import NUMBERS_IN_BLOCK
from tirek.forecast.population.regions import CITIES, region_name, region_title
from tirek.reports.portrait.naming import Naming
from tirek.reports.portrait.words import Words

if TYPE_CHECKING:
    from tirek.forecast.population.files import Nation

_ROLES: Final = ("head", "spouse", "child", "grandchild", "sibling", "parent", "other")


@dataclass(frozen=True, slots=True)
class Story:
    """A family told: a first sentence, a line for each person, what they live on, what they receive."""

    language: Language
    number: int
    first: str
    people: tuple[tuple[str, str], ...]
    means: tuple[str, ...]
    awards_title: str
    awards: tuple[str, ...]


def choose_family(nation: Nation) -> int:
    """Return a family worth telling: of the first block, the one in whose life most things come together."""
    block = nation.blocks[0]
    persons = nation.part("persons", block)
    awards = nation.part("awards", block).group_by("family_id").agg(pl.col("kind").n_unique().alias("awards"))
    rich = persons.group_by("family_id").agg(
        pl.len().alias("size"),
        pl.col("employment").n_unique().alias("work"),
        pl.col("study").n_unique().alias("study"),
        pl.col("family_role").n_unique().alias("roles"),
    )
    scored = (
        rich.join(awards, on="family_id", how="left")
        .filter(pl.col("size") <= len(_ROLES))
        .with_columns(score=pl.sum_horizontal(pl.col("work", "study", "roles"), pl.col("awards").fill_null(0)))
    )
    best = scored.sort("score", "family_id", descending=[True, False])
    return int(best["family_id"][0] if len(best) else nation.part("families", block)["family_id"][0])


def tell(nation: Nation, family: int, language: Language) -> Story:
    """Return the story of a family; InputError when the nation has none of this number."""
    block = family // NUMBERS_IN_BLOCK
    if block not in nation.blocks:
        raise InputError(f"there is no family {family} in {nation.folder}")
    families = nation.part("families", block).filter(pl.col("family_id") == family)
    if not len(families):
        raise InputError(f"there is no family {family} in {nation.folder}")
    persons = _of(nation, "persons", family).sort(
        pl.col("family_role").cast(pl.String).replace_strict({role: n for n, role in enumerate(_ROLES)}), "birth_date"
    )
    return _Teller(nation, language).tell(families.row(0, named=True), persons.rows(named=True))


def _of(nation: Nation, table: str, family: int) -> pl.DataFrame:
    return nation.part(table, family // NUMBERS_IN_BLOCK).filter(pl.col("family_id") == family)


def role(person: dict[str, Any], persons: list[dict[str, Any]]) -> str:
    """Return what somebody is to the head of the family; whoever is married to a child of the head is an in-law."""
    children = {each["person_id"] for each in persons if each["family_role"] == "child"}
    if person["family_role"] == "other" and person["spouse_id"] in children:
        return "child_in_law"
    return str(person["family_role"])


class _Teller:
    def __init__(self, nation: Nation, language: Language) -> None:
        self.nation, self.language = nation, language
        self.on = dt.date.fromisoformat(nation.manifest["on"])
        self.say = Words("story.yaml", language)

    def tell(self, family: dict[str, Any], persons: list[dict[str, Any]]) -> Story:
        number = family["family_id"]
        names = Naming(number, persons, self.language)
        paid = self._months_paid([person["person_id"] for person in persons], number)
        people = tuple(
            (self._who(person, names, persons), self._does(person, paid.get(person["person_id"], 0)))
            for person in persons
        )
        awards = self._awards(number, {person["person_id"]: names.given(person["person_id"]) for person in persons})
        means = tuple(self._means(family, len(persons)))
        return Story(
            self.language, number, self._first(family, persons, names), people, means, self.say("awards"), awards
        )

    def _first(self, family: dict[str, Any], persons: list[dict[str, Any]], names: Naming) -> str:
        """Tell in the first sentence who lives where."""
        call = region_name if family["region"] in CITIES else region_title
        where = {
            "place": self.say("town" if family["urban"] else "village"), "number": family["family_id"],
            "region": call(family["region"], self.language),
        }  # fmt: skip
        if len(persons) == 1:
            (person,) = persons
            return self.say(f"alone.{person['sex']}", name=names.full(person["person_id"], person["sex"]), **where)
        counted = self.say.counted("persons", len(persons))
        return self.say("family", family=names.family, size=len(persons), persons=counted, **where)

    def _who(self, person: dict[str, Any], names: Naming, persons: list[dict[str, Any]]) -> str:
        name, age = names.given(person["person_id"]), self._age(person["birth_date"])
        if len(persons) == 1:
            return f"{name}, {age}"
        what = self.say(f"roles.{role(person, persons)}.{person['sex']}")
        return f"{name}, {what}, {age}"

    def _age(self, born: dt.date) -> str:
        age = self.on.year - born.year - ((self.on.month, self.on.day) < (born.month, born.day))
        return f"{age}{NO_BREAK_SPACE}{self.say.counted('years', age)}" if age else self.say("infant")

    def _does(self, person: dict[str, Any], months: int) -> str:
        parts = []
        if person["study"] != "none":
            parts.append(self.say(f"study.{person['study']}"))
        if person["employment"] == "employee":
            parts.append(self.say("employee", sum=self._money(person["wage"])))
        elif person["employment"] == "self_employed":
            parts.append(self.say("self_employed", sum=self._money(person["own_income"])))
        elif person["employment"] == "unemployed":
            parts.append(self.say("unemployed"))
        if person["pensioner"]:
            parts.append(self.say("pensioner"))
        if person["disability_group"] != "none":
            parts.append(self.say(f"disability.{person['disability_group']}"))
        if person["birth_due_on"]:
            parts.append(self.say("due", day=date_text(person["birth_due_on"], self.language)))
        if months:
            counted = f"{number_text(months, self.language)}{NO_BREAK_SPACE}{self.say.counted('months', months)}"
            parts.append(self.say("contributions", months=counted))
        told = ", ".join(parts or [self.say("at_home")])
        return told[0].upper() + told[1:]

    def _months_paid(self, persons: list[int], family: int) -> dict[int, int]:
        """Return months with contributions by person; two payers of one month are one month."""
        rows = self.nation.part("contributions", family // NUMBERS_IN_BLOCK).filter(pl.col("person_id").is_in(persons))
        months = rows.select(
            "person_id", pl.col("contributions"),
            (pl.col("first_month").dt.year() * 12 + pl.col("first_month").dt.month()).alias("first"),
        )  # fmt: skip
        places = months.with_columns(pl.int_ranges(pl.col("contributions").list.len()).alias("place"))
        each = places.explode("contributions", "place").filter(pl.col("contributions") > 0)
        counted = each.group_by("person_id").agg((pl.col("first") + pl.col("place")).n_unique().alias("months"))
        return dict(counted.iter_rows())

    def _means(self, family: dict[str, Any], size: int) -> list[str]:
        number, told = family["family_id"], []
        told.append(self.say(f"dwelling.{family['dwelling']}", area=family["dwelling_area"]))
        if vehicles := len(_of(self.nation, "vehicles", number)):
            told.append(self.say("vehicles", count=vehicles, vehicles=self.say.counted("vehicle", vehicles)))
        loans = _of(self.nation, "loans", number)
        if len(loans):
            monthly, counted = self._money(int(loans["instalment"].sum())), self.say.counted("loan", len(loans))
            told.append(self.say("loans", count=len(loans), loans=counted, sum=monthly))
        income, each = self._money(family["income"]), self._money(family["income"] // size)
        told.append(self.say("income_alone" if size == 1 else "income", sum=income, each=each))
        return told

    def _awards(self, family: int, names: dict[int, str]) -> tuple[str, ...]:
        """Return a line for each person who receives something."""
        found: dict[str, list[str]] = {}
        for row in _of(self.nation, "awards", family).sort("award_id").iter_rows(named=True):
            told = f"{self.say('award_names.' + row['kind'])} {self._money(row['amount'])}"
            found.setdefault(names[row["person_id"]], []).append(told)
        return tuple(f"{name}: {', '.join(parts)}" for name, parts in found.items())

    def _money(self, tiyn: int) -> str:
        """Write a sum in whole tenge: a story needs no tiyn."""
        return money_text(round(tiyn / 100) * 100, self.language)
