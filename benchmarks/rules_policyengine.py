"""The rules in PolicyEngine-core, a fork of OpenFisca-core: variables with vector formulas, a family group.

Money is the engine's ``float`` (32 bits). Half up is written by hand, for there is no rounding in the engine.
"""

# Variables are classes in lower case with bare formulas, as everywhere in these engines:
# ruff: noqa: ANN001, ANN201, ANN401, N801, N805
# mypy: disable-error-code="misc, no-untyped-def, no-untyped-call"

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from policyengine_core.entities import build_entity
from policyengine_core.model_api import MONTH, ParameterNode, Variable, max_, min_, where
from policyengine_core.simulations import SimulationBuilder
from policyengine_core.taxbenefitsystems import TaxBenefitSystem

from benchmarks import figures
from benchmarks.law_as_parameters import parameter_tree

if TYPE_CHECKING:
    from benchmarks.engine import Case, Facts, Results
    from benchmarks.people import People

PERIOD = figures.LAW_DATE[:7]
INPUTS = ("record_months", "degree", "dependants", "days", "birth_order")
ROUNDED = {"average_income": "average_income_rounded", "record_coefficient": "record_coefficient_hundredths"}
"""Outputs whose variable has another name, since the unrounded one feeds other rules."""

Person = build_entity(key="person", plural="persons", label="A person", is_person=True)
Family = build_entity(key="family", plural="families", label="A family", roles=[{"key": "member", "plural": "members"}])


def half_up(amount: Any) -> Any:
    """To whole tenge."""
    return np.floor(amount + 0.5)


