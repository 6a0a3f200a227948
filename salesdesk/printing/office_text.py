"""The office's own texts: Jinja2 in a sandbox, cut down to fields, filters, ``for`` and ``if``, and checked when saved.

`check_text` names every fault with its line before a text is stored; `fill` puts the values in. Values cannot lay out
the paper: whatever could be taken for a mark or a tag is encoded on its way in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from salesdesk.domain.errors import BadInput, Refusal
from salesdesk.domain.i18n import mark, tr
from salesdesk.domain.papers import AgreementPaper
from salesdesk.domain.resource_files import resource
from salesdesk.printing.fonts import missing_characters
from salesdesk.printing.markup import encoded, problems_of_marks
from salesdesk.printing.text_fields import FILTERS, GROUPS, KINDS, LISTS, Kind
from salesdesk.printing.text_values import values_of

SUBSCRIPTION_AGREEMENT = "subscription_agreement"
CONTRACT_DRAFT = "contract_draft"

_FILTERS = {filter.name: filter for filter in FILTERS}
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter, nodes.For, nodes.If,
    nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand, nodes.Const,
)  # fmt: skip


@dataclass(frozen=True)
class TextProblem:
    """One fault of a text: its line, from 1, and why."""

    line: int
    reason: Refusal

    def __str__(self) -> str:
        return tr("Line {line}: {reason}").format(line=self.line, reason=self.reason)


def shipped_text(name: str) -> str:
    """The text that an office begins with; it edits its own copy."""
    return resource(f"texts/{name}.zh.txt").read_text(encoding="utf-8")


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=True,
        finalize=lambda value: Markup(encoded(str(value))),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters = {filter.name: filter.apply for filter in FILTERS}
    environment.tests = {}
    environment.globals = {}
    return environment


_ENVIRONMENT = _environment()


@dataclass
class _Checker:
    """Walks a text's tree and notes what it may not do. ``scope`` knows the names of the loops around a node."""

    found: list[TextProblem] = field(default_factory=list)

    def note(self, node: nodes.Node, source: str, **values: object) -> None:
        self.found.append(TextProblem(node.lineno, Refusal(source, **values)))

    def walk(self, node: nodes.Node, scope: Mapping[str, str]) -> None:
        if not isinstance(node, _ALLOWED):
            self.note(node, mark("Only fields, filters, “for … in” and “if” may stand in a tag."))
        elif isinstance(node, nodes.For):
            self.loop(node, scope)
        elif isinstance(node, nodes.Filter):
            self.filter(node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self.shown(node, scope)
        elif isinstance(node, nodes.If):
            self.condition(node, scope)
        elif isinstance(node, nodes.Compare) and not _comparable(node):
            self.note(node, mark("Only “数量” may be compared by size; other fields by == and !=."))
        else:
            for child in node.iter_child_nodes():
                self.walk(child, scope)

    def condition(self, node: nodes.If, scope: Mapping[str, str]) -> None:
        self.asked(node.test, scope)
        for child in [*node.body, *node.elif_, *node.else_]:
            self.walk(child, scope)

    def asked(self, node: nodes.Node, scope: Mapping[str, str]) -> None:
        """A condition may ask a list whether it has entries."""
        if isinstance(node, nodes.Not | nodes.And | nodes.Or):
            for child in node.iter_child_nodes():
                self.asked(child, scope)
        elif not (isinstance(node, nodes.Name) and node.name in LISTS):
            self.walk(node, scope)

    def loop(self, node: nodes.For, scope: Mapping[str, str]) -> None:
        plain = isinstance(node.target, nodes.Name) and not (node.test or node.else_ or node.recursive)
        if not plain or not isinstance(node.iter, nodes.Name) or node.iter.name not in LISTS:
            self.note(node, mark("“for … in” needs one of the lists {lists}."), lists="、".join(sorted(LISTS)))
            return
        assert isinstance(node.target, nodes.Name)
        inner = {**scope, node.target.name: node.iter.name}
        for child in node.body:
            self.walk(child, inner)

    def filter(self, node: nodes.Filter, scope: Mapping[str, str]) -> None:
        known = _FILTERS.get(node.name)
        if known is None or node.args or node.kwargs or node.node is None:
            self.note(node, mark("There is no filter “{filter}”; there are {filters}."), filter=node.name,
                      filters="、".join(_FILTERS))  # fmt: skip
        elif isinstance(node.node, nodes.Name) and node.node.name in LISTS:
            self.fits(node, Kind.LIST)
        else:
            kind = self.shown(node.node, scope)
            if kind is not None:
                self.fits(node, kind)

    def fits(self, node: nodes.Filter, kind: Kind) -> None:
        if kind not in _FILTERS[node.name].fits:
            self.note(node, mark("The filter “{filter}” does not fit this field."), filter=node.name)

    def shown(self, node: nodes.Node, scope: Mapping[str, str]) -> Kind | None:
        """The kind of a field that is shown; None, and noted, where there is no such field."""
        name = _dotted(node, scope)
        if name in KINDS and (name.partition(".")[0] not in LISTS or _in_loop(node, scope)):
            return KINDS[name]
        if name in GROUPS or (name.partition(".")[0] in LISTS and not _in_loop(node, scope)):
            self.note(node, mark("“{name}” is more than one field; name one of them."), name=name)
        else:
            self.note(node, mark("There is no field “{name}”."), name=name)
        return None


def _comparable(node: nodes.Compare) -> bool:
    by_size = any(operand.op not in ("eq", "ne") for operand in node.ops)
    return not by_size or (isinstance(node.expr, nodes.Filter) and node.expr.name == "数量")


def _in_loop(node: nodes.Node, scope: Mapping[str, str]) -> bool:
    return isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in scope


def _dotted(node: nodes.Node, scope: Mapping[str, str]) -> str:
    """The name of a field as the list of fields has it: ``人.姓名`` in a loop over 买受人 is ``买受人.姓名``."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node, scope)}.{node.attr}"
    return "…"


def _problems_of_tags(source: str) -> list[TextProblem]:
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        reason = BadInput(mark("The tag is not complete or not understood ({detail})."), detail=error.message or "")
        return [TextProblem(error.lineno, reason)]
    checker = _Checker()
    checker.walk(tree, {})
    return checker.found


def _problems_of_characters(source: str) -> Iterator[TextProblem]:
    for number, line in enumerate(source.splitlines(), 1):
        if missing := missing_characters(line):
            yield TextProblem(number, BadInput(mark("No font has “{characters}”."), characters=missing))


def check_text(source: str) -> list[TextProblem]:
    """Every fault of a text, in the order of its lines; an empty list lets it be saved."""
    if not source.strip():
        return [TextProblem(1, BadInput(mark("The text is empty.")))]
    marks = [TextProblem(line, reason) for line, reason in problems_of_marks(source)]
    found = [*_problems_of_tags(source), *marks, *_problems_of_characters(source)]
    return sorted(found, key=lambda problem: problem.line)


@lru_cache(maxsize=16)
def _template(source: str) -> Template:
    if problems := check_text(source):
        raise BadInput(mark("The text cannot be printed. {problem}"), problem=problems[0])
    return _ENVIRONMENT.from_string(source)


def fill(paper: AgreementPaper) -> str:
    """The paper's text with its values in it, marks still in place (`salesdesk.printing.markup`).

    Raises:
        BadInput: the text has a fault; the first is named.
    """
    return _template(paper.text).render(values_of(paper))
