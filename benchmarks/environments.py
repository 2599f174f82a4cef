"""One virtual environment per peer, with pinned versions, so that no peer can disturb another.

An environment is made once (about a minute each) and kept in the cache until its pins change.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.places import BenchmarkError, cache

PINS: dict[str, tuple[str, ...]] = {
    "openfisca": ("openfisca-core==46.0.1", "numpy==2.4.6"),
    "policyengine": ("policyengine-core==3.33.12", "numpy==2.4.6"),
    "ttsim": ("ttsim-backend==1.3.2", "dags==0.6.0", "numpy==2.4.6"),
}
"""What each peer's environment holds. NumPy is the same everywhere, so that it decides nothing."""


def python(environment: str | None) -> Path:
    """The interpreter of a peer's environment (made when missing), or our own for ``None``."""
    if environment is None:
        return Path(sys.executable)
    folder = cache("envs") / environment
    interpreter = folder / "bin" / "python"
    stamp = folder / "pins.json"
    pins = list(PINS[environment])
    if stamp.exists() and json.loads(stamp.read_text(encoding="utf-8")) == pins and interpreter.exists():
        return interpreter
    print(f"  making the environment of {environment}: {', '.join(pins)} (once, about a minute)", flush=True)
    venv.EnvBuilder(with_pip=True, clear=True).create(folder)
    command = [str(interpreter), "-m", "pip", "install", "--quiet", *pins]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        message = f"The environment of {environment} could not be made: pip says '{reason}'."
        raise BenchmarkError(message)
    stamp.write_text(json.dumps(pins), encoding="utf-8")
    return interpreter


if __name__ == "__main__":
    for peer in PINS:
        print(peer, python(peer))
