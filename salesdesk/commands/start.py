"""Starts the windows."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from salesdesk import __version__
from salesdesk.services.desk_settings import (
    DeskSettings,
    data_folder,
    load_settings,
    state_folder,
    whole_address,
    without_login,
)
from salesdesk.views.shell.program import Program, dress
from salesdesk.views.sign_in.offer import DemoOffer, DemoPerson
from salesdesk.views.theme import FUSION

if TYPE_CHECKING:
    import argparse

    from salesdesk.domain.long_work import Cancelled, Progress

LOG_BYTES, LOGS_KEPT = 1_000_000, 5


def start_command(chosen: argparse.Namespace) -> int:
    return start(chosen.db, chosen.lang, chosen.login)


def start(address: str = "", language: str = "", login: str = "") -> int:
    """Opens the sign-in window and stays until the last window is closed."""
    settings = load_settings()
    _apply(settings, address, language, login)
    app = QApplication([*sys.argv[:1], *FUSION])
    app.setApplicationName("SalesDesk")
    dress(app, settings)
    program = Program(settings, demo_offer(), str(log_file()))
    program.ready.connect(_settle)
    program.start()
    return app.exec()


def _apply(settings: DeskSettings, address: str, language: str, login: str) -> None:
    settings.address = without_login(whole_address(address)) or settings.address
    settings.language = language or settings.language
    settings.login = login or settings.login


def _settle() -> None:
    """What waits until the window is painted: what was made so far stays for ever, so it is never looked through."""
    gc.freeze()
    gc.enable()
    open_log()


def log_file() -> Path:
    return state_folder() / "salesdesk.log"


def open_log() -> None:
    """A log that never grows beyond five files; without a place to write the program goes on without one."""
    import logging
    from logging.handlers import RotatingFileHandler

    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(log_file(), maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(process)d %(threadName)s %(levelname)s %(name)s: %(message)s")
    )
    logging.getLogger().addHandler(handler)
    ours = logging.getLogger("salesdesk")
    ours.setLevel(logging.INFO)
    ours.info("SalesDesk %s on Python %s, %s", __version__, sys.version.split()[0], sys.platform)


def demo_path() -> Path:
    """Where the demo office lies."""
    return data_folder() / "demo.db"


def demo_offer() -> DemoOffer:
    """What the demo office offers at the door; its people are read when they are shown."""

    def open_it(progress: Progress, cancelled: Cancelled) -> None:
        from salesdesk.demo import open_demo

        open_demo(demo_path(), progress, cancelled)

    def password() -> str:
        from salesdesk.demo.people import PASSWORD

        return PASSWORD

    def people() -> tuple[DemoPerson, ...]:
        from salesdesk.demo.people import PEOPLE
        from salesdesk.domain.permissions import ROLE_WORDS

        return tuple(DemoPerson(one.login, one.name, ROLE_WORDS[one.role]) for one in PEOPLE)

    return DemoOffer(str(demo_path()), open_it, people, password)
