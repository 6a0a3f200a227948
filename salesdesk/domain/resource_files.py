"""Where fonts, icons, texts and translations lie: in the installed package, else in the source tree."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = _PACKAGE / "_resources"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent / "resources"


def resource(name: str) -> Path:
    """The path of a file in ``resources/``, by its name relative to that folder."""
    return _ROOT / name
