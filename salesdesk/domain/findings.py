"""What a check found wrong: one sentence each, made at the desk in its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from salesdesk.domain.i18n import tr


@dataclass(frozen=True)
class Finding:
    """One difference. ``values`` fill the gaps of ``source``; what was marked for translation is translated too."""

    source: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return tr(self.source).format(
            **{name: tr(value) if isinstance(value, str) else value for name, value in self.values.items()}
        )


def finding(source: str, **values: object) -> Finding:
    return Finding(source, values)
