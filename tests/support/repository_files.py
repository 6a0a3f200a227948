"""Which files belong to the repository: those that git tracks, or, in a copy without git, those a clone would hold."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_HERE = {"__pycache__", "build", "dist", ".git", ".idea", ".vscode", ".venv"}


def repository_files() -> list[Path]:
    """Relative to the repository, sorted."""
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    except FileNotFoundError:
        return _walked()
    if listing.returncode != 0 or not listing.stdout:
        return _walked()
    tracked = [Path(name) for name in listing.stdout.decode("utf-8").split("\0") if name]
    return sorted(path for path in tracked if (ROOT / path).is_file())


def _walked() -> list[Path]:
    found: list[Path] = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if not _is_made_here(name)]
        found += [(Path(folder) / name).relative_to(ROOT) for name in files if not name.endswith((".pyc", ".pyo"))]
    return sorted(found)


def _is_made_here(name: str) -> bool:
    return name in MADE_HERE or name.endswith((".egg-info", "_cache")) or name == ".hypothesis"


def text_of(path: Path) -> str | None:
    """The text of a file of the repository; None where it holds none."""
    content = (ROOT / path).read_bytes()
    if b"\0" in content[:8192]:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
