"""Rendered pages to the files of one language's index, page by page in linear time."""

from __future__ import annotations

import hashlib
import json
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from dxplans.search.documents import LISTS, Document, documents_of
from dxplans.search.fold import Fold, grams
from dxplans.search.shards import BLOCK, Squeezer, shards

AVERAGE = 400
"""Grams of a document of ordinary length. A constant, so that a page's weights are its own."""
TITLE, HEADING, LEAD, THEME, BODY = 6.0, 3.0, 1.0, 2.0, 8.0
"""What a gram is worth by where it stands; the body's counts, up to its limit."""
FAINT = 0.01
"""What a gram is worth that only repeats another page: it is found, after all others."""
SATURATION = 1.2
KINDS = (
    "initiative",
    "chapter",
    "plan",
    "municipality",
    "theme",
    "term",
    "question",
    "page",
    "errata",
)
STATES = ("", "in-force", "ended", "not-started", "outline-draft", "superseded", "withdrawn")
PRIOR = {
    "initiative": 1.05, "chapter": 0.75, "plan": 0.85, "municipality": 0.9, "theme": 1.15,
    "term": 0.85, "question": 1.2, "page": 0.9, "section": 0.75, "errata": 0.35,
}  # fmt: skip
"""How much likelier a page of this kind is what was meant than its words alone say."""
_SECTION = 128
_YEAR = re.compile(r"y[0-9]{4}")


@dataclass(frozen=True, slots=True)
class About:
    """What a page is about, beside its words: everything that narrows results and names them."""

    path: str
    template: str
    kind: str
    town: str = ""
    state: str = ""
    themes: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """The titles of its themes: words that the page is found by."""
    plan: str = ""
    place: str = ""


@dataclass(slots=True)
class Prepared:
    """A document as the index takes it: its grams with their weights, and its text as JSON."""

    weights: dict[str, int]
    text: str
    section: bool


@dataclass(slots=True)
class Cache:
    """What has been worked out for a page of exactly this content, from build to build."""

    known: dict[bytes, list[Prepared]] = field(default_factory=dict)
    used: dict[bytes, list[Prepared]] = field(default_factory=dict)
    squeeze: Squeezer = field(default_factory=Squeezer)

    def forget(self) -> None:
        """Keep only what the last build used."""
        self.known, self.used = self.used, {}
        self.squeeze.forget()


