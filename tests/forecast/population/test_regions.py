"""The one catalogue of region names."""

import pytest

from tirek.basics.text import LANGUAGES, Language
from tirek.forecast.population.regions import CITIES, REGIONS, region_name, region_title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_region_has_names_of_its_own(language: Language) -> None:
    assert len({region_name(code, language) for code in REGIONS}) == len(REGIONS)
    assert len({region_title(code, language) for code in REGIONS}) == len(REGIONS)


def test_names_are_those_of_the_regions_own_offices() -> None:
    assert [region_name(code, "en") for code in ("KZ-10", "KZ-31", "KZ-33")] == ["Abai", "Zhambyl", "Zhetisu"]
    assert region_title("KZ-31", "kk") == "Жамбыл облысы"
    assert all("Region" in region_title(code, "en") for code in REGIONS if code not in CITIES)
