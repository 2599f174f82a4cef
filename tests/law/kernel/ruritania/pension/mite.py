"""The mite: a share of former income by length of service, never below the least mite."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Flag, History, Money, Months, Rate, Steps


@provision("crown-act 1", "republic-act 1")
def widowed(married: Flag, spouse_alive: Flag) -> Flag:
    """Return whether the person lost a spouse."""
    return married and not spouse_alive


@provision("crown-act 2", "republic-act 2")
def average_coin(coins: History, coin_window: Months) -> Money:
    """Return the average monthly income of the last months."""
    return coins.last(coin_window).total() / coin_window


@provision("crown-act 3", rounded="mite_rounding")
def mite(
    average_coin: Money, mite_share: Rate, children: Count, many_children: Count, many_children_multiple: Rate
) -> Money:
    """Return the mite of the Crown: more for many children."""
    if children >= many_children:
        return average_coin * mite_share * many_children_multiple
    return average_coin * mite_share


@provision("republic-act 3", name="mite", rounded="mite_rounding")
def mite_of_the_republic(
    average_coin: Money, service: Months, mite_by_service: Steps[Rate], least_mite: Money
) -> Money:
    """Return the mite of the Republic, by length of service."""
    return max(average_coin * mite_by_service.at(service), least_mite)


@provision("dream 1", name="mite", rounded="mite_rounding", reform="dream")
def mite_of_the_dream(coins: History, coin_window: Months, mite_share: Rate) -> Money:
    """Return the mite of the best run of months."""
    return coins.best_run(coin_window) / coin_window * mite_share
