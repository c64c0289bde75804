"""Words that stand for other words: from search/, the glossary, themes, questions and towns.

Everything is given folded, as texts and queries are. Words that no page holds are left out as
things to search for, and kept as things to be asked by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from dxplans.localise import SOURCE_LANGUAGE
from dxplans.model.search import SearchWords
from dxplans.pages import addresses
from dxplans.pages.local import Local
from dxplans.prefectures import PREFECTURES
from dxplans.search.fold import Fold
from dxplans.search.index import Index

LONGEST = 40
"""A phrase of more folded characters than this nobody types as a word."""
Group = tuple[list[str], list[str], int]
"""Words that mean the same and stand on pages, words that are only asked by, and the page that is
about just this (-1 without one)."""
Named = tuple[Iterable[str], Iterable[str], str]
"""Words, words only asked by, and the path of that page."""


class Vocabulary:
    """The words of one language's index."""

    def __init__(self, local: Local, index: Index) -> None:
        self.local = local
        self.index = index
        self.fold = index.fold.word
        self.languages = (local, *local.others)
        self._groups = [self._group(group) for group in self._same()]
        self._known: dict[str, list[str]] = {}
        for known, asked, _page in self._groups:
            for word in (*known, *asked):
                self._known.setdefault(word, []).extend(known)

    def words(self) -> dict[str, object]:
        """What the manifest holds of words."""
        return {
            "same": [
                group[:2] if group[2] < 0 else group
                for group in self._groups
                if len(group[0]) + len(group[1]) > 1 or group[2] >= 0
            ],
            "sayings": [[said, found] for said, found in self._sayings() if said and found],
            "towns": list(self._towns()),
            "prefectures": list(self._prefectures()),
            "elsewhere": list(self._elsewhere()),
            "particles": sorted(
                {self.fold(word) for word in self.local.portal.words.japanese},
                key=lambda w: (-len(w), w),
            ),
            "general": _unique(self.fold, self.local.portal.words.general),
            "suggest": self._suggestions(),
        }

    def topics(self) -> Iterator[tuple[list[int], list[int], list[str]]]:
        """Documents of each topic, the themes it is about, and the words that people use for it."""
        themes = list(self.local.portal.themes)
        for topic in self.local.portal.words.topics:
            pages = [self.index.pages[page] for page in topic.pages if page in self.index.pages]
            named = [page.split("/") for page in topic.pages]
            about = [themes.index(p[1]) for p in named if p[0] == "themes" and p[1] in themes]
            said = topic.ja if self.local.lang == SOURCE_LANGUAGE else topic.en
            yield pages, about, _unique(self.fold, said)

    def _group(self, group: Named) -> Group:
        words = _unique(self.fold, group[0])
        known = [word for word in words if self.index.knows(word)]
        asked = [word for word in words if word not in known]
        asked += [key for key in _unique(self.fold, group[1]) if key not in words]
        asked += [word for word in _without_no(words) if word not in words]
        return known, asked, self.index.pages.get(group[2], -1)

    def _same(self) -> Iterator[Named]:
        portal, words = self.local.portal, self.local.portal.words
        for identity, question in self.local.portal.questions.items():
            # Ways to ask lead to the answer; they are no words that other pages would use.
            asked = (question.reading, *question.asked, *question.asked_en)
            yield (), (*self._question_names(identity), *asked), f"questions/{identity}/"
        for identity, theme in portal.themes.items():
            names = (theme.title, *self._labels("theme", identity, "title"))
            yield names, (theme.reading,), addresses.theme(identity)
        # Terms come last: a word is better known as a term than as a theme or question.
        for identity, term in portal.terms.items():
            names = (term.label, *term.aliases, *term.aliases_en)
            names += (term.expansion,) if term.expansion else ()
            names += tuple(self._labels("term", identity, "label"))
            yield names, (term.reading, *term.misspellings), addresses.term(identity)
        yield from ((group, (), "") for group in words.same)
        yield from (((wrong.word,), wrong.wrong, "") for wrong in words.misspellings)
        yield from (((reading.word,), (reading.reading,), "") for reading in words.readings)

    def _labels(self, kind: str, identity: str, name: str) -> list[str]:
        """A text in every language that it has been translated into."""
        found = (getattr(getattr(local, kind)(identity), name) for local in self.languages)
        return [str(text) for text in found if text is not None and not text.foreign]

    def _sayings(self) -> Iterator[tuple[list[str], list[str]]]:
        portal = self.local.portal
        for saying in portal.words.sayings:
            yield _unique(self.fold, saying.say), self._found(saying.find)
        for identity, question in self.local.portal.questions.items():
            said = chain(self._question_names(identity), question.asked, question.asked_en)
            found = chain(
                *(self._labels("theme", theme, "title") for theme in question.themes),
                *(self._labels("term", term, "label") for term in question.terms),
            )
            yield _unique(self.fold, (*said, question.reading)), self._found(found)

    def _found(self, words: Iterable[str]) -> list[str]:
        """What to search for instead of *words*: themselves, or what they are called here."""
        found: list[str] = []
        for word in _unique(self.fold, words):
            found += [word] if self.index.knows(word) else self._known.get(word, [])[:3]
        return list(dict.fromkeys(found))

    def _question_names(self, identity: str) -> list[str]:
        return [
            *self._labels("question", identity, "title"),
            *self._labels("question", identity, "short"),
        ]

    def _towns(self) -> Iterator[tuple[str | int, ...]]:
        """Each town, in the order of the labels: name, reading, Latin name, page, former names.

        What follows from these (美祢 from 美祢市, mine city from mine) search.js makes itself: for
        all of Japan it would be most of the manifest.
        """
        for town in self.local.portal.towns.values():
            publisher = town.publisher
            names = (publisher.name, publisher.reading, publisher.romanised.replace("-", ""))
            former = _unique(self.fold, (other.name for other in publisher.former))
            page = self.index.pages.get(addresses.town(town), -1)
            name, *others = map(self.fold, names)
            # What the labels say anyway is left out: for all of Japan it is tens of kilobytes.
            same = "" if name == self.fold(str(self.local.town(town))) else name
            yield (same, *others, page, *former)

    def _prefectures(self) -> Iterator[tuple[list[str], int, int]]:
        """Names of each prefecture, its first town's number and how many follow each other there."""
        local = self.local
        first = 0
        for prefecture, towns in local.portal.prefectures.items():
            names = [prefecture.name, prefecture.reading, prefecture.romanised]
            names += [str(other.prefecture(prefecture)) for other in self.languages]
            if not prefecture.name.endswith("道"):
                names += [prefecture.name[:-1]]
            yield _unique(self.fold, names), first, len(towns)
            first += len(towns)

    def _elsewhere(self) -> Iterator[tuple[str, list[str]]]:
        """Places that the site has no plan of: how they are called, and how they are asked for."""
        local, portal = self.local, self.local.portal
        here = {town.publisher.name for town in portal.towns.values()}
        ja = local.lang == "ja"
        for place in portal.words.elsewhere:
            if place.name not in here:
                names = [
                    place.name,
                    place.name[:-1],
                    place.reading,
                    place.reading[:-1],
                    place.romanised,
                ]
                shown = place.name if ja else place.romanised
                yield shown, _unique(self.fold, [name for name in names if len(name) > 1])
        for prefecture in PREFECTURES.values():
            if prefecture not in portal.prefectures:
                names = [
                    prefecture.name,
                    prefecture.name[:-1],
                    prefecture.reading,
                    prefecture.romanised,
                ]
                yield str(local.prefecture(prefecture)), _unique(self.fold, names)

    def _suggestions(self) -> list[tuple[str, str]]:
        """What may be proposed while somebody types: as it is shown, and its reading folded."""
        local, portal = self.local, self.local.portal
        ja = local.lang == "ja"
        found = [(str(local.theme(i).title), t.reading) for i, t in portal.themes.items()]
        found += [
            (str(local.question(i).title), q.reading)
            for i, q in self.local.portal.questions.items()
        ]
        found += [(str(local.term(i).label), t.reading) for i, t in portal.terms.items()]
        return [(shown, self.fold(reading) if ja else "") for shown, reading in dict(found).items()]


def _without_no(words: Iterable[str]) -> list[str]:
    """行政手続オンライン化 beside 行政手続のオンライン化."""
    return [word.replace("の", "") for word in words if "の" in word and len(word) > 5]  # noqa: PLR2004


def fold_of(words: SearchWords) -> Fold:
    """The fold by the project's spellings."""
    return Fold(words.variants)


def _unique(fold: Callable[[str], str], words: Iterable[str]) -> list[str]:
    """*words* folded, each once, the empty and the endless left out."""
    return [
        word
        for word in dict.fromkeys(fold(word).strip() for word in words)
        if 0 < len(word) <= LONGEST
    ]
