"""What this PC remembers of its desk: the last office and name, language, palette, density. No password ever.

One JSON file in the platform's folder for settings, written whole or not at all. A damaged or foreign file is put
aside and read as if there were none: nothing in it is worth keeping the program from starting.

The sign-in window needs this before it shows, so that it imports the standard library alone.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

APP = "SalesDesk"
LANGUAGES = ("zh_CN", "zh_TW", "en")
PALETTES = ("system", "light", "dark")
DENSITIES = ("dense", "middle")
IDLE_MINUTES = (1, 240)
OFFICES_KEPT = 8


def without_login(address: str) -> str:
    """A server's address as it may be kept and shown: a name or password in it is left out, people bring their own."""
    scheme, sign, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{sign}{host.rpartition('@')[2]}{slash}{path}" if sign else address


def whole_address(given: str) -> str:
    """A file's address as a whole path, since it is kept for later; a server's as it is."""
    return given if not given or "://" in given else os.path.abspath(os.path.expanduser(given))


class DeskSettings:
    """The settings of one PC. ``offices`` are addresses, the last used first; ``remember`` are those of them whose
    password is kept by the system.

    A plain class: a dataclass would cost the first window two of the milliseconds that it may take.
    """

    def __init__(
        self,
        *,
        address: str = "",
        login: str = "",
        language: str = "zh_CN",
        palette: str = "system",
        density: str = "middle",
        idle_minutes: int = 15,
        offices: Sequence[str] = (),
        remember: Sequence[str] = (),
    ) -> None:
        self.address, self.login = address, login
        self.language, self.palette, self.density = language, palette, density
        self.idle_minutes = idle_minutes
        self.offices, self.remember = list(offices), list(remember)

    def used(self, address: str, login: str) -> None:
        """This person signed in at this office: both are offered first next time."""
        address = without_login(address)
        self.address, self.login = address, login
        self.offices = [address, *(other for other in self.offices if other != address)][:OFFICES_KEPT]

    def set_remembered(self, address: str, kept: bool) -> None:
        self.remember = [other for other in self.remember if other != address] + ([address] if kept else [])


def config_folder() -> Path:
    """Where settings lie on this platform."""
    return _folder("APPDATA", "XDG_CONFIG_HOME", ".config", "AppData/Roaming", "Library/Application Support")


def data_folder() -> Path:
    """Where an office on this PC lies unless the person chooses another place."""
    return _folder("LOCALAPPDATA", "XDG_DATA_HOME", ".local/share", "AppData/Local", "Library/Application Support")


def state_folder() -> Path:
    """Where the log lies."""
    folder = _folder("LOCALAPPDATA", "XDG_STATE_HOME", ".local/state", "AppData/Local", "Library/Logs")
    return folder / "logs" if sys.platform == "win32" else folder


def _folder(windows: str, xdg: str, linux: str, windows_home: str, mac: str) -> Path:
    if sys.platform == "win32":
        base = os.environ.get(windows) or str(Path.home() / windows_home)
        return Path(base) / APP
    if sys.platform == "darwin":
        return Path.home() / mac / APP
    return Path(os.environ.get(xdg) or Path.home() / linux) / APP.lower()


def settings_file() -> Path:
    """Where the settings are kept; ``SALESDESK_SETTINGS`` names another file, for a desk that is nobody's own."""
    named = os.environ.get("SALESDESK_SETTINGS", "")
    return Path(named) if named else config_folder() / "desk.json"


def load_settings(path: Path | None = None) -> DeskSettings:
    """The settings of this PC; what is missing or makes no sense is as on the first day."""
    path = path or settings_file()
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return DeskSettings()
    except (OSError, ValueError):
        _put_aside(path)
        return DeskSettings()
    return _sensible(stored) if isinstance(stored, dict) else DeskSettings()


def _put_aside(path: Path) -> None:
    """Keeps what could not be read under another name, as far as the disk allows."""
    try:
        path.replace(path.with_suffix(".damaged"))
    except OSError:
        return


def _sensible(stored: dict[str, Any]) -> DeskSettings:
    names = vars(DeskSettings())
    return DeskSettings(**{name: stored[name] for name in names if name in stored and _fits(name, stored[name])})


def _fits(name: str, value: Any) -> bool:
    choices = {"language": LANGUAGES, "palette": PALETTES, "density": DENSITIES}
    if name in choices:
        return value in choices[name]
    if name == "idle_minutes":
        return type(value) is int and IDLE_MINUTES[0] <= value <= IDLE_MINUTES[1]
    if name in ("offices", "remember"):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def save_settings(settings: DeskSettings, path: Path | None = None) -> bool:
    """Writes the settings; whether it worked. A full or locked disk costs the memory of them, nothing else."""
    path = path or settings_file()
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(vars(settings), ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return False
    return True
