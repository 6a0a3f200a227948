"""What a desk sent and has no answer to yet, kept on disk: a program that was killed tells what became of it.

One small file a person and office, written whole or not at all, before the request leaves.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from salesdesk.domain.i18n import mark, tr
from salesdesk.repository.work import Work
from salesdesk.services.desk_settings import state_folder, without_login

VERB_WORDS = {
    "take_payment": mark("a payment"),
    "refund": mark("a refund"),
    "reverse_receipt": mark("a reversal"),
    "void_receipt": mark("a void"),
    "subscribe": mark("a subscription"),
    "reserve": mark("a reservation"),
    "sign_contract": mark("a contract"),
    "cancel_order": mark("a cancellation"),
    "hold": mark("a hold"),
    "launch": mark("a launch"),
    "import_units": mark("an import of units"),
    "enter_customer": mark("a new customer"),
}
OTHER_VERB = mark("an entry")


@dataclass(frozen=True)
class Sent:
    """A request without an answer: its id, and the name of its verb."""

    request_id: str
    verb: str


@dataclass(frozen=True)
class Outcome:
    """What became of a request: whether it was carried out, and its answer."""

    sent: Sent
    done: bool

    def sentence(self) -> str:
        what = tr(VERB_WORDS.get(self.sent.verb, OTHER_VERB))
        if self.done:
            return tr(
                "When the program ended last time, {what} was still on its way: it was carried out, once."
            ).format(what=what)
        return tr(
            "When the program ended last time, {what} was still on its way: nothing of it was carried out."
        ).format(what=what)


class Unanswered:
    """The requests of one person at one office. Without a file, nothing is remembered beyond this program's life.

    A disk that cannot be written costs this memory and nothing else: each request is carried out once all the same.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._sent = dict[str, str]()

    def before(self) -> list[Sent]:
        """What an earlier life of the program left without an answer."""
        if self._path is None:
            return []
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        if not isinstance(stored, dict):
            return []
        return [Sent(request, verb) for request, verb in stored.items() if isinstance(verb, str)]

    def note(self, request_id: str, verb: str) -> None:
        self._sent[request_id] = verb
        self._write()

    def forget(self, request_id: str) -> None:
        if self._sent.pop(request_id, None) is not None:
            self._write()

    def forget_before(self) -> None:
        """What was left before has been told."""
        self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        with contextlib.suppress(OSError):
            if not self._sent:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(self._sent), encoding="utf-8")
            os.replace(fresh, self._path)


def unanswered_file(address: str, login: str) -> Path:
    """Where the requests of this person at this office are kept."""
    name = hashlib.sha256(f"{without_login(address)}\n{login}".encode()).hexdigest()[:16]
    return state_folder() / f"unanswered-{name}.json"


def outcomes(work: Work, sent: tuple[Sent, ...]) -> list[Outcome]:
    """What became of requests that this person sent."""
    return [Outcome(one, work.commands.answer(one.request_id)[0]) for one in sent]
