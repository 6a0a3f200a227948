"""The rows of a long report, kept in little room between the database and the file.

A report is read at one moment, and no transaction waits for a file (DESIGN.md, "Transactions"): a slow stick, a full
disk or a network drive would else hold the moment open until the server ends the session. So all rows are read first.
They are packed a thousand at a time: 100,000 rows need a few megabytes so, and 60 as they come. A temporary
file would do as well, but leave the buyers' names lying on the disk.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Generator, Iterable, Iterator, Sequence

from salesdesk.domain.long_work import Cancelled, stop_if

AT_ONCE = 1_000


class PackedRows:
    """Rows that were read once, and may be gone through as often as needed.

    Args:
        rows: read to the end at once.
        cancelled: asked now and then whether to stop.

    Raises:
        Stopped: as asked.
    """

    def __init__(self, rows: Iterable[Sequence[object]], cancelled: Cancelled | None = None) -> None:
        self._packs: list[bytes] = []
        self._count = 0
        taken = list[Sequence[object]]()
        try:
            for row in rows:
                taken.append(row)
                if len(taken) == AT_ONCE:
                    self._pack(taken)
                    stop_if(cancelled)
        finally:
            if isinstance(rows, Generator):
                rows.close()
        self._pack(taken)
        stop_if(cancelled)

    def _pack(self, rows: list[Sequence[object]]) -> None:
        self._packs.append(zlib.compress(pickle.dumps(rows, pickle.HIGHEST_PROTOCOL), level=1))
        self._count += len(rows)
        rows.clear()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Sequence[object]]:
        for pack in self._packs:
            yield from pickle.loads(zlib.decompress(pack))
