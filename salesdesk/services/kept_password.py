"""The password that the system's own keyring keeps for a person who asked for it.

Without a working keyring (no desktop session, a locked or broken one) nothing is kept and nothing is said: the person
types the password. Every call may take long or open the system's own window, so none runs on the screen's thread.
"""

from __future__ import annotations

import logging

SERVICE = "SalesDesk"
log = logging.getLogger(__name__)


def _account(address: str, login: str) -> str:
    return f"{login}@{address}"


def kept_password(address: str, login: str) -> str | None:
    """The password kept for this person at this office, if there is one."""
    import keyring

    try:
        return keyring.get_password(SERVICE, _account(address, login))
    except Exception as error:  # each backend raises what it likes
        log.info("the keyring gave no password: %s", error)
        return None


def keep_password(address: str, login: str, password: str) -> bool:
    """Keeps it; whether it is really there now."""
    import keyring

    try:
        keyring.set_password(SERVICE, _account(address, login), password)
        return keyring.get_password(SERVICE, _account(address, login)) == password
    except Exception as error:  # each backend raises what it likes
        log.info("the keyring kept no password: %s", error)
        return False


def forget_password(address: str, login: str) -> None:
    """Takes it away, if there is one."""
    import keyring

    try:
        keyring.delete_password(SERVICE, _account(address, login))
    except Exception as error:  # each backend raises what it likes, also for what it does not hold
        log.info("the keyring forgot no password: %s", error)
