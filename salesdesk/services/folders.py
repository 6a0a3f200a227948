"""Where this person's settings, data and logs lie, by the custom of each system."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "salesdesk"


def _base(windows: str, mac: str, xdg: str, home: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or Path.home()) / "SalesDesk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / mac / "SalesDesk"
    return Path(os.environ.get(xdg) or Path.home() / home) / _NAME


def config_folder() -> Path:
    """Settings of this desk."""
    return _base("APPDATA", "Preferences", "XDG_CONFIG_HOME", ".config")


def data_folder() -> Path:
    """Offices on this PC, and the office's own texts."""
    return _base("LOCALAPPDATA", "Application Support", "XDG_DATA_HOME", ".local/share")


def state_folder() -> Path:
    """Logs, and forms that wait for an answer."""
    return _base("LOCALAPPDATA", "Logs", "XDG_STATE_HOME", ".local/state")