class income(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Income of the month on which contributions were paid"


class record_months(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Months for which contributions arrived"


class degree(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Degree of loss of general work capacity, percent"


class dependants(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Dependants of the deceased"


class days(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Days of maternity leave"


class birth_order(Variable):
    value_type = int
    entity = Person
    definition_period = MONTH
    label = "Which child of the family"


class quarter_income(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "All income of the last quarter"


class maternity_income(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Capped income of the 12 months before the right"
    reference = "Social Code, art. 78(2)"

    def formula(person, period, parameters):
        cap = parameters(period).cap
        return sum(min_(person("income", period.offset(-month, "month")), cap) for month in range(1, 13))


class average_income(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Average monthly income of the 24 months before the right"
    reference = "Social Code, art. 118(3)"

    def formula(person, period, parameters):
        cap = parameters(period).cap
        earlier = sum(min_(person("income", period.offset(-month, "month")), cap) for month in range(13, 25))
        return (earlier + person("maternity_income", period)) / 24


class average_income_rounded(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Average monthly income in whole tenge"

    def formula(person, period):
        return half_up(person("average_income", period))


class record_coefficient(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Record coefficient"
    reference = "Social Code, arts 118(3), 181(1), 240(2)"

    def formula(person, period, parameters):
        record = parameters(period).record
        months = person("record_months", period)
        longer = min_(1 + record.bonus * ((months - record.bonus_after) // record.bonus_every), record.cap)
        return where(months >= record.bonus_from, longer, record.steps.calc(months))


class record_coefficient_hundredths(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Record coefficient in hundredths"

    def formula(person, period):
        return half_up(person("record_coefficient", period) * 100)


class disability(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Disability payment"
    reference = "Social Code, art. 181"

    def formula(person, period, parameters):
        law = parameters(period)
        above = max_(person("average_income", period) - law.deducted_share * law.minimum_wage, 0)
        lost = person("degree", period) / 100
        return half_up(above * law.replacement.disability * lost * person("record_coefficient", period))


class survivors(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Survivor payment of the family"
    reference = "Social Code, art. 240"

    def formula(person, period, parameters):
        law = parameters(period)
        above = max_(person("average_income", period) - law.deducted_share * law.minimum_wage, 0)
        rate = law.dependants.calc(person("dependants", period))
        return half_up(above * law.replacement.survivors * rate * person("record_coefficient", period))


class job_loss(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Job-loss payment"
    reference = "Social Code, art. 118"

    def formula(person, period, parameters):
        law = parameters(period)
        enough = person("record_months", period) >= law.job_loss_minimum_record
        coefficient = person("record_coefficient", period)
        amount = person("average_income", period) * law.replacement.job_loss * coefficient
        return where(enough, half_up(amount), 0)


class maternity(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Maternity payment"
    reference = "Social Code, art. 78"

    def formula(person, period, parameters):
        average = person("maternity_income", period) / 12
        return half_up(average * (person("days", period) / parameters(period).days_in_month))


class childcare(Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Childcare payment"
    reference = "Social Code, art. 85"

    def formula(person, period, parameters):
        law = parameters(period)
        rate = law.replacement.childcare
        allowance = law.childcare.calc(person("birth_order", period)) * law.monthly_index
        floor = allowance / (1 - law.pension_contribution_share)
        return half_up(max_(min_(person("average_income", period) * rate, rate * law.cap), floor))


class family_income(Variable):
    value_type = float
    entity = Family
    definition_period = MONTH
    label = "All income of the family in the last quarter"
    adds = ("quarter_income",)


class assistance(Variable):
    value_type = float
    entity = Family
    definition_period = MONTH
    label = "Assistance to the family"

    def formula(family, period, parameters):
        line = parameters(period).assistance_line * family.nb_persons()
        return half_up(max_(line - family("family_income", period) / 3, 0))


VARIABLES = tuple(
    value for value in tuple(globals().values()) if isinstance(value, type) and value.__base__ is Variable
)


def system() -> TaxBenefitSystem:
    """The law as PolicyEngine holds it."""
    made = TaxBenefitSystem([Person, Family])
    made.add_variables(*VARIABLES)
    made.parameters = ParameterNode("", data=parameter_tree())
    return made


def history_periods() -> list[str]:
    """The 36 months before the right, oldest first."""
    year, month = figures.RIGHT_MONTH
    numbers = range(12 * year + month - 1 - figures.HISTORY_MONTHS, 12 * year + month - 1)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]


class PolicyEngine:
    """A new simulation for each load, since results are kept in it."""

    def __init__(self) -> None:
        self.system = system()
        self.periods = history_periods()

    def load(self, people: People) -> None:
        builder = SimulationBuilder()
        builder.create_entities(self.system)
        builder.declare_person_entity("person", np.arange(people.count))
        families = builder.declare_entity("family", np.arange(people.families))
        builder.join_with_persons(families, people.family, np.zeros(people.count, dtype=np.int64))
        self.simulation = builder.build(self.system)
        for period, values in zip(self.periods, people.income, strict=True):
            self.simulation.set_input("income", period, values / 100)
        for name in INPUTS:
            self.simulation.set_input(name, PERIOD, getattr(people, name))
        self.simulation.set_input("quarter_income", PERIOD, people.quarter_income / 100)

    def calculate(self) -> Results:
        return {name: self.simulation.calculate(ROUNDED.get(name, name), PERIOD) for name in figures.OUTPUTS}


def one_person(facts: Facts) -> dict[str, Case]:
    """One person alone in a family, from a dictionary, without and with PolicyEngine's trace."""
    law = system()
    person: dict[str, Any] = {name: {PERIOD: facts[name]} for name in INPUTS}
    person["income"] = dict(zip(history_periods(), _tenge(facts["income"]), strict=True))
    person["quarter_income"] = {PERIOD: facts["quarter_income"] / 100}  # type: ignore[operator]
    situation = {"persons": {"A": person}, "families": {"F": {"members": ["A"]}}}

    def calculate() -> Any:
        simulation = SimulationBuilder().build_from_entities(law, situation)
        return {name: simulation.calculate(ROUNDED.get(name, name), PERIOD)[0] for name in figures.OUTPUTS}

    def explain() -> Any:
        simulation = SimulationBuilder().build_from_entities(law, situation)
        simulation.trace = True
        results = [simulation.calculate(ROUNDED.get(name, name), PERIOD)[0] for name in figures.OUTPUTS]
        return results, simulation.tracer.computation_log.lines()

    return {"dictionary to results": calculate, "with trace": explain}


def _tenge(months: Any) -> list[float]:
    return [month / 100 for month in months]
