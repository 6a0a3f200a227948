"""Starts the windows."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from salesdesk.services.desk_settings import DeskSettings, load_settings
from salesdesk.views.shell.program import Program, dress
from salesdesk.views.sign_in.offer import DemoOffer, DemoPerson


def start(address: str = "", language: str = "", login: str = "") -> int:
    """Opens the sign-in window and stays until the last window is closed."""
    settings = load_settings()
    _apply(settings, address, language, login)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("SalesDesk")
    dress(app, settings)
    program = Program(settings, demo_offer)
    program.start()
    return app.exec()


def _apply(settings: DeskSettings, address: str, language: str, login: str) -> None:
    settings.address = address or settings.address
    settings.language = language or settings.language
    settings.login = login or settings.login


def demo_offer() -> DemoOffer:
    """What the demo office offers at the door."""
    from salesdesk.demo.people import PASSWORD, PEOPLE
    from salesdesk.domain.permissions import ROLE_WORDS
    from salesdesk.services.desk_settings import data_folder

    people = tuple(DemoPerson(one.login, one.name, ROLE_WORDS[one.role]) for one in PEOPLE)
    path = data_folder() / "demo.db"

    def open_it() -> None:
        from salesdesk.demo import open_demo

        open_demo(path)

    return DemoOffer(str(path), open_it, people, PASSWORD)
