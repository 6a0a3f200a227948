"""Numbers that are read while they are typed and masked once they are left: identity papers, telephones."""

from __future__ import annotations

from collections.abc import Callable

from salesdesk.domain.errors import BadInput
from salesdesk.views.kit.field import TextField
from salesdesk.views.kit.input_method import figures_only


class MaskedEdit(TextField):
    """``number`` is what was typed, in its one stored form once it is right; the line shows it in full only while the
    cursor is in it. A right number carries a tick, a wrong one its reason.

    Args:
        check: the stored form of what was typed; raises `BadInput` with the reason.
        mask: how a right number is shown when the cursor is elsewhere.
    """

    def __init__(self, check: Callable[[str], str], mask: Callable[[str], str], placeholder: str = "") -> None:
        super().__init__(placeholder)
        self._check, self._mask = check, mask
        self._number = ""
        self._right = False
        figures_only(self.line)
        self.add_unit("")
        self.unit.set_tone("ok")

    def number(self) -> str:
        """The stored form, or what was typed where it is not right."""
        return self._number

    def is_right(self) -> bool:
        """Whether something stands here that passes the check."""
        return self._right

    def set_number(self, number: str) -> None:
        """Shows a number that is known already, masked."""
        self._number = number
        self.look_again()

    def look_again(self) -> None:
        """Checks and masks anew, as when the line is left: the kind of paper was changed."""
        self._number, self._right, reason = self._judged()
        self.line.setText(self._mask(self._number) if self._right and not self.line.hasFocus() else self._number)
        self.line.setCursorPosition(0)
        self.refuse(reason)
        self._tick()

    def settle(self) -> None:
        self.look_again()
        super().settle()

    def entered(self) -> None:
        self.line.setText(self._number)
        self.line.selectAll()

    def _on_typed(self) -> None:
        self._number = self.line.text()
        self._right = self._judged()[1]
        self._tick()
        super()._on_typed()

    def _judged(self) -> tuple[str, bool, BadInput | None]:
        typed = self._number.strip()
        if not typed:
            return "", False, None
        try:
            return self._check(typed), True, None
        except BadInput as refusal:
            return self._number, False, refusal

    def _tick(self) -> None:
        self.add_unit("✓" if self._right else "")
