#!/usr/bin/env python3
"""Everything that is typed to work on SalesDesk. Needs Python and nothing else; the rest it fetches into .venv.

Commands:
    python3 dev.py demo               opens the demo office
    python3 dev.py demo --tour DIR    plays a day through the real windows; pictures, papers and sheets go to DIR
    python3 dev.py test [ARGS]        style, types, import rules, then the tests; ARGS go to pytest
    python3 dev.py check              style, types and import rules alone
    python3 dev.py bench              measures, each figure beside its limit
    python3 dev.py run [ARGS]         SalesDesk itself
    python3 dev.py i18n               compares the Chinese texts with the code and compiles them
    python3 dev.py forms              compiles ui/*.ui into salesdesk/views/forms
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PINS = ROOT / "installer" / "pins.txt"
STAMP = VENV / "salesdesk-stamp"
PYTHONS = [(3, 11), (3, 12), (3, 13)]
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")

CHECKS = {
    "ruff": ["-m", "ruff", "check", "--output-format=concise", "."],
    "format": ["-m", "ruff", "format", "--check", "--output-format=concise", "."],
    "mypy": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True))"],
}

# What Qt's own libraries and plugins load from the system, and Debian's packages that hold it.
DEBIAN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libcups.so.2": "libcups2",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
QT_ALWAYS = [
    "lib/libQt6Widgets.so.6",
    "lib/libQt6PrintSupport.so.6",
    "lib/libQt6Svg.so.6",
    "plugins/platforms/libqoffscreen.so",
    "plugins/iconengines/libqsvgicon.so",
]
QT_ON_A_SCREEN = [
    "plugins/platforms/libqxcb.so",
    "plugins/xcbglintegrations/libqxcb-glx-integration.so",
    "plugins/printsupport/libcupsprintersupport.so",
]
QT_ON_WAYLAND = ["plugins/platforms/libqwayland.so"]


class Stop(Exception):
    """Nothing more can be done, and the sentence says why and what to type."""


def say(text: str) -> None:
    print(f"dev.py: {text}", flush=True)


# --- the virtual environment ------------------------------------------------------------------------------------------


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def stamp() -> str:
    """Changes whenever what is installed could: another Python, another place, other pins."""
    told = f"{sys.version_info[:2]} {ROOT}".encode() + PINS.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(told).hexdigest()


def venv_is_sound() -> bool:
    """Whether the environment's Python starts, has pip, and is of the version that runs this file."""
    question = "import sys, pip; print(sys.version_info[:2])"
    try:
        answer = subprocess.run([str(venv_python()), "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == str(sys.version_info[:2])


def prepare() -> None:
    """Makes .venv hold what the pins say. Nothing is fetched, and next to no time spent, when it already does."""
    if STAMP.is_file() and STAMP.read_text("utf-8") == stamp() and venv_python().exists():
        return
    if not venv_is_sound():
        make_venv()
    STAMP.unlink(missing_ok=True)
    say(f"installing the packages of {PINS.relative_to(ROOT)} into .venv; the first time this takes a few minutes")
    quiet = ["--quiet", "--quiet", "--disable-pip-version-check", "--no-input"]
    install = [str(venv_python()), "-m", "pip", "install", *quiet]
    for what in (["-r", str(PINS)], ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]):
        if subprocess.call([*install, *what], cwd=ROOT) != 0:
            raise Stop("the packages could not be installed; pip says above why. The first time needs a network.")
    STAMP.write_text(stamp(), "utf-8")
    say("installed")


def make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        install_packages([f"python3.{sys.version_info[1]}-venv"], "Python's ensurepip")
    say(f"making .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    # Not sys.executable: this file may be running inside the environment that is being replaced.
    python = getattr(sys, "_base_executable", "") or sys.executable
    if subprocess.call([python, "-m", "venv", str(VENV)]) != 0:
        raise Stop("Python could not make a virtual environment; it says above why.")


# --- system libraries and the screen ----------------------------------------------------------------------------------


def has_screen() -> bool:
    """Windows and macOS have one; elsewhere a display server tells, or whoever chose Qt's platform himself."""
    named = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return not LINUX or any(os.environ.get(name) for name in named)


def missing_libraries() -> list[str]:
    """The file names that Qt's own libraries ask for and the system does not have."""
    loader = shutil.which("ldd")
    if not LINUX or loader is None:
        return []
    wanted = list(QT_ALWAYS)
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        wanted += QT_ON_A_SCREEN
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted += QT_ON_WAYLAND
    places = [path for name in wanted for path in VENV.glob(f"lib/python3*/site-packages/PySide6/Qt/{name}")]
    listing = subprocess.run([loader, *map(str, places)], capture_output=True, text=True, check=False).stdout
    return sorted(set(re.findall(r"^\s*(\S+) => not found", listing, re.MULTILINE)))


def check_libraries() -> None:
    missing = missing_libraries()
    if not missing:
        return
    unknown = [name for name in missing if name not in DEBIAN]
    if unknown:
        raise Stop(f"this system lacks what Qt loads: {', '.join(missing)}.")
    install_packages(sorted({DEBIAN[name] for name in missing}), f"what Qt loads ({', '.join(missing)})")
    if missing_libraries():
        raise Stop(f"Qt still finds no {', '.join(missing_libraries())}.")


def install_packages(packages: list[str], purpose: str) -> None:
    """On Debian, as root, installs them and says so; else stops with the line to type."""
    update, install = "apt-get update", f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if not LINUX or shutil.which("apt-get") is None:
        raise Stop(f"this system lacks {purpose}; on Debian it is in {' '.join(packages)}.")
    if os.geteuid() != 0:
        raise Stop(f"this system lacks {purpose}. This installs it:\n\n    sudo {update} && sudo {install}\n")
    say(f"this system lacks {purpose}; as root on Debian, I install it now: {install}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for line in (update, install):
        # The first may fail for one source of many; the second tells whether that mattered.
        failed = subprocess.call([*shlex.split(line), "-qq"], env=environment, stdout=subprocess.DEVNULL) != 0
    if failed:
        raise Stop(f"this failed, as said above: {install}")


# --- the commands -----------------------------------------------------------------------------------------------------


def run_python(*arguments: str, folder: Path = ROOT) -> int:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if not has_screen():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    process = subprocess.Popen([str(venv_python()), *arguments], cwd=folder, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C went to the child too, which ends in its own way.


def start_program(arguments: list[str]) -> int:
    prepare()
    check_libraries()
    # Started where the person stands, so that names of files mean what they say.
    return run_python("-m", "salesdesk", *arguments, folder=Path.cwd())


def demo(arguments: list[str]) -> int:
    no_window = any(word.split("=")[0] in ("--tour", "--help", "-h") for word in arguments)
    if not has_screen() and not no_window:
        raise Stop(
            "there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open; "
            "without one, `python3 dev.py demo --tour DIR` plays the demo and saves pictures of it in DIR."
        )
    return start_program(["demo", *arguments])


def run(arguments: list[str]) -> int:
    if not has_screen() and not arguments:
        raise Stop("there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.")
    return start_program(arguments)


def check(arguments: list[str]) -> int:
    prepare()
    return summed_up({name: step(name, *command) for name, command in CHECKS.items()})


def test(arguments: list[str]) -> int:
    prepare()
    check_libraries()
    results = {name: step(name, *command) for name, command in CHECKS.items()}
    results["tests"] = step("tests", "-m", "pytest", *at_once(arguments), *arguments)
    return summed_up(results)


def at_once(arguments: list[str]) -> list[str]:
    """The whole suite runs in a process more than there are processors (many wait for a server), up to five; what
    was named runs in one."""
    return [] if arguments else ["-n", str(min((os.cpu_count() or 1) + 1, 5)), "--dist", "worksteal"]


def step(name: str, *command: str) -> tuple[bool, float]:
    say(name)
    start = time.monotonic()
    return run_python(*command) == 0, time.monotonic() - start


def summed_up(results: dict[str, tuple[bool, float]]) -> int:
    words = [f"{name} {'ok' if good else 'FAILED'} ({seconds:.0f} s)" for name, (good, seconds) in results.items()]
    failed = [name for name, (good, _) in results.items() if not good]
    say(", ".join(words))
    say(f"FAILED: {', '.join(failed)}" if failed else "all is well")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    prepare()
    check_libraries()
    return run_python("-m", "tests.bench", *arguments)


def i18n(arguments: list[str]) -> int:
    prepare()
    return run_python("-m", "tests.support.translations", *arguments)


def forms(arguments: list[str]) -> int:
    prepare()
    check_libraries()
    return run_python("-m", "tests.support.forms", *arguments)


COMMANDS = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "run": run,
    "i18n": i18n,
    "forms": forms,
}


def in_a_fitting_python(arguments: list[str]) -> int | None:
    """Runs this file again in a Python that SalesDesk works with, where this one is none; None where it is."""
    if sys.version_info[:2] in PYTHONS:
        return None
    for major, minor in reversed(PYTHONS):
        found = shutil.which(f"python{major}.{minor}")
        answers = found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0
        if found and answers:
            return subprocess.call([found, str(Path(__file__).resolve()), *arguments])
    known = ", ".join(f"{major}.{minor}" for major, minor in PYTHONS)
    raise Stop(f"SalesDesk needs Python {known}; this is {sys.version.split()[0]}, and no other is on the PATH.")


def main(arguments: list[str]) -> int:
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name not in COMMANDS:
        print(__doc__)
        return 0 if name in ("-h", "--help") else 2
    try:
        elsewhere = in_a_fitting_python(arguments)
        return COMMANDS[name](rest) if elsewhere is None else elsewhere
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
