"""When a backup was last proved: noted down in the office by the drill, and shown to whoever looks after it."""

from __future__ import annotations

from dataclasses import dataclass

from salesdesk.domain.i18n import tr
from salesdesk.domain.permissions import Permission
from salesdesk.repository.backup_proofs import BackupProofs, Proof
from salesdesk.repository.database import check_url, open_sqlite
from salesdesk.repository.postgres.backup import open_for_backup
from salesdesk.repository.sqlite import office_file
from salesdesk.repository.work import Work
from salesdesk.services.restore_drill import Protocol
from salesdesk.services.sign_in import is_server

LONGEST = 300


@dataclass(frozen=True)
class Proofs:
    """The newest backup that was proved, and a newer one that failed, where there is one."""

    proved: Proof | None
    failed: Proof | None


def note_drill(address: str, protocol: Protocol, password: str = "") -> None:
    """Notes down in the office what a drill found: on a server as the login that backups are made by.

    Raises:
        BadInput: there is no office, or the password is wrong.
    """
    if not is_server(address):
        office_file.check_there(address)
    database = open_for_backup(check_url(address), password) if is_server(address) else open_sqlite(address)
    try:
        with database.writing() as connection:
            BackupProofs(connection).note(
                protocol.backup.name,
                protocol.backup.manifest.moment,
                passed=protocol.passed,
                summary=_summary(protocol),
            )
    finally:
        database.close()


def _summary(protocol: Protocol) -> str:
    wrong = "；".join(f"{line.what}: {line.found}" for line in protocol.lines if not line.good)
    return (wrong or tr("{n} things tried").format(n=len(protocol.lines)))[:LONGEST]


def proofs(work: Work) -> Proofs:
    """For whoever manages people: when a backup was last proved."""
    work.require(Permission.PEOPLE_WRITE)
    known = BackupProofs(work.connection)
    proved, failed = known.last(passed=True), known.last(passed=False)
    newer = failed if failed and (proved is None or failed.proved_at > proved.proved_at) else None
    return Proofs(proved, newer)
