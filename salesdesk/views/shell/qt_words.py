"""Qt's own words, in dialogs for files and printers, in the language of the desk."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from salesdesk.domain.i18n import current_language

_translator: QTranslator | None = None


def speak_qt(app: QApplication) -> bool:
    """Lets Qt speak the language of the desk; whether it has the words. English needs none."""
    global _translator
    if _translator is not None:
        app.removeTranslator(_translator)
    _translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    found = _translator.load(f"qtbase_{current_language()}", folder)
    if found:
        app.installTranslator(_translator)
    return found
