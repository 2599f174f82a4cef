"""The tables of ``README.md``, ratios first."""

from __future__ import annotations

from typing import Any

Found = dict[str, Any]

WAYS = {
    "read_write": "read the people, write ready results",
    "copy": "read the people, write the people",
    "plain": "NumPy int64 between",
    "tirek": "**Tirek**",
}


def tables(found: Found) -> str:
    """Everything measured so far."""
    about = found["machine"]
    made = "; ".join(
        f"{stage.replace('_', ' ')}: `{by['command']}`, {by['date']}" for stage, by in sorted(found["made"].items())
    )
    lines = [
        (
            f"On {about['cores']} cores ({about['processor']}), {about['memory_gib']} GiB,"
            f" {about['system']}, Python {about['python']}. {made}.\n"
        )
    ]
    if found["targets"]:
        lines += _targets(found["targets"])
    if "comparison" in found:
        lines += _ratios(found["comparison"]) + _engines(found["comparison"]) + _wrong(found["comparison"])
    if found.get("one_person"):
        lines += _one_person(found)
    if "nation" in found:
        lines += _nation(found["nation"])
    return "\n".join(lines)


def _table(*rows: tuple[str, ...]) -> list[str]:
    """A Markdown table: the first row is the head, words to the left, figures to the right."""
    head, *body = rows
    words = [all(not row[column][:1].isdigit() for row in body) for column in range(len(head))]
    rule = tuple("---" if is_words else "---:" for is_words in words)
    return ["| " + " | ".join(row) + " |" for row in (head, rule, *body)] + [""]


def _targets(targets: list[Found]) -> list[str]:
    rows = [
        (
            each["target"],
            f"{each['bound']} {each['limit']:g}",
            f"{each['measured']:,.2f}",
            "yes" if each["met"] else "**no**",
        )
        for each in targets
    ]
    return _table(("target", "bound", "measured", "met"), *rows)


def _sound(comparison: Found) -> dict[str, Found]:
    return {name: row for name, row in comparison["engines"].items() if "error" not in row}


def _ratios(comparison: Found) -> list[str]:
    rows, people = _sound(comparison), comparison["people"]
    lines = [f"### {people['people']:,} people, {people['families']:,} families\n"]
    ours = rows.pop("tirek", None)
    if ours is None or not rows:
        return lines
    ratios = [
        (
            row["title"],
            f"{row['calculate_seconds'] / ours['calculate_seconds']:.1f}",
            f"{row['total_seconds'] / ours['total_seconds']:.1f}",
            f"{row['extra_bytes_per_person'] / max(ours['extra_bytes_per_person'], 1):.1f}",
        )
        for row in rows.values()
    ]
    return lines + _table(("times Tirek's", "calculating", "with loading", "extra memory"), *ratios)


def _engines(comparison: Found) -> list[str]:
    floor = comparison["floor"]
    head = (
        "engine",
        "load s",
        "calculate s",
        "CPU s of both",
        "calculating, × floor",
        "both, × floor",
        "extra bytes a person",
        "of these calculating",
        "set-up and first go s",
        "quiet processes",
    )
    rows: list[tuple[str, ...]] = []
    broken: list[str] = []
    for row in sorted(comparison["engines"].values(), key=lambda each: each.get("calculate_seconds", 0.0)):
        if "error" in row:
            broken.append(f"{row['title']} did not run: {row['error']}\n")
            continue
        name = next(iter(row["versions"].items()))
        rows.append(
            (
                f"{row['title']} ({' '.join(name)})",
                f"{row['load_seconds']:.3f}",
                f"{row['calculate_seconds']:.3f}",
                f"{row['load_cpu_seconds'] + row['calculate_cpu_seconds']:.3f}",
                f"{row['calculate_seconds'] / floor['read_seconds']:.1f}",
                f"{row['total_seconds'] / floor['read_seconds']:.1f}",
                f"{row['extra_bytes_per_person']:.0f}",
                f"{row['extra_bytes_calculating_per_person']:.0f}",
                f"{row['setup_seconds'] + row['first_seconds_cold']:.2f}",
                f"{row['quiet_processes']} of {row['processes']}",
            )
        )
    speed = floor["copy_bytes_per_second_2_threads"] / 1e9
    text = (
        f"Floor: the {floor['read_bytes'] / 1e6:,.0f} MB that the rules read (of"
        f" {floor['input_bytes'] / 1e6:,.0f} MB) at {speed:.1f} GB/s, two threads copying:"
        f" **{floor['read_seconds'] * 1e3:.1f} ms**; for all of the input"
        f" {floor['all_input_seconds'] * 1e3:.1f} ms."
    )
    sound = _sound(comparison)
    conversions = [row["conversion_seconds"] for row in sound.values() if row["kind"] == "peer"]
    if conversions:
        text += f" Of the peers' loading, {min(conversions):.2f} s is turning tiyn into tenge."
    return [*_table(head, *rows), *broken, text + "\n"]


def _wrong(comparison: Found) -> list[str]:
    rows = _sound(comparison)
    if not rows:
        return []
    outputs = list(next(iter(rows.values()))["wrong"]["by_output"])
    head = ("wrong amounts", "all", "people with one", *(output.replace("_", " ") for output in outputs))
    body = [
        (
            row["title"],
            f"{row['wrong']['amounts']:,}",
            f"{row['wrong']['people']:,}",
            *(f"{row['wrong']['by_output'][output]:,}" for output in outputs),
        )
        for row in rows.values()
    ]
    return _table(head, *body)


def _one_person(found: Found) -> list[str]:
    titles = {"tirek": "Tirek", "openfisca": "OpenFisca-core", "policyengine": "PolicyEngine-core"}
    body = [
        (titles.get(name, "ttsim"), label, f"{row['seconds'] * 1e6:,.1f}")
        for name, cases in found["one_person"].items()
        for label, row in cases.items()
    ]
    return ["### One person\n", *_table(("engine", "what", "microseconds"), *body)]


def _nation(nation: Found) -> list[str]:
    alone = nation["ways"]["read_write"]["wall_seconds"]
    body = [
        (
            WAYS[way],
            f"{row['wall_seconds']:.1f}",
            f"{row['wall_seconds'] - alone:.1f}",
            f"{row['cpu_seconds']:.1f}",
            f"{row['others_share']:.2f}",
            f"{row['peak_bytes'] / 2**20:,.0f}",
            f"{row['bytes_written'] / 1e9:.2f}",
            str(row.get("wrong_amounts", "")),
        )
        for way, row in nation["ways"].items()
    ]
    head = (
        "way",
        "wall s",
        "more than the first row",
        "CPU s",
        "others' cores",
        "peak MiB",
        "GB written",
        "wrong amounts",
    )
    about = (
        f"{nation['parts']} files ({nation['distinct_parts']} distinct, the others links to them),"
        f" {nation['input_bytes'] / 1e9:.1f} GB of zstd, histories as {nation['layout']},"
        f" pyarrow {nation['arrow']}; read from the page cache.\n"
    )
    return [f"### {nation['people']:,} people, Parquet to Parquet\n", about, *_table(head, *body)]
