"""Compiles the Designer forms of ``ui/`` into ``salesdesk/views/forms``; ``dev.py forms`` runs it.

uic writes its own version and each call's disambiguation (``tr(u"text", None)``) into the file and knows nothing of
types: what is made here is the same on every machine, speaks through our `tr`, and mypy knows its widgets.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "ui"
FORMS = ROOT / "salesdesk" / "views" / "forms"
PACKAGE = '"""Compiled from ui/ by `python3 dev.py forms`; nothing here is written by hand."""\n'


def form_paths() -> dict[Path, Path]:
    """Each form and the module that it becomes."""
    return {form: FORMS / f"ui_{form.stem}.py" for form in sorted(UI.glob("*.ui"))}


def compiled(form: Path) -> str:
    """The module's text, from its first character to its last."""
    made = subprocess.run([str(_uic()), "-g", "python", "--tr", "tr", str(form)], capture_output=True, check=False)
    if made.returncode != 0:
        raise ValueError(f"{form.name}: {made.stderr.decode('utf-8', 'replace').strip()}")
    if made.stderr:
        # uic warns and goes on, and what it warned of is then missing on the screen.
        raise ValueError(f"{form.name}: {made.stderr.decode('utf-8', 'replace').strip()}")
    body = _without_header(made.stdout.decode("utf-8").replace("\r\n", "\n"))
    body = _with_needed_names(_with_types(_with_plain_tr(body), form))
    uses_tr = re.search(r"\btr\(", body)
    words = [f"# Made from ui/{form.name} by `python3 dev.py forms`: change the form, not this file.", ""]
    words += ["from salesdesk.domain.i18n import tr"] if uses_tr else []
    return "\n".join(words) + "\n" + body.strip() + "\n"


def _uic() -> Path:
    """Found without importing Qt, which needs far more of the system than its compiler does."""
    import importlib.util

    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        raise RuntimeError("PySide6 is not installed.")
    folder = Path(found.origin).parent
    return folder / "uic.exe" if sys.platform == "win32" else folder / "Qt" / "libexec" / "uic"


def _without_header(text: str) -> str:
    """The first import is where the module begins; before it stand uic's version and its warning."""
    return text[re.search(r"^(from|import|class) ", text, re.MULTILINE).start() :]  # type: ignore[union-attr]


def _with_plain_tr(text: str) -> str:
    """``tr(u"text", None)`` → ``tr(u"text")``: gettext knows no disambiguation."""
    lines = text.splitlines(keepends=True)
    for call in sorted(_tr_calls(text), key=lambda call: (call.lineno, call.col_offset), reverse=True):
        (first, first_column), (last, last_column) = _end(call.args[0]), _end(call.args[-1])
        # ast counts columns in bytes of UTF-8.
        before = lines[first].encode()[:first_column].decode()
        after = lines[last].encode()[last_column:].decode()
        lines[first : last + 1] = [before + after]
    return "".join(lines)


def _with_needed_names(text: str) -> str:
    """Imports what the form uses and no more: Qt makes each type when it is first named, and a window waits for it."""
    tree = ast.parse(text)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    lines = text.splitlines(keepends=True)
    for node in reversed([node for node in tree.body if isinstance(node, ast.ImportFrom)]):
        names = sorted(name.name for name in node.names if name.name in used)
        kept = [f"from {node.module} import {', '.join(names)}\n"] if names else []
        lines[node.lineno - 1 : node.end_lineno] = kept
    return "".join(lines)


def _tr_calls(text: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr"
    ]


def _end(node: ast.expr) -> tuple[int, int]:
    return (node.end_lineno or node.lineno) - 1, node.end_col_offset or 0


def _with_types(text: str, form: Path) -> str:
    """The form's own class, so that mypy follows each widget by its name; uic imports it already."""
    root = ElementTree.parse(form).getroot()
    name = root.findtext("class") or ""
    widget = root.find("widget")
    kind = widget.get("class", "QWidget") if widget is not None else "QWidget"
    return re.sub(rf"def (setupUi|retranslateUi)\(self, {name}\):", rf"def \1(self, {name}: {kind}) -> None:", text)


def differences() -> list[str]:
    """Sentences about modules that are not what their forms say; none when all is well."""
    paths = form_paths()
    wrong = [
        f"{module.relative_to(ROOT)} is not what ui/{form.name} compiles to; run `python3 dev.py forms`."
        for form, module in paths.items()
        if not module.exists() or module.read_text("utf-8") != compiled(form)
    ]
    return wrong + [f"{left.relative_to(ROOT)} has no form in ui/." for left in _orphans(paths)]


def _orphans(paths: dict[Path, Path]) -> list[Path]:
    return sorted(set(FORMS.glob("ui_*.py")) - set(paths.values()))


def main() -> int:
    paths = form_paths()
    FORMS.mkdir(parents=True, exist_ok=True)
    package = FORMS / "__init__.py"
    if not package.exists():
        package.write_text(
            '"""Compiled from ui/ by `python3 dev.py forms`; nothing here is written by hand."""\n', "utf-8"
        )
    for orphan in _orphans(paths):
        orphan.unlink()
    for form, module in paths.items():
        module.write_text(compiled(form), "utf-8", newline="\n")
    print(f"forms: {len(paths)} compiled")
    return 0


if __name__ == "__main__":
    sys.exit(main())
