"""A timer of systemd that makes a backup every night, as text: whoever looks after the server puts it in its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from salesdesk.domain.errors import BadInput
from salesdesk.domain.i18n import mark

SERVICE, TIMER = "salesdesk-backup.service", "salesdesk-backup.timer"
SECRETS = "/etc/salesdesk/backup.env"
"""Where the password of the login for backups lies, readable for root alone."""


@dataclass(frozen=True)
class Schedule:
    """What is to be done every night."""

    program: tuple[str, ...]
    address: str
    to: Path
    key: Path | None
    daily: int
    weekly: int

    def command(self) -> str:
        words = [*self.program, "backup", self.address, "--to", str(self.to)]
        words += ["--key", str(self.key)] if self.key else []
        words += ["--daily", str(self.daily)] if self.daily else []
        words += ["--weekly", str(self.weekly)] if self.weekly else []
        return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    """As systemd reads it: ``%`` and ``$`` stand for something there."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if any(sign in plain for sign in " '\"\t;") else plain


def service_text(schedule: Schedule) -> str:
    return f"""[Unit]
Description=SalesDesk: backup of the office
Wants=network-online.target
After=network-online.target postgresql.service

[Service]
Type=oneshot
ExecStart={schedule.command()}
EnvironmentFile=-{SECRETS}
UMask=0077
Nice=10
IOSchedulingClass=idle
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=read-only
ProtectSystem=strict
ReadWritePaths={_quoted(str(schedule.to))}
"""


def timer_text() -> str:
    return """[Unit]
Description=SalesDesk: backup of the office every night

[Timer]
OnCalendar=*-*-* 03:15:00 Asia/Shanghai
RandomizedDelaySec=10min
Persistent=yes

[Install]
WantedBy=timers.target
"""


def write_schedule(schedule: Schedule, folder: Path) -> list[Path]:
    """Writes both files into ``folder``; where they are.

    Raises:
        BadInput: they cannot be written, or hold what a unit cannot.
    """
    if any(sign in schedule.command() for sign in "\n\r\0"):
        raise BadInput(mark("A path or address with a line break cannot stand in a timer."))
    written = list[Path]()
    for name, content in ((SERVICE, service_text(schedule)), (TIMER, timer_text())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, "utf-8")
        except OSError as error:
            raise BadInput(mark("“{path}” cannot be written: {why}."), path=folder / name,
                           why=error.strerror or error) from error  # fmt: skip
        written.append(folder / name)
    return written
