"""A number of municipalities to a whole project in a folder: plans, translations, shared words.

The project's own glossary, themes, templates and hand-written pages are copied, so that only the
plans are made up. The same number always gives the same bytes.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import yaml
from bench.synthetic.chapters import chapter
from bench.synthetic.edition import RESULTS, Draft, Vocabulary, drafts
from bench.synthetic.initiatives import initiative, results
from bench.synthetic.plan import plan
from bench.synthetic.questions import answers, stances
from bench.synthetic.sources import gone
from bench.synthetic.towns import Body, bodies
from bench.synthetic.yamlfile import write
from pydantic import BaseModel

from dxplans.catalogue import Message
from dxplans.library import KINDS
from dxplans.localise import extract
from dxplans.model import Answers, Stances
from dxplans.model.correction import Corrections
from dxplans.model.gone import GoneList

_COPIED = (
    "docs",
    "a11y",
    "comparisons",
    "glossary",
    "guide",
    "hooks",
    "locales",
    "questions",
    "reading",
    "search",
    "theme_overrides",
    "themes",
)
_SAMPLE = {
    "label": "様式見本",
    "reading": "ようしきみほん",
    "group": "work",
    "aliases": ["様式の見本"],
    "aliases_en": ["sample form"],
    "misspellings": ["様式みほん"],
    "definition": "書き方を示した様式。この測定のためだけの言葉です。",
    "more": "用語のすべての項目が、測定に使うデータに出てくるようにするものです。\n",
    "conflict": "計画によって、記入例のことも、空の様式のこともあります。",
    "drafted": "person",
}
_SAMPLE_ENGLISH = (
    "Sample form", "A form that shows how to fill it in. A word for this measurement only.",
    "It lets every field of a term occur in the data that are measured.\n",
    "Some plans mean a filled-in example, others an empty form.",
)  # fmt: skip


def make(
    root: Path, number: int, project: Path, *, plans: int | None = None, short: bool = False
) -> None:
    """Make a project of *number* municipalities in the new folder *root*.

    *project* is the working copy whose vocabulary, templates and settings it shares. Only the
    first *plans* municipalities have plans; without it, everybody has. *short* plans have every
    shape of the format on some twenty pages, others on twice as many.
    """
    root.mkdir(parents=True)
    hidden = shutil.ignore_patterns("__pycache__", ".*", "plans")
    for name in _COPIED:
        shutil.copytree(project / name, root / name, ignore=hidden)
    shutil.copy(project / "mkdocs.yml", root)
    _sample_term(root)
    vocabulary = _vocabulary(root)
    made = list(bodies(number))
    _mend_docs(root, made[0])
    _mend_topics(root)
    _corrections(root, made[:plans])
    for index, body in enumerate(made):
        write(root, f"{body.folder}/publisher.yaml", body.data, "publisher")
        if plans is not None and index >= plans:
            continue
        for draft in drafts(body, vocabulary, short=short):
            _edition(root, draft)
    _comparison(root, made[0])


def _comparison(root: Path, town: Body) -> None:
    """A rule that two KPIs count alike; the project's own rules are about towns that are not here."""
    kpis = []
    for path in sorted((root / town.folder).glob("*/initiatives/*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        plan = path.parent.parent.relative_to(root / "plans").as_posix()
        kpis += [f"{plan}/{path.stem}/{kpi['id']}" for kpi in data.get("kpis", ())]
    rule = {
        "title": "様式見本の数", "reason": "どちらも、様式の数を数えています。", "allows": "figures",
        "about": kpis[:2],
    }  # fmt: skip
    write(root, "comparisons/sample.yaml", rule, "comparison")
    messages = extract(
        KINDS["comparison"].model_validate(rule), "sample", "comparisons/sample.yaml"
    )
    english = ("The number of sample forms", "Both count forms.")
    _po(root / "locales" / "en" / "comparisons.po", zip(messages, english, strict=True), "a")


def _edition(root: Path, draft: Draft) -> None:
    files = list(_files(draft))
    for name, kind, data in files:
        write(root, f"{draft.folder}/{name}.yaml", data, kind)
    messages: list[Message] = []
    for name, kind, data in files:
        value = KINDS[kind].model_validate(data)
        for context, part in _parts(name, value):
            messages += extract(part, context, f"{draft.folder}/{name}.yaml")
    english = ((message, draft.writer.english[message.text]) for message in messages)
    _po(root / "locales" / "en" / f"{draft.folder}.po", english)


def _parts(name: str, value: BaseModel) -> Iterator[tuple[str, BaseModel]]:
    """A file's parts by their place in the translation: items of lists are places of their own."""
    if isinstance(value, Answers | Stances):
        items = value.answers if isinstance(value, Answers) else value.themes
        yield from ((f"{name}/{item.id}", item) for item in items)
    elif isinstance(value, GoneList):
        yield from ((name, item) for item in value.gone)
    else:
        yield name, value


def _files(draft: Draft) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Name, kind and content of every file of an edition."""
    yield "plan", "plan", plan(draft)
    for name in draft.chapters:
        yield f"chapters/{name}", "chapter", chapter(draft, name)
    for index, name in enumerate(draft.initiatives):
        yield f"initiatives/{name}", "initiative", initiative(draft, index)
    yield "answers", "answers", answers(draft)
    yield "themes", "stances", stances(draft)
    if draft.role == RESULTS:
        yield "gone", "gone", gone(draft)
        for year in draft.years[:2]:
            yield f"progress/{year}", "progress", results(draft, year)


def _po(path: Path, translations: Iterable[tuple[Message, str]], mode: str = "w") -> None:
    """Write a complete translation; polib would take longer than everything else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    with path.open(mode, encoding="utf-8") as out:
        out.write(head if mode == "w" else "")
        for message, english in dict(translations).items():
            out.write(
                f"\n#: {message.file}\nmsgctxt {_quoted(message.context)}\n"
                f"msgid {_quoted(message.text)}\nmsgstr {_quoted(english)}\n"
            )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _sample_term(root: Path) -> None:
    """A term that has every field, for the project's own may lack one."""
    name = "sample-form"
    write(root, f"glossary/{name}.yaml", _SAMPLE, "term")
    messages = extract(KINDS["term"].model_validate(_SAMPLE), name, f"glossary/{name}.yaml")
    pairs = zip(messages, _SAMPLE_ENGLISH, strict=True)
    _po(root / "locales" / "en" / "glossary.po", pairs, "a")


def _corrections(root: Path, made: list[Body]) -> None:
    """The site has put one thing right for each municipality."""
    texts = ("目標の数を、12件から10件に直しました。", "写しの読みまちがいです。")
    english = ("The target is 10 and not 12, as was printed here.", "The copy was misread.")
    rows = [
        {
            "id": f"c-{index}", "on": "2026-11-19", "what": texts[0], "cause": texts[1],
            "pages": [f"{body.folder.removeprefix('plans/')}/"],
            "told_by": ("reader", "publisher", "site")[index % 3],
        }
        for index, body in enumerate(made)
    ]  # fmt: skip
    data = {"corrections": rows}
    write(root, "corrections/2026.yaml", data, "corrections")
    log = cast("Corrections", KINDS["corrections"].model_validate(data))
    told = dict(zip(texts, english, strict=True))
    messages = [m for one in log.corrections for m in extract(one, f"2026/{one.id}", "")]
    pairs = ((message, told[message.text]) for message in messages)
    _po(root / "locales" / "en" / "corrections.po", pairs)


def _vocabulary(root: Path) -> Vocabulary:
    terms = []
    for path in sorted((root / "glossary").glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        terms.append((path.stem, str(data["label"]), str(data["reading"])))
    themes = tuple(path.stem for path in sorted((root / "themes").glob("*.yaml")))
    questions = tuple(
        path.stem
        for path in sorted((root / "questions").glob("*.yaml"))
        if "answered_by: state" not in path.read_text(encoding="utf-8")
    )
    return Vocabulary(themes, questions, tuple(terms))


def _mend_docs(root: Path, town: Body) -> None:
    """Let the hand-written pages link to a plan that there is."""
    there = town.folder.removeprefix("plans/")
    for path in (root / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\(plan:[a-z0-9/-]+", f"(plan:{there}", text), encoding="utf-8")


def _mend_topics(root: Path) -> None:
    """Let the search's topics lead to shared pages alone: the plans here are others."""
    path = root / "search" / "topics.yaml"
    plan = re.compile(r"^ +- [a-z-]+/[a-z-]+/(?:[0-9]{4}/.*)?$\n", re.MULTILINE)
    kept = re.compile(r"^ +- (?:questions|themes|glossary)/")
    text = plan.sub(lambda m: m[0] if kept.match(m[0]) else "", path.read_text(encoding="utf-8"))
    # A topic that only plans tell of would be left without a page.
    path.write_text(text.replace("- pages:\n    ja", "- pages: [about/]\n    ja"), encoding="utf-8")
