"""The one file that must work before anything is installed."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

PYTHONS = ("3.11", "3.12", "3.13")


@pytest.fixture
def small_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with nothing but pins, in which dev.py believes to stand."""
    (tmp_path / "installer").mkdir()
    (tmp_path / "installer" / "pins.txt").write_text("x==1\n", "utf-8")
    (tmp_path / "pyproject.toml").write_text("", "utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "PINS", tmp_path / "installer" / "pins.txt")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "salesdesk-stamp")
    return tmp_path


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run; every program succeeds, and one that makes an environment leaves its Python."""
    made: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        made.append([str(word) for word in command])
        if command[1:3] == ["-m", "venv"]:
            dev.venv_python().parent.mkdir(parents=True)
            dev.venv_python().touch()
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    return made


@pytest.fixture
def bare_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


# --- the environment --------------------------------------------------------------------------------------------------


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse((dev.ROOT / "dev.py").read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_a_fresh_clone_gets_an_environment_with_the_pins_and_a_second_start_does_nothing(
    small_repository: Path, calls: list[list[str]]
) -> None:
    dev.prepare()
    assert [command[1:3] for command in calls] == [["-m", "venv"], ["-m", "pip"], ["-m", "pip"]]
    assert str(small_repository / "installer" / "pins.txt") in calls[1]
    assert "--no-deps" in calls[2]
    calls.clear()
    dev.prepare()
    assert calls == []


@pytest.mark.parametrize("changed", ["installer/pins.txt", "pyproject.toml"])
def test_changed_pins_are_installed(small_repository: Path, calls: list[list[str]], changed: str) -> None:
    dev.prepare()
    (small_repository / changed).write_text("# changed\n", "utf-8")
    calls.clear()
    dev.prepare()
    assert ["-m", "pip"] in [command[1:3] for command in calls]


def test_an_environment_whose_python_has_gone_is_made_again(small_repository: Path, calls: list[list[str]]) -> None:
    dev.prepare()
    left_over = dev.VENV / "left over"
    left_over.touch()
    dev.venv_python().unlink()
    dev.prepare()
    assert not left_over.exists()
    assert [command[1:3] for command in calls].count(["-m", "venv"]) == 2


def test_a_failed_installation_is_not_taken_for_a_good_one(
    small_repository: Path, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.prepare()
    (small_repository / "pyproject.toml").write_text("# changed\n", "utf-8")
    monkeypatch.setattr(subprocess, "call", lambda command, **_: int("pip" in command))
    monkeypatch.setattr(dev, "make_venv", lambda: None)
    with pytest.raises(dev.Stop, match="could not be installed"):
        dev.prepare()
    assert not dev.STAMP.exists()


@pytest.mark.usefixtures("bare_linux", "small_repository")
def test_a_python_without_ensurepip_asks_debian_for_it(calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    dev.make_venv()
    assert calls[1][:3] == ["apt-get", "install", "-y"]
    assert f"python3.{sys.version_info[1]}-venv" in calls[1]


# --- pins -------------------------------------------------------------------------------------------------------------


def pins() -> list[Requirement]:
    lines = (dev.ROOT / "installer" / "pins.txt").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def project() -> dict[str, list[str]]:
    table = tomllib.loads((dev.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"needs": table["dependencies"], "dev": table["optional-dependencies"]["dev"]}


def test_every_pin_names_one_version_and_no_address() -> None:
    assert [str(pin) for pin in pins() if pin.url or not re.fullmatch(r"==[\w.]+", str(pin.specifier))] == []


def test_what_the_project_asks_for_is_pinned_alike_in_both_places() -> None:
    pinned = {canonicalize_name(pin.name): pin.specifier for pin in pins()}
    asked = [Requirement(line) for lines in project().values() for line in lines]
    assert [str(need) for need in asked if pinned.get(canonicalize_name(need.name)) != need.specifier] == []


@pytest.mark.parametrize("python", PYTHONS)
def test_the_pins_hold_all_that_the_packages_ask_for(python: str) -> None:
    environment = {"python_version": python, "python_full_version": f"{python}.1"}
    pinned = {canonicalize_name(pin.name) for pin in pins() if pin.marker is None or pin.marker.evaluate(environment)}
    missing = []
    for name in pinned & {canonicalize_name(one.metadata["Name"]) for one in importlib.metadata.distributions()}:
        needs = [Requirement(line) for line in importlib.metadata.requires(name) or []]
        wanted = {
            canonicalize_name(need.name)
            for need in needs
            if need.marker is None or need.marker.evaluate(environment | {"extra": ""})
        }
        missing += [f"{name} needs {absent}" for absent in wanted - pinned]
    assert missing == []


# --- system libraries -------------------------------------------------------------------------------------------------


LDD = """plugins/platforms/libqxcb.so:
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
\tlibc.so.6 => /lib/libc.so.6 (0x1)
"""


@pytest.fixture
def ldd_says(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[list[str]]]:
    def arrange(listing: str) -> list[list[str]]:
        asked: list[list[str]] = []

        def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            asked.append(command)
            return subprocess.CompletedProcess(command, 0, stdout=listing)

        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(subprocess, "run", run)
        return asked

    return arrange


@pytest.mark.usefixtures("bare_linux")
def test_a_person_is_given_the_one_line_that_installs_what_qt_misses(
    ldd_says: Callable[[str], list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ldd_says(LDD)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.Stop) as stop:
        dev.check_libraries()
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"
    assert line in str(stop.value)


@pytest.mark.usefixtures("bare_linux")
def test_root_on_debian_gets_them_installed_and_is_told(
    ldd_says: Callable[[str], list[list[str]]],
    calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ldd_says(LDD)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    with pytest.raises(dev.Stop, match="still finds no"):  # the installation changed nothing here
        dev.check_libraries()
    assert [command[:2] for command in calls] == [["apt-get", "update"], ["apt-get", "install"]]
    assert "libegl1 libxcb-cursor0" in capsys.readouterr().out


@pytest.mark.usefixtures("bare_linux")
def test_the_libraries_of_a_screen_are_asked_for_only_where_there_is_one(
    ldd_says: Callable[[str], list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ldd_says("")
    dev.missing_libraries()
    monkeypatch.setenv("DISPLAY", ":0")
    dev.missing_libraries()
    without, with_screen = ([Path(word).name for word in command] for command in asked)
    assert "libqoffscreen.so" in without
    assert "libqxcb.so" not in without
    assert "libqxcb.so" in with_screen


def test_the_table_names_the_package_of_every_library_that_qt_takes_from_the_system() -> None:
    qt = list(dev.VENV.glob("lib/python3*/site-packages/PySide6/Qt"))
    assert qt or not dev.LINUX
    from_the_system, unread, read = set(), [*dev.QT_ALWAYS, *dev.QT_ON_A_SCREEN, *dev.QT_ON_WAYLAND], set()
    while unread and qt:
        name = unread.pop()
        read.add(name)
        if not (qt[0] / name).exists():
            from_the_system.add(Path(name).name)
            continue
        needed = {f"lib/{needed}" for needed in needed_libraries((qt[0] / name).read_bytes())}
        unread += needed - read
    of_libc = {"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1"}
    assert from_the_system - of_libc - dev.DEBIAN.keys() == set()


def needed_libraries(binary: bytes) -> set[str]:
    """File names of libraries among the strings of a program, without a reader for its format."""
    return {name.decode() for name in re.findall(rb"\0(lib[\w+.-]+\.so\.\d+)(?=\0)", binary)}


# --- the screen and the commands --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("bare_linux")
def test_the_demo_without_a_screen_says_so_and_names_the_tour(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["demo"]) == 1
    assert "there is no screen here" in capsys.readouterr().err


@pytest.mark.usefixtures("bare_linux")
def test_the_tour_needs_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def start_program(arguments: list[str]) -> int:
        started.append(arguments)
        return 0

    monkeypatch.setattr(dev, "start_program", start_program)
    assert dev.main(["demo", "--tour", "out"]) == 0
    assert started == [["demo", "--tour", "out"]]


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[tuple[str, ...]]]:
    """Everything is installed; what Python is started with is kept, and what is named to it fails."""

    def arrange(failing: str) -> list[tuple[str, ...]]:
        started: list[tuple[str, ...]] = []

        def run_python(*arguments: str) -> int:
            started.append(arguments)
            return int(failing in arguments)

        monkeypatch.setattr(dev, "prepare", lambda: None)
        monkeypatch.setattr(dev, "check_libraries", lambda: None)
        monkeypatch.setattr(dev, "run_python", run_python)
        return started

    return arrange


@pytest.mark.parametrize("failing", ["mypy", "pytest"])
def test_a_failed_step_fails_the_whole_but_all_of_them_run(
    prepared: Callable[[str], list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str], failing: str
) -> None:
    started = prepared(failing)
    assert dev.main(["test", "-k", "receipt"]) == 1
    assert len(started) == len(dev.CHECKS) + 1
    assert started[-1] == ("-m", "pytest", "-k", "receipt")
    assert "dev.py: FAILED: " in capsys.readouterr().out.splitlines()[-1]


def test_all_steps_good_is_a_success(prepared: Callable[[str], list[tuple[str, ...]]]) -> None:
    assert prepared("nothing") == []
    assert dev.main(["test"]) == 0


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["paint"], 2), (["--help"], 0)])
def test_an_unknown_command_shows_what_there_is(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == code
    assert "python3 dev.py demo" in capsys.readouterr().out


def test_a_python_that_does_not_fit_hands_over_to_one_that_does(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "python3.12" else None)
    assert dev.main(["test"]) == 0
    assert calls[-1] == ["/usr/bin/python3.12", str(dev.ROOT / "dev.py"), "test"]
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert dev.main(["test"]) == 1
