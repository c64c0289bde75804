"""One YAML file to data beside marks; YAML's traps end here as problems, not as tracebacks.

PyYAML composes nodes that carry marks; plain data is built from those nodes, so that duplicate
keys are seen, and only YAML 1.2's core scalars mean more than text (no dates, no yes/no, no octal,
no sexagesimal numbers): ``no`` stays a word and ``012157`` keeps its zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dxplans.problem import Mark, Place, Problem
from dxplans.source.traps import explain, suspicious_lines

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
_CORE = "tag:yaml.org,2002:"


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's core scalars only."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$", "-+0123456789"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    _Loader.add_implicit_resolver(f"{_CORE}{_tag}", re.compile(_pattern), list(_first))

_SCALARS = {
    f"{_CORE}str": str,
    f"{_CORE}int": int,
    f"{_CORE}float": float,
    f"{_CORE}bool": lambda text: text == "true",
    f"{_CORE}null": lambda _text: None,
}


@dataclass(slots=True)
class Document:
    """A file's data, the marks of its keys and values, and what is wrong with it."""

    file: str
    data: Any = None
    marks: dict[Place, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def mark(self, place: Place = ()) -> Mark:
        """The mark of *place*, or of its nearest ancestor when it was never written."""
        while place and place not in self.marks:
            place = place[:-1]
        return Mark(self.file, *self.marks.get(place, (1, 1)))

    def report(self, place: Place, code: str, **values: Any) -> None:
        """Add an error at *place*."""
        self.problems.append(Problem(self.mark(place), code, values))


def read(path: Path, name: str | None = None) -> Document:
    """Read one YAML file.

    *name* is how problems call the file (relative to the project). What cannot be read comes back
    as problems in the document, whose data is then None; no content raises an exception.
    """
    doc = Document(name or path.as_posix())
    text = _text(path, doc)
    if text is None:
        return doc
    for line, column, code, values in suspicious_lines(text):
        doc.problems.append(Problem(Mark(doc.file, line, column), code, values))
    if doc.problems:
        return doc
    try:
        if _needs_events(text):
            _refuse_events(text, doc)
        if not doc.problems:
            node = yaml.compose(text, Loader=_Loader)
            if node is None:
                doc.report((), "empty_file")
            else:
                doc.data = _build(node, (), doc)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        line, column = (at.line + 1, at.column + 1) if at else (1, 1)
        line, code, values = explain(str(error.problem or error.context or ""), text, line)
        doc.problems.append(Problem(Mark(doc.file, line, column), code, values))
    except yaml.YAMLError as error:
        doc.report((), "not_yaml", reason=str(error).splitlines()[0])
    if doc.problems:
        doc.data = None
    return doc


def _text(path: Path, doc: Document) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        doc.report((), "unreadable", reason=error.strerror or str(error))
        return None
    if len(raw) > MAX_BYTES:
        doc.report((), "too_big", size=len(raw), limit=MAX_BYTES)
        return None
    if b"\x00" in raw:
        doc.report((), "binary")
        return None
    try:
        # A BOM is what Windows editors add unasked: harmless here, so it is accepted.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        doc.problems.append(Problem(Mark(doc.file, line, 1), "not_utf8", {}))
        return None
    # Line ends of Windows and old editors are harmless too; marks then count the same lines.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        doc.report((), "empty_file")
        return None
    control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        doc.problems.append(
            Problem(Mark(doc.file, line, 1), "control_character", {"code": f"U+{ord(control[0]):04X}"})
        )
        return None
    return text


def _needs_events(text: str) -> bool:
    """Whether the slower look at events is worth it: anchors, aliases or deep nesting possible."""
    return (
        "&" in text
        or "*" in text
        or text.count("[") + text.count("{") > MAX_DEPTH
        or "- - - -" in text
        or re.search(rf"^ {{{MAX_DEPTH}}}", text, re.MULTILINE) is not None
    )


def _refuse_events(text: str, doc: Document) -> None:
    """Refuse anchors, aliases and nesting beyond MAX_DEPTH before anything is composed."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            mark = Mark(doc.file, event.start_mark.line + 1, event.start_mark.column + 1)
            doc.problems.append(Problem(mark, "anchor", {}))
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                mark = Mark(doc.file, event.start_mark.line + 1, event.start_mark.column + 1)
                doc.problems.append(Problem(mark, "too_deep", {"limit": MAX_DEPTH}))
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _build(node: yaml.Node, place: Place, doc: Document) -> Any:
    marks = doc.marks
    start = node.start_mark
    marks.setdefault(place, (start.line + 1, start.column + 1))
    if isinstance(node, yaml.ScalarNode):
        make = _SCALARS.get(node.tag)
        if make is None:
            doc.report(place, "tag", tag=node.tag.replace(_CORE, "!!"))
            return None
        return make(node.value)
    if node.tag not in {f"{_CORE}seq", f"{_CORE}map"}:
        doc.report(place, "tag", tag=node.tag.replace(_CORE, "!!"))
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*place, index), doc) for index, child in enumerate(node.value)]
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        at = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        key = key_node.value
        if not isinstance(key_node, yaml.ScalarNode) or not isinstance(key, str):
            doc.problems.append(Problem(Mark(doc.file, *at), "key_not_text", {}))
        elif key in data:
            doc.problems.append(
                Problem(
                    Mark(doc.file, *at),
                    "duplicate_key",
                    {"key": key, "line": marks[(*place, key)][0]},
                )
            )
        else:
            marks[(*place, key)] = at
            data[key] = _build(value_node, (*place, key), doc)
    return data
