"""Subscriptions that were begun and not finished, kept on this PC, so that they survive the end of the program.

One small file a person and office, readable by its owner alone. Identity and telephone numbers are never in it: those
of a known customer come from the office again, others are typed again. The request id is: a subscription that was sent
before the program ended is never carried out a second time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from salesdesk.services.deals import Choices
from salesdesk.services.desk_settings import state_folder, without_login

KEPT = timedelta(days=30)
MOST_DRAFTS = 20


@dataclass(frozen=True)
class DraftBuyer:
    """One buyer as typed; ``share`` in ten-thousandths where somebody typed it."""

    name: str
    relation: str
    kind: str
    address: str
    share: int | None
    customer_id: int | None


@dataclass(frozen=True)
class DealDraft:
    """What stands in the form. Two drafts are equal when the same stands there, whenever that was."""

    unit_id: int
    customer_id: int | None
    buyers: tuple[DraftBuyer, ...]
    choices: Choices | None
    consultants: tuple[tuple[int, int | None], ...]
    request_id: str = field(default="", compare=False)
    saved_at: datetime = field(default=datetime(1970, 1, 1, tzinfo=UTC), compare=False)
    introducer_id: int | None = None


class Drafts:
    """The drafts of one person at one office; without a file, nothing is kept.

    A disk that cannot be written costs the drafts and nothing else.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def of(self, project_id: int, unit_id: int) -> DealDraft | None:
        """What was begun for this unit."""
        kept = self._read().get(_key(project_id, unit_id))
        return None if kept is None else _draft(kept)

    def keep(self, project_id: int, draft: DealDraft) -> None:
        """Keeps it in the place of what was begun for its unit before."""
        words = asdict(draft) | {"saved_at": draft.saved_at.isoformat()}
        others = {key: one for key, one in self._read().items() if _lately(one, draft.saved_at)}
        self._write({**others, _key(project_id, draft.unit_id): words})

    def drop(self, project_id: int, unit_id: int) -> None:
        """It was done, or is not wanted any more."""
        kept = self._read()
        if kept.pop(_key(project_id, unit_id), None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, Any]:
        if self._path is None:
            return {}
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}

    def _write(self, kept: Mapping[str, Any]) -> None:
        if self._path is None:
            return
        newest = dict(sorted(kept.items(), key=lambda one: str(one[1].get("saved_at", "")))[-MOST_DRAFTS:])
        with contextlib.suppress(OSError):
            if not newest:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.unlink(missing_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(newest, file, ensure_ascii=False)
            os.replace(fresh, self._path)


def drafts_file(address: str, login: str) -> Path:
    """Where the drafts of this person at this office are kept."""
    name = hashlib.sha256(f"{without_login(address)}\n{login}".encode()).hexdigest()[:16]
    return state_folder() / f"drafts-{name}.json"


def _key(project_id: int, unit_id: int) -> str:
    return f"{project_id}:{unit_id}"


def _lately(kept: object, now: datetime) -> bool:
    draft = _draft(kept)
    return draft is not None and now - draft.saved_at < KEPT


def _draft(kept: Any) -> DealDraft | None:
    """A draft as it was kept; None where that cannot be read, as a newer program may have written it."""
    try:
        choices = kept["choices"]
        return DealDraft(
            int(kept["unit_id"]), kept["customer_id"], tuple(DraftBuyer(**one) for one in kept["buyers"]),
            Choices(**{**choices, "discount_ids": tuple(choices["discount_ids"])}) if choices else None,
            tuple((int(person), share) for person, share in kept["consultants"]), str(kept["request_id"]),
            datetime.fromisoformat(kept["saved_at"]), kept.get("introducer_id"),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return None