class Index:
    """Takes the pages of one language, each once; then gives the files."""

    def __init__(self, fold: Fold, stop: frozenset[str], cache: Cache | None = None) -> None:
        self.fold = fold
        self.stop = stop
        self.cache = cache
        self.pages: dict[str, int] = {}
        """Path to the document that is the page."""
        self._squeeze = cache.squeeze if cache else Squeezer()
        self._postings: dict[str, tuple[array[int], bytearray]] = {}
        self._texts: list[str] = []
        self._blocks: list[bytes] = []
        self._flags = bytearray()
        self._themes: list[tuple[str, ...]] = []
        self._towns: list[tuple[str, int]] = []
        # Whatever changes what a page comes to must change the key it is remembered by.
        self._version = repr((sorted(fold.table.items()), sorted(stop))).encode()

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self._flags)

    def knows(self, folded: str) -> bool:
        """Whether every gram of *folded* stands somewhere: else no page holds it."""
        return all(gram in self._postings for gram in grams(folded, self.stop, inside=True))

    def add(self, page: str, about: About) -> None:
        """Take in the HTML *page*."""
        self.take(self.prepared(page, about), about)

    def take(self, documents: list[Prepared], about: About) -> None:
        """Take in a page as it was prepared, in this process or in another."""
        for prepared in documents:
            number = len(self._flags)
            if not prepared.section:
                self.pages[about.path] = number
            for gram, weight in prepared.weights.items():
                found = self._postings.get(gram)
                if found is None:
                    self._postings[gram] = (array("I", (number,)), bytearray((weight,)))
                else:
                    found[0].append(number)
                    found[1].append(weight)
            kind, state = KINDS.index(about.kind), STATES.index(about.state)
            self._flags.append(kind | state << 4 | (_SECTION if prepared.section else 0))
            self._themes.append(about.themes)
            if self._towns and self._towns[-1][0] == about.town:
                self._towns[-1] = (about.town, self._towns[-1][1] + 1)
            else:
                self._towns.append((about.town, 1))
            self._texts.append(prepared.text)
            if len(self._texts) == BLOCK:
                self._block()

    def _block(self) -> None:
        if self._texts:
            self._blocks.append(self._squeeze(f"[{','.join(self._texts)}]".encode()))
            self._texts = []

    def prepared(self, page: str, about: About) -> list[Prepared]:
        """The documents of the HTML *page*, which is about *about*; the index stays as it is."""
        if self.cache is None:
            return self._prepare(page, about)
        digest = hashlib.sha256(self._version)
        digest.update(repr(about).encode())
        digest.update(page.encode())
        key = digest.digest()
        found = self.cache.used.get(key) or self.cache.known.get(key)
        if found is None:
            found = self._prepare(page, about)
        self.cache.used[key] = found
        return found

    def _prepare(self, page: str, about: About) -> list[Prepared]:
        found = documents_of(page, about.template)
        return [
            Prepared(self._weights(document, about), _text(document, about), bool(document.anchor))
            for document in found
        ]

    def _weights(self, document: Document, about: About) -> dict[str, int]:
        title = self.fold.word(document.section or document.title)
        # A short title that holds the word is about nothing else.
        short = 1.3 if len(title) <= 10 else 1.0 if len(title) <= 25 else 0.8  # noqa: PLR2004
        weights: defaultdict[str, float] = defaultdict(float)
        for worth, texts in (
            (TITLE * short, (title,)),
            (LEAD, (self.fold.word(document.title) if document.section else "",)),
            (HEADING, map(self.fold.word, document.headings)),
            (THEME, map(self.fold.word, about.named)),
            (LEAD, (self.fold.text(document.lead),)),
        ):
            for text in texts:
                for gram in set(grams(text, self.stop)):
                    weights[gram] += worth
        if about.template not in LISTS:
            text = self._text(document, faint=False)
            body = Counter(grams(text, self.stop))
            norm = 1 / (0.35 + 0.65 * sum(body.values()) / AVERAGE)
            for gram, count in body.items():
                weights[gram] += min(count * norm, BODY)
            for gram in set(grams(self._text(document, faint=True), self.stop)) - weights.keys():
                if not _YEAR.fullmatch(gram):  # each page has years; those of a list say nothing
                    weights[gram] = FAINT
        return {
            gram: max(1, min(15, round(15 * weight / (weight + SATURATION))))
            for gram, weight in weights.items()
        }

    def _text(self, document: Document, *, faint: bool) -> str:
        parts = (part.text for part in document.parts if part.faint is faint)
        return self.fold.text("\n".join(parts))

    def files(
        self,
        words: dict[str, object],
        labels: dict[str, dict[str, str]],
        topics: list[tuple[list[int], list[int], list[str]]],
    ) -> Iterator[tuple[str, bytes]]:
        """File name and content of all that is published; the first is where a reader begins."""
        self._block()
        found = list(shards(self._postings))
        manifest = {
            "size": self.size,
            "block": BLOCK,
            "kinds": KINDS,
            "states": STATES,
            "prior": [round(PRIOR[kind] * 100) for kind in KINDS] + [round(PRIOR["section"] * 100)],
            "shards": [first for first, _content in found],
            "stop": sorted(self.stop),
            "variants": sorted(self.fold.table.items()),
            "words": words,
        }
        files = {f"terms-{n}": self._squeeze(raw) for n, (_first, raw) in enumerate(found)}
        files |= {f"text-{n}": block for n, block in enumerate(self._blocks)}
        files["topics"] = self._squeeze(_json(topics))
        files["facets"] = self._squeeze(self._facets(labels))
        files["manifest"] = self._squeeze(_json(manifest))
        digest = hashlib.sha256()
        for content in files.values():
            digest.update(content)
        mark = digest.hexdigest()[:10]
        yield "start.json", _json({"manifest": f"manifest-{mark}.bin"})
        for name, content in files.items():
            yield f"{name}-{mark}.bin", content

    def _facets(self, labels: dict[str, dict[str, str]]) -> bytes:
        """What narrows results, a byte or two a document behind one line of JSON."""
        counts = Counter(self._themes)
        sets = sorted(counts, key=lambda combined: (-counts[combined], combined))
        at = {combined: n for n, combined in enumerate(sets)}
        wide = len(sets) > 256  # noqa: PLR2004
        themes = list(labels["theme"])
        towns = {key: number for number, key in enumerate(labels["town"])}
        head = {
            "labels": labels,
            "towns": [(towns.get(town, -1), count) for town, count in self._towns],
            "sets": [
                [themes.index(theme) for theme in combined if theme in themes] for combined in sets
            ],
            "wide": wide,
        }
        numbers = b"".join(at[t].to_bytes(2 if wide else 1, "little") for t in self._themes)
        return _json(head) + b"\n" + bytes(self._flags) + numbers


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _text(document: Document, about: About) -> str:
    """What a result shows of a document, as a JSON list: address, names and parts."""
    address = f"{about.path}#{document.anchor}" if document.anchor else about.path
    parts = [[part.anchor, part.heading, part.text] for part in document.parts]
    shown = [address, document.title, document.section, about.plan, about.place, parts]
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
