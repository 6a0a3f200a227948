"""Every figure that the house is held to, measured: ``python dev.py bench``.

Each file of this folder measures one thing in fresh processes, prints each figure beside its limit, which it measured
in the same run, and ends with 1 where a limit was missed. Here they are run one after another, and summed up.
"""

from __future__ import annotations

import pkgutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def benches() -> list[str]:
    """The names of all measurements; helpers begin with an underscore."""
    names = [module.name for module in pkgutil.iter_modules([str(HERE)])]
    return [name for name in names if not name.startswith("_")]


def main(wanted: list[str]) -> int:
    """Runs the measurements named, or all; how many missed a limit."""
    missed = list[str]()
    for name in wanted or benches():
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        ended = subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], cwd=HERE.parent.parent, check=False)
        print(f"   {time.monotonic() - began:.1f} s")
        if ended.returncode:
            missed.append(name)
    print(
        f"\nbench: {len(wanted or benches())} measured, " + (f"missed: {', '.join(missed)}" if missed else "all within")
    )
    return min(1, len(missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
