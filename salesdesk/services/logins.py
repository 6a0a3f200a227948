"""What a person's login, name and password may be."""

from __future__ import annotations

import re
from itertools import pairwise

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark
from salesdesk.services.typed import plain_text

LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,39}")
LONGEST_NAME = 60
SHORTEST_PASSWORD = 8
FEWEST_SIGNS = 5
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t6y",
    "1qaz2wsx3ed",
)
_STEPS = {step for row in _ROWS for pair in pairwise(row) for step in (pair, pair[::-1])}
"""From one sign to the next as the alphabet goes, or the keyboard."""


def checked_login(text: str) -> str:
    """The login as it is stored: small letters, nothing that a server would have to quote."""
    login = text.strip().lower()
    if not LOGIN.fullmatch(login):
        raise BadInput(
            mark("A login name begins with a letter and holds 2 to 40 letters, digits, dots, hyphens."), field="login"
        )
    return login


def checked_name(text: str) -> str:
    """A person's name as it is stored."""
    name = plain_text(text)
    if not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(mark("A name of up to {n} characters is missing here."), n=LONGEST_NAME, field="name")
    return name


def check_new_password(password: str, login: str) -> None:
    """Refuses a password that is short, of one kind, of few signs, a row of the keyboard, or holds the login name."""
    kinds = sum((any(map(str.isalpha, password)), any(map(str.isdigit, password)), not password.isalnum()))
    if len(password) < SHORTEST_PASSWORD or kinds < 2:
        raise BadInput(
            mark("A password needs {n} characters at least, letters and digits or signs among them."),
            field="password",
            n=SHORTEST_PASSWORD,
        )
    if len(set(password.lower())) < FEWEST_SIGNS or _is_a_row(password.lower()):
        easy = mark("This password is easily guessed: the same few signs, or a row of the keyboard.")
        raise BadInput(easy, field="password")
    if login and login.lower() in password.lower():
        raise BadInput(mark("The password must not hold the login name."), field="password")


def _is_a_row(password: str) -> bool:
    """Whether two of three steps are ones that fingers take by themselves: such are the first that anybody tries."""
    steps = list(pairwise(password))
    return 3 * sum(step in _STEPS or step[0] == step[1] for step in steps) >= 2 * len(steps)
