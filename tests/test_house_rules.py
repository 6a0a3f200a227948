"""Rules of the house that no linter knows, each with a control that shows it can fail."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.support import forms, translations
from tests.support.repository_files import ROOT, repository_files, text_of

MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "dev.py",
    "installer",
    "pyproject.toml",
    "resources",
    "salesdesk",
    "tests",
    "ui",
}
# Written in pieces, so that this file does not break its own rule.
NOT_IN_TEXTS = {
    "a path of somebody's machine": re.compile(
        r"(?<![\w.])/(?:home|Users)/[a-z]\w*|(?<![\w.])/(?:root|work|mnt)/\w|\b[A-Z]:\\Users\\\w", re.ASCII
    ),
    "the host of a registry": re.compile(
        "|".join(["pypi" + r"\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs", "deb" + r"\.debian\.org"])
        + "|index" + r"-url\b|find" + r"-links\b|trusted" + r"-host\b"
    ),
}  # fmt: skip


def assert_none(found: Iterable[str]) -> None:
    """Shows every case at once, one a line."""
    wrong = "\n".join(found)
    assert not wrong, wrong


# --- size -------------------------------------------------------------------------------------------------------------


def our_modules(*folders: str) -> dict[Path, str]:
    """Modules and their texts, of the program where no folder is named; what uic writes is not for reading."""
    paths = [path for folder in folders or ("salesdesk",) for path in sorted((ROOT / folder).rglob("*.py"))]
    paths = [path for path in paths if forms.FORMS not in path.parents]
    return {path.relative_to(ROOT): path.read_text("utf-8") for path in paths}


def is_migration(path: Path) -> bool:
    """One step of the schema: a list of tables, as long as there are tables, and never read as a procedure."""
    return path.parent.name == "versions"


def too_long(path: Path, text: str) -> list[str]:
    lines = text.count("\n")
    return [f"{path}: {lines} lines"] if lines > MOST_LINES_OF_A_FILE else []


def functions_too_long(path: Path, text: str) -> list[str]:
    return [
        f"{path}:{node.lineno}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    assert_none(long for path, text in our_modules("salesdesk", "tests").items() for long in too_long(path, text))


def test_a_file_of_401_lines_would_be_found() -> None:
    assert too_long(Path("x.py"), "\n" * 400) == []
    assert too_long(Path("x.py"), "\n" * 401) == ["x.py: 401 lines"]


def test_no_function_needs_scrolling() -> None:
    modules = {path: text for path, text in our_modules("salesdesk", "tests").items() if not is_migration(path)}
    assert_none(long for path, text in modules.items() for long in functions_too_long(path, text))


def test_a_function_of_61_lines_would_be_found() -> None:
    assert functions_too_long(Path("x.py"), "def f():\n" + "    pass\n" * 59) == []
    assert functions_too_long(Path("x.py"), "def f():\n" + "    pass\n" * 60) == ["x.py:1: f has 61 lines"]


# --- the domain -------------------------------------------------------------------------------------------------------


def foreign_imports(path: Path, text: str) -> list[str]:
    """Imports of anything but the standard library and the domain itself."""
    return [f"{path}: {name}" for name in _imported(text) if not _is_plain(name)]


def _imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def _is_plain(name: str) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names or name == "salesdesk.domain" or name.startswith(
        "salesdesk.domain."
    )  # fmt: skip


def test_the_domain_imports_the_standard_library_alone() -> None:
    modules = {path: text for path, text in our_modules().items() if path.parts[1] == "domain"}
    assert modules
    assert_none(found for path, text in modules.items() for found in foreign_imports(path, text))


def test_a_library_imported_inside_a_function_would_be_found() -> None:
    text = "import re\nfrom salesdesk.domain import money\ndef f():\n    import holidays\n"
    assert foreign_imports(Path("x.py"), text) == ["x.py: holidays"]


# --- the database -----------------------------------------------------------------------------------------------------


def inexact_columns(metadata: sa.MetaData) -> list[str]:
    """SQLite keeps numeric and float columns alike as floats, which cannot hold a sum."""
    return [
        f"{table.name}.{column.name} is {column.type!r}; money is whole fen, area cm², a share ten-thousandths"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.Numeric | sa.Float)
    ]


def test_no_column_keeps_a_figure_that_can_be_rounded_away() -> None:
    from salesdesk.entities import Base  # here, so that a broken module does not hide the other rules

    assert Base.metadata.tables
    assert_none(inexact_columns(Base.metadata))


@pytest.mark.parametrize("kind", [sa.Numeric(12, 2), sa.Float(), sa.Double()])
def test_a_numeric_or_float_column_would_be_found(kind: sa.types.TypeEngine[object]) -> None:
    metadata = sa.MetaData()
    sa.Table("t", metadata, sa.Column("whole", sa.BigInteger), sa.Column("broken", kind))
    assert len(inexact_columns(metadata)) == 1


# --- the repository ---------------------------------------------------------------------------------------------------


def strangers(paths: list[Path]) -> list[str]:
    return sorted({path.parts[0] for path in paths} - TOP_LEVEL)


def test_nothing_else_stands_at_the_top() -> None:
    assert_none(strangers(repository_files()))


def test_a_stray_file_at_the_top_would_be_found() -> None:
    assert strangers([Path("salesdesk/app.py"), Path("notes.txt")]) == ["notes.txt"]


def private_words(path: Path, text: str) -> list[str]:
    return [
        f"{path}:{number}: {what}: {line.strip()[:100]}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in NOT_IN_TEXTS.items()
        if pattern.search(line)
    ]


def test_no_text_names_a_machine_or_a_registry() -> None:
    texts = {path: text_of(path) for path in repository_files()}
    assert_none(found for path, text in texts.items() if text for found in private_words(path, text))


@pytest.mark.parametrize(
    "line",
    [
        "open('/ho" + "me/li/prices.xlsx')",
        "C:\\" + "Users\\li\\prices.xlsx",
        "cd /wo" + "rk/x",
        "pip install -i https://py" + "pi.org/simple",
        "--extra-index" + "-url https://x",
    ],
)
def test_a_machines_path_and_a_registry_would_be_found(line: str) -> None:
    assert len(private_words(Path("x"), line)) >= 1


@pytest.mark.parametrize("line", ["/usr/lib/postgresql", "frame/work/flow", "https://www.python.org/", "a ~/x"])
def test_ordinary_paths_and_addresses_are_let_be(line: str) -> None:
    assert private_words(Path("x"), line) == []


# --- texts ------------------------------------------------------------------------------------------------------------


def test_every_sentence_has_its_chinese_with_the_same_gaps_and_no_other() -> None:
    assert_none(translations.faults())


def test_a_sentence_without_chinese_and_each_slip_of_a_catalogue_would_be_found(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text('tr("A {n}")\nmark("B")\ntrn("{n} home", "{n} homes", n)\ntr("C")\ntr("D")\n', "utf-8")
    one, two = tmp_path / "one.po", tmp_path / "two.po"
    one.write_text(
        'msgid "A {n}"\nmsgstr "甲 {m}"\n\nmsgid "B"\nmsgstr "乙"\n\n#, fuzzy\nmsgid "D"\nmsgstr "丁"\n\n'
        'msgid "{n} home"\nmsgid_plural "{n} homes"\nmsgstr[0] "{n} 套"\n',
        "utf-8",
    )
    two.write_text('msgid "B"\nmsgstr "乙"\n\nmsgid "Gone"\nmsgstr "无"\n', "utf-8")
    assert translations.faults(translations.sources([code]), translations.texts([one, two])) == [
        "code.py:4: “C” has no Chinese.",
        "two.po:4: “Gone” is no longer in the code.",
        "one.po:1: the {gaps} differ between “A {n}” and “甲 {m}”.",
        "one.po:8: “D” is not translated yet.",
        "two.po:1: “B” stands in one.po:4 already.",
    ]


def sentences_made_at_run_time(path: Path, text: str) -> list[str]:
    """An f-string in `tr` is filled in before it is looked up, so no catalogue can hold it."""
    return [
        f"{path}:{node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in translations.KEYWORDS
        and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args[:2])
    ]


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    assert [
        found for path in our_modules() for found in sentences_made_at_run_time(path, path.read_text("utf-8"))
    ] == []


def test_a_sentence_put_together_before_it_is_translated_would_be_found() -> None:
    text = 'tr("a {n}")\ntr(f"a {n}")\ntr("a " + n)\ntrn("{n} home", "{n} homes", n + 1)\n'
    assert sentences_made_at_run_time(Path("x.py"), text) == ["x.py:2", "x.py:3"]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_the_compiled_catalogue_is_that_of_the_texts(language: str) -> None:
    path = translations.TRANSLATIONS / language / "salesdesk.mo"
    assert path.read_bytes() == translations.catalogues()[path], "run `python3 dev.py i18n`"


def test_a_changed_word_changes_the_compiled_catalogue() -> None:
    assert translations.compiled({("A",): ("甲",)}, "zh_CN") != translations.compiled({("A",): ("乙",)}, "zh_CN")


# --- forms ------------------------------------------------------------------------------------------------------------


def test_the_committed_forms_are_what_the_designer_files_compile_to() -> None:
    assert_none(forms.differences())


def test_a_form_that_was_changed_without_compiling_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ui, modules = tmp_path / "ui", tmp_path / "forms"
    ui.mkdir()
    (ui / "door.ui").write_text(
        '<ui version="4.0"><class>Door</class><widget class="QDialog" name="Door">'
        '<property name="windowTitle"><string comment="above the bell">Who is there?</string></property>'
        "</widget></ui>",
        "utf-8",
    )
    for name, value in {"ROOT": tmp_path, "UI": ui, "FORMS": modules}.items():
        monkeypatch.setattr(forms, name, value)
    assert forms.main() == 0
    module = modules / "ui_door.py"
    assert 'Door.setWindowTitle(tr(u"Who is there?"))' in module.read_text("utf-8")
    assert "def setupUi(self, Door: QDialog) -> None:" in module.read_text("utf-8")
    assert forms.differences() == []
    module.write_text(module.read_text("utf-8") + "# by hand\n", "utf-8")
    (modules / "ui_left.py").write_text("", "utf-8")
    assert forms.differences() == [
        "forms/ui_door.py is not what ui/door.ui compiles to; run `python3 dev.py forms`.",
        "forms/ui_left.py has no form in ui/.",
    ]
