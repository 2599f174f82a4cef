"""The rules as a ttsim policy package: scalar functions beside dated parameters in YAML."""

from ttsim.tt import Currency, UnitSystem, register_unit_builder_levels

register_unit_builder_levels(["family"])
UNITS = UnitSystem(currencies={"TENGE": Currency(statutory_from="1993-11-15")})
