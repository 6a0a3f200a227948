"""Says at the end of a run on which databases it was tried, and lets no test slip away as skipped.

A test that uses a database asks for the fixture `engine_kind`, itself or through another fixture, and so runs twice.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.support.postgres import VERSION

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class EngineCount:
    """A pytest plugin: counts what ran on each engine, by the value of the parameter `engine_kind`."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.engine_of: dict[str, str] = {}
        self.ran: Counter[str] = Counter()
        self.skipped: list[str] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        for item in session.items:
            parameters = item.callspec.params if hasattr(item, "callspec") else {}
            if "engine_kind" in parameters:
                self.engine_of[item.nodeid] = parameters["engine_kind"]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self.skipped.append(report.nodeid)
        elif report.when == "call" and report.nodeid in self.engine_of:
            self.ran[self.engine_of[report.nodeid]] += 1

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.engine_of and not self.skipped:
            return
        terminalreporter.section("databases")
        for engine, name in ENGINES.items():
            terminalreporter.line(f"{self.ran[engine]:6} tests on {name} {self._version(engine)}".rstrip())
        for test in self.skipped:
            terminalreporter.line(f"SKIPPED, which fails the run: {test}", red=True)

    def _version(self, engine: str) -> str:
        if engine == "postgresql":
            return self.config.stash.get(VERSION, "(no server was needed)")
        import sqlite3

        return sqlite3.sqlite_version
