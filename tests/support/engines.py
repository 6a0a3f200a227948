"""Says at the end of a run on which databases it was tried, and lets no test slip away as skipped.

A test that uses a database asks for the fixture `engine_kind`, itself or through another fixture, and so runs twice.
"""

from __future__ import annotations

import sqlite3
from collections import Counter

import pytest

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


SERVER_VERSION: dict[str, str] = {}
"""What the server of this process calls itself, once it runs."""


class EngineCount:
    """A pytest plugin: counts what ran on each engine. Tests may run in several processes: what is counted travels with
    each report."""

    def __init__(self) -> None:
        self.ran: Counter[str] = Counter()
        self.versions: dict[str, str] = {"sqlite": sqlite3.sqlite_version}
        self.skipped: list[str] = []

    def pytest_runtest_call(self, item: pytest.Item) -> None:
        engine = getattr(item, "funcargs", {}).get("engine_kind")
        if engine in ENGINES:
            item.user_properties += [("engine", engine), ("version", SERVER_VERSION.get(engine, ""))]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(report.nodeid)
        noted = {name: str(value) for name, value in report.user_properties}
        if report.when == "call" and "engine" in noted:
            self.ran[noted["engine"]] += 1
            if noted["version"]:
                self.versions[noted["engine"]] = noted["version"]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.ran and not self.skipped:
            return
        terminalreporter.section("databases")
        for engine, name in ENGINES.items():
            terminalreporter.line(f"{self.ran[engine]:6} tests on {name} {self.versions.get(engine, '')}".rstrip())
        for test in self.skipped:
            terminalreporter.line(f"SKIPPED, which fails the run: {test}", red=True)
