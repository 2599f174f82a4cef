"""Incomes of Sylvania: sums over months, and quotients whose divisor is a number of the law or of a person."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Days, Flag, History, Money, Months, Rate, Steps


@provision("forest-code 1")
def average_crop(crops: History, crop_window: Months) -> Money:
    """Return the average of the last months."""
    return crops.last(crop_window).total() / crop_window


@provision("forest-code 2")
def best_crop(crops: History, crop_window: Months, crop_run: Months) -> Money:
    """Return the average of the best run within the last months."""
    return crops.last(crop_window).best_run(crop_run) / crop_run


@provision("forest-code 3")
def months_with_crop(crops: History, crop_window: Months, crop_run: Months) -> Months:
    """Return in how many months there was a crop, counted twice over for the most recent ones."""
    return crops.last(crop_window).last(crop_run).months_paid() + crops.months_paid()


@provision("forest-code 4", rounded="up_to_coin")
def crop_of_a_working_day(crops: History, working_days: Days, day_rate: Rate, largest_day: Money) -> Money:
    """Return the daily crop, between nothing and the largest; each person has a divisor of their own."""
    daily = max(crops.total() * day_rate / working_days, 0)
    return min(daily, largest_day)  # type: ignore[return-value]  # nothing, in the unit of the other


@provision("forest-code 5")
def crop_of_each(average_crop: Money, working_days: Days, eaters: Count) -> Money:
    """Return a day's crop for each eater: a quotient of a quotient."""
    return average_crop / working_days / max(eaters, 1)


@provision("forest-code 6")
def poor(average_crop: Money, crop_of_each: Money, forest_line: Money) -> Flag:
    """Return whether both crops lie below the line, compared across three divisors."""
    return forest_line > average_crop > crop_of_each and not crop_of_each >= forest_line


@provision("forest-code 7")
def share_of_line(average_crop: Money, forest_line: Money) -> Rate:
    """Return the crop as a share of the line."""
    return average_crop / forest_line - 1


@provision("forest-code 8", rounded="coin_half_up")
def topped_up(average_crop: Money, best_crop: Money, forest_line: Money, generous: Flag) -> Money:
    """Return the better of two averages with different divisors, less the line; may be negative."""
    better = max(average_crop, best_crop) if generous else min(average_crop, best_crop)
    return -(forest_line - better)


@provision("forest-code 8")
def least_crop(average_crop: Money, crop_of_each: Money) -> Money:
    """Return the smaller of two quotients with different divisors."""
    return min(average_crop, crop_of_each)


@provision("forest-code 9", rounded="coin_down")
def cut_down(topped_up: Money, day_rate: Rate) -> Money:
    """Return it cut, downwards."""
    return topped_up * day_rate


@provision("forest-code 9", rounded="tiyn_up")
def cut_up(topped_up: Money, day_rate: Rate) -> Money:
    """Return it cut, upwards."""
    return topped_up * day_rate


@provision("forest-code 9", rounded="tiyn_half_up")
def cut_half(topped_up: Money, day_rate: Rate, working_days: Days) -> Money:
    """Return it cut to the nearest, of a divisor that varies."""
    return topped_up * (1 - day_rate) / working_days


@provision("forest-code 9", rounded="tiyn_down")
def plain_sum(forest_line: Money) -> Money:
    """Return a whole sum: rounding it changes nothing."""
    return forest_line + 0


@provision("forest-code 9", rounded="tiyn_half_up")
def same_sum(forest_line: Money) -> Money:
    """Return a whole sum: rounding it changes nothing."""
    return forest_line * 1


@provision("forest-code 9", rounded="tiyn_half_up")
def per_day(forest_line: Money, working_days: Days) -> Money:
    """Return a sum over a divisor that varies, with no denominator of its own."""
    return forest_line / working_days


@provision("forest-code 10")
def undiscovered_line(
    average_crop: Money, lost_line: Money, lost_rates: Steps[Rate], rings: Months, generous: Flag
) -> Money:
    """Return what rests on numbers nobody has found, except for the generous."""
    if generous:
        return average_crop
    return average_crop / lost_line * lost_line * lost_rates.at(rings)


@provision("forest-code 11", rounded="lost_rounding")
def undiscovered_rounding(average_crop: Money) -> Money:
    """Return what nobody knows how to round."""
    return average_crop


@provision("forest-code 12")
def saved(savings: History, fixed_count: Count) -> Money:
    """Return three times what was saved; a fact with a default, and a number whose range has one value."""
    return savings.total() * fixed_count


@provision("forest-code 13")
def nothing(forest_line: Money) -> Money:
    """Return nothing, in the unit of the answer."""
    return forest_line - forest_line


@provision("forest-code 9")
def limited_crop(
    crops: History, crop_window: Months, crop_run: Months, forest_line: Money, largest_day: Money
) -> Money:
    """Return sums of months at most a limit, and at most the lower of two limits."""
    limited = crops.at_most(forest_line)
    return limited.last(crop_window).total() + limited.at_most(largest_day).last(crop_window).best_run(crop_run)


@provision("forest-code 9")
def months_with_limited_crop(crops: History, forest_line: Money) -> Months:
    """Return in how many months anything lies below the limit."""
    return crops.at_most(forest_line).months_paid()
