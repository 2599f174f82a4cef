"""Counts of an assessment: who was asked about, who is entitled to what, how much in all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

OUTCOMES: Final = ("entitled", "refused", "unknown", "no_event")


@dataclass(slots=True)
class BenefitTally:
    """Of one benefit: how many people have each outcome, and the sum of their gross amounts in tiyn."""

    outcomes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    gross: int = 0

    def add(self, other: BenefitTally) -> None:
        """Count the other's people too."""
        for outcome, people in other.outcomes.items():
            self.outcomes[outcome] += people
        self.gross += other.gross


@dataclass(slots=True)
class Tally:
    """Rows that were read, answered and rejected; and each benefit's own counts."""

    rows: int = 0
    answered: int = 0
    rejected: int = 0
    benefits: dict[str, BenefitTally] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Count the other's rows too."""
        self.rows += other.rows
        self.answered += other.answered
        self.rejected += other.rejected
        for name, counts in other.benefits.items():
            self.benefits.setdefault(name, BenefitTally()).add(counts)
