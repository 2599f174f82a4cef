"""Small invented laws for one test each: a sound one, and copies of it in which one thing is amiss."""

from __future__ import annotations

import atexit
import importlib
import itertools
import shutil
import sys
import tempfile
from pathlib import Path

from tirek.law.kernel.law import Law

DATA = """\
acts:
  - act: toll-act
    number: "1"
    adopted: 1999-05-01
    in_force: 2000-01-01
    title: {kk: Баж туралы заң, ru: Закон о пошлине, en: Toll Act}
    short: {kk: БЗ, ru: ЗП, en: TA}
    source: https://sketch.example/toll-act
    articles:
      - {article: "1", title: {kk: Баж, ru: Пошлина, en: Toll}, coverage: formalised}
parameters:
  fare:
    unit: tenge
    title: {kk: тариф, ru: тариф, en: fare}
    range: [1, 100]
    values:
      - {from: 2000-01-01, value: 10, act: toll-act, article: "1", source: https://sketch.example/fare, status: read}
      - {from: 2010-01-01, value: 20, act: toll-act, article: "1", status: assumed}
  discount:
    unit: rate
    kind: steps
    title: {kk: жеңілдік, ru: скидка, en: discount}
    range: [0, 1]
    step: 0.1
    values:
      - {from: 2000-01-01, value: {0: 1, 12: 0.5}, act: toll-act, article: "1", status: assumed}
  bridge_factor:
    unit: rate
    kind: choices
    title: {kk: көпір, ru: мост, en: bridge factor}
    range: [0, 5]
    values:
      - {from: 2000-01-01, value: {old: 1, new: 2}, act: toll-act, article: "1", status: assumed}
  cut:
    unit: choice
    choices: [tenge_up, tenge_down]
    title: {kk: дөңгелектеу, ru: округление, en: rounding}
    values:
      - {from: 2000-01-01, value: tenge_up, act: toll-act, article: "1", status: assumed}
facts:
  crossed_on: {unit: date, title: {kk: күні, ru: день, en: day}, question: {kk: Қашан?, ru: Когда?, en: When?}}
  crossed: {unit: flag, title: {kk: өтті, ru: проход, en: crossed}, question: {kk: Өтті ме?, ru: Был?, en: Crossed?}}
  loyal:
    unit: months
    range: [0, 600]
    title: {kk: ай, ru: месяцы, en: months}
    question: {kk: Неше?, ru: Сколько?, en: How many?}
  bridge:
    unit: choice
    choices: [old, new]
    choice_titles: {old: {kk: ескі, ru: старый, en: the old one}, new: {kk: жаңа, ru: новый, en: the new one}}
    title: {kk: көпір, ru: мост, en: bridge}
    question: {kk: Қай?, ru: Какой?, en: Which?}
terms:
  may_pay:
    title: {kk: төлейді, ru: платит, en: pays}
    holds: {kk: "Көпірден өтті: {crossed}.", ru: "Прошёл по мосту: {crossed}.", en: "Crossed the bridge: {crossed}."}
    fails: {kk: Өтпеді., ru: Не прошёл., en: Did not cross.}
  toll: {title: {kk: баж, ru: пошлина, en: toll}}
benefit:
  name: passage
  title: {kk: өту, ru: проход, en: passage}
  to_do: {kk: Төлеңіз., ru: Платите., en: Pay.}
  paid: once
  facts: [crossed, loyal, bridge]
  conditions: [may_pay]
  amounts: {gross: toll}
  right_on: crossed_on
grounds:
  - name: flood
    benefit: passage
    effect: suspended
    moment: on_the_day
    bases: ["toll-act 1"]
    text: {kk: Тасқын., ru: Наводнение., en: Flood.}
"""

RULES = '''\
"""Rules of the toll."""

from tirek.law.kernel.calendar import *
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import *


@provision("toll-act 1")
def may_pay(crossed: Flag) -> Flag:
    """Return whether a toll is due."""
    return crossed


@provision("toll-act 1", rounded="cut")
def toll(fare: Money, discount: Steps[Rate], loyal: Months, bridge: Choice, bridge_factor: Choices[Rate]) -> Money:
    """Return the toll."""
    return fare * discount.at(loyal) * bridge_factor.of(bridge)
'''


_HOME = Path(tempfile.mkdtemp(prefix="sketches_"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
_number = itertools.count(1)


def sketch(*changes: tuple[str, str], more_data: str = "", more_rules: str = "", folder: str = "more") -> Law:
    """Read the sound law with some of its text changed, with more rules, and with more data in a folder of its own.

    Every changed piece of text stands in the law exactly once.
    """
    data, rules = DATA, RULES
    for old, new in changes:
        found = (data + rules).count(old)
        assert found == 1, f"{old!r} stands {found} times in the sound law"
        data, rules = data.replace(old, new), rules.replace(old, new)
    return written({"law.yaml": data, "rules.py": rules + more_rules, f"{folder}/more.yaml": more_data})


def written(files: dict[str, str]) -> Law:
    """Write a law to a package of its own and read it."""
    package = _HOME / f"sketch_{next(_number)}"
    for name, text in files.items():
        file = package / name
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(text, encoding="utf-8")
    (package / "__init__.py").touch()
    sys.path.insert(0, str(_HOME))
    try:
        importlib.invalidate_caches()
        return Law.load(package.name)
    finally:
        sys.path.remove(str(_HOME))
