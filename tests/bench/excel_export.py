"""A report of 100,000 rows as Excel, against bare openpyxl write-only: time and memory, in fresh processes.

Ours are taken in first, as from the database, and then written: no transaction waits for the file.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROWS = 100_000
TIMES = 1.2
MORE_MB = 40
ROUNDS = 3

_ROWS = """
import datetime, resource, sys, time
def rows():
    day = datetime.date(2026, 11, 22)
    for n in range({rows}):
        yield (f"3-{{n:05d}}", "三房两厅两卫", "韩若溪", n, 236_640_000 + n, 1_183_200, 980_000, day, "商业贷款",
               "陈立", "HT-2026", 2_000_000, "备注", "=1+1", n % 7)
"""
_OURS = """
from salesdesk.domain.report_table import Column, ColumnKind as K, ReportSheet
from salesdesk.excel.workbook import write_workbook
from salesdesk.services.packed_rows import PackedRows
kinds = (K.TEXT, K.TEXT, K.TEXT, K.INTEGER, K.YUAN, K.AREA, K.PERCENT, K.DATE, K.TEXT, K.TEXT, K.TEXT, K.YUAN)
kinds += (K.TEXT, K.TEXT, K.INTEGER)
columns = tuple(Column(f"列{n}", kind, total=kind is K.YUAN) for n, kind in enumerate(kinds))
from pathlib import Path
def write(path):
    packed = PackedRows(rows())
    write_workbook(Path(path), [ReportSheet("明细", columns, packed, row_count=len(packed))])
"""
_BARE = """
import openpyxl
def write(path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("明细")
    for row in rows():
        sheet.append(row)
    book.save(path)
"""
_MEASURE = """
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.process_time()
write(sys.argv[1])
print(time.process_time() - began, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def measured(code: str, path: Path) -> tuple[float, float]:
    """Seconds of the processor, and megabytes more than before the first row."""
    script = _ROWS.format(rows=ROWS) + code + _MEASURE
    out = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, check=True, text=True).stdout
    seconds, megabytes = out.split()
    return float(seconds), float(megabytes)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.xlsx"
        rounds = [(measured(_BARE, path), measured(_OURS, path)) for _ in range(ROUNDS)]
    ratio = statistics.median(ours[0] / bare[0] for bare, ours in rounds)
    more = statistics.median(ours[1] - bare[1] for bare, ours in rounds)
    print(f"   bare openpyxl write-only  {statistics.median(bare[0] for bare, _ in rounds):.2f} s")
    print(f"   ours                      {statistics.median(ours[0] for _, ours in rounds):.2f} s")
    print(f"   time    {ratio:.2f} ×   limit {TIMES} ×")
    print(f"   memory  {more:+.1f} MB   limit +{MORE_MB} MB")
    return int(ratio > TIMES or more > MORE_MB)


if __name__ == "__main__":
    sys.exit(main())
