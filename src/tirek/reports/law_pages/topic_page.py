"""The page of one folder of the law: the benefit's card, its rules, numbers, facts, grounds and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.reports.law_pages import markdown as md
from tirek.reports.law_pages import values
from tirek.reports.law_pages.atlas import grounds_label, topic_label
from tirek.reports.law_pages.case_table import case_table
from tirek.reports.law_pages.entries import fact_entry, number_entry, rule_entry

if TYPE_CHECKING:
    from tirek.law.kernel.benefit import Benefit, Ground
    from tirek.reports.law_pages.atlas import Atlas

_MOMENTS = {
    "on_the_day": "on the day",
    "first_of_next_month": "from the first day of the next month",
    "end_of_month": "from the last day of the month",
    "from_award": "from the first day of the payment",
}
_EFFECTS = {"refused": "refused", "suspended": "suspended", "resumed": "resumed", "ended": "ended"}
_PAID = {"monthly": "every month", "once": "once"}
_ROLES = (
    ("right_on", "The right arises on"),
    ("starts_on", "Paid from"),
    ("ends_on", "Paid until"),
    ("months", "For how long"),
    ("apply_by", "Apply by"),
)


def topic_page(atlas: Atlas, topic: str) -> str:
    """Write the page of a topic."""
    law, names = atlas.law, atlas.names(topic)
    rules = [rule_entry(atlas, name) for name in names if name in law.provisions]
    numbers = [number_entry(atlas, name) for name in names if name in law.parameters and name not in law.provisions]
    facts = [fact_entry(atlas, name) for name in names if name in law.facts]
    cards = [_card(atlas, benefit) for benefit in atlas.benefits(topic)]
    return md.page(
        md.heading(1, atlas.topic_title(topic), topic_label(topic)),
        *atlas.about(topic),
        f"Its files: {md.code(atlas.shown(atlas.folder(topic)) + '/')}.",
        *cards,
        *_section("Rules", rules),
        *_section("Numbers by date", numbers),
        *_section("Facts", facts),
        _grounds(atlas, topic),
        *_section("Cases", case_table(atlas, topic)),
    )


def _section(title: str, entries: list[str]) -> list[str]:
    return [md.heading(2, title), *entries] if entries else []


def _card(atlas: Atlas, benefit: Benefit) -> str:
    amounts = [[md.escape(md.capital(role)), atlas.link(name)] for role, name in benefit.amounts.items()]
    roles = [[words, atlas.link(name)] for role, words in _ROLES if (name := getattr(benefit, role))]
    title, to_do = benefit.title, benefit.to_do
    rows = [
        ["Name", md.code(benefit.name)],
        ["Қазақша", md.escape(title["kk"])],
        ["По-русски", md.escape(title["ru"])],
        ["Paid", _PAID.get(benefit.paid, benefit.paid)],
        *amounts,
        *roles,
        ["Conditions", "<br>".join(atlas.link(name) for name in benefit.conditions)],
        ["Also told", "<br>".join(atlas.link(name) for name in benefit.details)],
        ["Asked for", "<br>".join(atlas.link(name) for name in benefit.facts)],
        ["What to do", md.escape(to_do["en"])],
        ["Не істеу керек", md.escape(to_do["kk"])],
        ["Что сделать", md.escape(to_do["ru"])],
    ]
    head = md.heading(2, f"The benefit: {title['en']}", f"benefit-{md.label(benefit.name)}")
    return md.page(head, md.table(("", ""), [row for row in rows if row[1]])).rstrip()


def _grounds(atlas: Atlas, topic: str) -> str:
    order = list(_EFFECTS)
    grounds = sorted(atlas.grounds(topic), key=lambda ground: order.index(ground.effect))
    if not grounds:
        return ""
    columns = ("Payment", "When it works", "Ground", "Қазақша", "По-русски", "Articles", "Name")
    head = md.heading(2, "Grounds to refuse, suspend, resume or end the payment", grounds_label(topic))
    return md.page(head, md.table(columns, [_ground_row(atlas, ground) for ground in grounds])).rstrip()


def _ground_row(atlas: Atlas, ground: Ground) -> list[str]:
    articles = []
    for basis in ground.bases:
        first, last = values.day_cell(basis.start), values.day_cell(basis.end)
        articles.append(f"{atlas.cite(basis)}, {first} to {last}" if last else f"{atlas.cite(basis)}, from {first}")
    texts = (md.escape(ground.text[language]) for language in ("en", "kk", "ru"))
    moment = "" if ground.effect == "refused" else _MOMENTS.get(ground.moment, ground.moment)
    return [_EFFECTS[ground.effect], moment, *texts, "<br>".join(articles), md.code(ground.name)]
