"""Qt speaks the language of the desk in its own dialogs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from salesdesk.domain.i18n import current_language, use_language
from salesdesk.views.shell.qt_words import speak_qt


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    before = current_language()
    yield
    use_language(before)
    speak_qt(qapp)


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "取消"), ("zh_TW", "取消"), ("en", "Cancel")])
def test_a_word_of_qt_in_each_language(qapp: QApplication, language: str, word: str) -> None:
    use_language(language)
    speak_qt(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == word
