"""`tirek population`: a synthetic nation, its life, its future."""

from __future__ import annotations

import typer

from tirek.cli.population.check import check_command
from tirek.cli.population.live import live_command
from tirek.cli.population.make import make_command
from tirek.cli.population.project import project_command
from tirek.cli.population.show import show_command

population_app = typer.Typer(
    help="A synthetic Kazakhstan: made, checked, lived, shown, projected.", no_args_is_help=True
)
population_app.command("make")(make_command)
population_app.command("check")(check_command)
population_app.command("live")(live_command)
population_app.command("show")(show_command)
population_app.command("project")(project_command)
