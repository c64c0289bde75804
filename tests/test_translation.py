"""The English of the real plans: complete, with the same figures, and neither stronger nor weaker."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polib
import pytest

from builders import ROOT, from_yaml, the_portal
from dxplans.fiscal import MONTHS
from dxplans.glossing import Matcher
from dxplans.localise import View
from dxplans.pofile import po_files
from dxplans.portal import Portal
from dxplans.translation import Translation, states
from dxplans.views import LocalEdition

FOLDER = ROOT / "locales" / "en"
FILES = [path.relative_to(FOLDER).with_suffix("").as_posix() for path in po_files(ROOT)]
RULES: dict[str, Any] = from_yaml((Path(__file__).parent / "english.yaml").read_text("utf-8"))
JAPANESE = re.compile(r"[ぁ-ヺー々〆一-龠]+")
QUOTED = re.compile(r"“[^“”]*”")
ABOUT_CHARACTERS = (r"plan/errata/[a-z0-9-]+/note", r"[A-Z][A-Za-z]+/[a-z_]+")
"""Places whose English may quote Japanese: notes on printed characters, and the format's examples."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and one form of its English."""

    file: str
    place: str
    japanese: str
    english: str


@cache
def pairs(name: str) -> tuple[Pair, ...]:
    """Every text of a PO file with its English; each form of a counting text by itself."""
    found = []
    for entry in polib.pofile(str(FOLDER / f"{name}.po")):
        if not entry.obsolete:
            forms = entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,)
            found += [Pair(name, entry.msgctxt or "", entry.msgid, form) for form in forms]
    return tuple(found)


@cache
def portal() -> Portal:
    """The repository's own plans."""
    return the_portal()


def by_file(function: Any) -> Any:
    """Run a test for each PO file."""
    return pytest.mark.parametrize("name", FILES)(function)


# Complete


def test_every_text_has_its_english() -> None:
    """As the plans, the templates and the format are now: nothing missing, nothing outdated."""
    found = states(ROOT, portal(), "en")
    assert sorted(found) == sorted(FILES)
    for name, state in found.items():
        assert (name, state.missing, state.fuzzy) == (name, 0, 0)
        assert state.total > 0


# The same figures

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988,
        "Reiwa": 2018, "Heisei": 1988, "Showa": 1925}  # fmt: skip
ERA = re.compile(r"(令和|平成|昭和|\b[RH](?=[0-9])|Reiwa|Heisei|Showa)\s*([0-9]+|元)")
NUMBER = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)*)\s*(万|億|千)?")
TIMES = {"": 1, "千": 1000, "万": 10_000, "億": 100_000_000}
NUMERALS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
]  # fmt: skip


def numbers(text: str) -> Counter[float]:
    """Every number written in *text*, and how often; 2万 is 20,000, R8.1.31 is 8, 1 and 31.

    1億2,808万 is one number, as it is read.
    """
    found: Counter[float] = Counter()
    text = re.sub(
        r"(\d+)億([\d,]+)万",
        lambda m: f"{int(m[1]) * 10_000 + int(m[2].replace(',', ''))}万",
        text,
    )
    for written, times in NUMBER.findall(text):
        digits = written.rstrip(",").replace(",", "")
        parts = [digits] if digits.count(".") <= 1 else digits.split(".")
        found.update(float(part) * TIMES[times] for part in parts)
    return found


def eras(text: str) -> list[tuple[float, float]]:
    """The years of an era that are written, each with the same year in the other calendar."""
    found = ((ERAS[era], int(number.replace("元", "1"))) for era, number in ERA.findall(text))
    return [(float(number), float(before + number)) for before, number in found]


def calendars(japanese: str, english: str) -> Counter[float]:
    """The numbers by which one of two texts may name a year that the other names otherwise."""
    years = {*numbers(japanese), *(year for _number, year in eras(japanese))}
    same = [*eras(japanese), *(both for both in eras(english) if both[1] in years)]
    return Counter({number: 9 for both in same for number in both})


def percents(text: str) -> int:
    """How many percentages are written."""
    return len(re.findall(r"%|パーセント|per ?cent", text.replace("%%", "%")))


def disagreement(japanese: str, english: str) -> dict[str, object]:
    """The numbers that only one of the two has; nothing if they say the same."""
    ja, en = (
        unicodedata.normalize("NFKC", re.sub(r"%\(\w+\)s", "", text))
        for text in (japanese, english)
    )
    for number, month in enumerate(MONTHS, 1):
        word = rf"(?<=[0-9] ){month}\b|\b{month}(?= [0-9])" if month == "May" else rf"\b{month}\b"
        en = re.sub(word, f" {number} ", en)
    named = calendars(ja, en)
    spelt = Counter(
        float(NUMERALS.index(word)) for word in re.findall("[a-z]+", en.lower()) if word in NUMERALS
    )
    missing = numbers(ja) - numbers(en) - named - spelt
    added = numbers(en) - numbers(ja) - named
    found: dict[str, object] = {}
    if missing or added:
        found = {"missing": dict(missing), "added": dict(added)}
    if percents(ja) != percents(en):
        found["percent"] = (percents(ja), percents(en))
    return found


@by_file
def test_every_figure_is_in_both_languages(name: str) -> None:
    """Numbers, percentages, dates and fiscal years, whatever calendar each of them uses."""
    wrong = [
        (pair.place, found, pair.english)
        for pair in pairs(name)
        if (found := disagreement(pair.japanese, pair.english))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("japanese", "english", "agree"),
    [
        ("10件をめざします。", "The aim is 10.", True),
        ("10件をめざします。", "The aim is 12.", False),
        ("10件をめざします。", "The aim is high.", False),
        ("めざします。", "The aim is 10.", False),
        ("1つの計画", "one plan", True),
        ("2万2,000人", "22,000 people", False),
        ("2万人と2,000件", "20,000 people and 2,000 cases", True),
        ("３３件", "33 cases", True),
        ("82.4%(R8.1.31)", "82.4% (31 January 2026)", True),
        ("82.4%(R8.1.31)", "82.4% (31 January 2025)", False),
        ("82.4%", "82.4", False),
        ("令和8年度（2026年度）", "fiscal 2026 (Reiwa 8)", True),
        ("令和8年度（2026年度）", "fiscal 2027 (Reiwa 9)", False),
        ("令和元年5月", "May 2019 (Reiwa 1)", True),
        ("令和8年3月", "March 2026 (Reiwa 8)", True),
        ("令和8年3月", "April 2026 (Reiwa 8)", False),
        ("⑥ AI・RPA", "⑥ AI and RPA", True),
        ("%(n)s件のうち3件", "3 of %(n)s cases", True),
    ],
)
def test_the_comparison_of_figures_notices_a_difference(
    japanese: str, english: str, *, agree: bool
) -> None:
    """And only a difference."""
    assert (disagreement(japanese, english) == {}) == agree


@by_file
def test_a_fiscal_year_is_called_one(name: str) -> None:
    """A reader outside Japan takes a bare 2026 for January to December."""
    for pair in pairs(name):
        for year in re.findall(r"([12][0-9]{3})年度", unicodedata.normalize("NFKC", pair.japanese)):
            assert re.search(rf"[Ff]iscal (?:year )?(?:[12][0-9]{{3}}[–-])?{year}", pair.english), (
                pair
            )


# The same marks


def marks(text: str) -> dict[str, object]:
    """What our Markdown subset and the templates read in a text."""
    return {
        "places": sorted(re.findall(r"%\(\w+\)s|@@\w+@@", text)),
        "notes": sorted(re.findall(r"\[\^[0-9]+\]", text)),
        "links": sorted(re.findall(r"\]\(([^)]*)\)", text)),
        "strong": text.count("**"),
        "items": len(re.findall(r"^(?:- |[0-9]+\. )", text, re.MULTILINE)),
        "paragraphs": len(re.split(r"\n\s*\n", text.strip())),
        "ends with a line": text.endswith("\n"),
    }


@by_file
def test_every_mark_is_in_both_languages(name: str) -> None:
    """A note, a link or a paragraph lost in translation would be lost on the page."""
    wrong = [pair for pair in pairs(name) if marks(pair.japanese) != marks(pair.english)]
    assert wrong == []


@by_file
def test_english_is_written_in_english(name: str) -> None:
    """Japanese stands there only in quotation marks, where the text is about the characters."""
    for pair in pairs(name):
        if any(re.fullmatch(pattern, pair.place) for pattern in ABOUT_CHARACTERS):
            assert not JAPANESE.search(QUOTED.sub("", pair.english)), pair
        else:
            assert not JAPANESE.search(pair.english), pair
        assert not re.search("[、。「」（）：　]", QUOTED.sub("", pair.english)), pair
        # What stands between two texts of the interface brings its space; Japanese needs none.
        assert name == "site" or pair.english == pair.english.strip(" "), pair
        assert "  " not in pair.english.replace("\n", ""), pair


# Neither stronger nor weaker


@dataclass(frozen=True, slots=True)
class Promise:
    """One action in English: how strong its printed verb is, the verb, and the sentence."""

    place: str
    strength: str
    by: str
    verb: str
    text: str


def promises() -> Iterator[Promise]:
    """Every action of every plan."""
    translation = Translation(ROOT, "en")
    for edition in portal().editions():
        local = LocalEdition(edition, translation.language(f"plans/{edition.key}"))
        for name, initiative in local.initiatives.items():
            for action in initiative.actions:
                yield Promise(
                    f"{name}/{action.id}",
                    action.strength,
                    action.by,
                    str(action.verb),
                    str(action.text),
                )


def strengthened(promise: Promise) -> list[str]:
    """In what the English promises more, or less, than the verb that the plan prints."""
    wrong = []
    if not promise.verb.startswith(tuple(RULES["verbs"][promise.strength])):
        wrong.append(f"“{promise.verb}” is no verb of the class {promise.strength}")
    sentence = promise.text.lower()
    # The modal and the verb stand in the sentence in this order, perhaps with words between them.
    words = promise.verb.lower().split()[:2]
    if not re.search(rf"\b{words[0]}\b(?: [a-z]+,?){{0,2}}? {re.escape(words[-1])}\b", sentence):
        wrong.append(f"the sentence does not say “{promise.verb}”")
    if sentence.count(" will ") > promise.verb.startswith("will "):
        wrong.append("another “will” than the verb's")
    wrong += [word for word in RULES["never"] if re.search(rf"\b{word}\b", sentence)]
    if promise.by != "publisher" and "not a promise by" not in sentence:
        wrong.append("it is not said that this is somebody else's promise")
    return wrong


def test_no_action_is_stronger_or_weaker_in_english() -> None:
    """検討 stays a study, 図る an aim; the sentence has the verb's own strength."""
    found = list(promises())
    assert len(found) > 80
    assert {promise.place: wrong for promise in found if (wrong := strengthened(promise))} == {}


@pytest.mark.parametrize(
    ("strength", "verb", "text", "right"),
    [
        ("studies", "will study", "The city will study using AI.", True),
        ("studies", "will study", "The city will use AI.", False),
        ("studies", "will use", "The city will use AI.", False),
        ("aims", "seeks to", "The city seeks to cut costs.", True),
        ("aims", "seeks to", "The city will cut costs.", False),
        ("aims", "seeks to", "The city seeks to cut costs and will use AI.", False),
        ("carries-out", "will carry out", "The city will carry out training.", True),
        ("carries-out", "will carry out", "The city seeks to carry out training.", False),
        (
            "carries-out",
            "will carry out",
            "The city will carry out training, which it must.",
            False,
        ),
        ("introduces", "will build in", "The city will build AI into its work.", True),
    ],
)
def test_the_comparison_of_strength_notices_a_difference(
    strength: str, verb: str, text: str, *, right: bool
) -> None:
    """In both directions."""
    assert (strengthened(Promise("x/y", strength, "publisher", verb, text)) == []) == right


SENTENCES = re.compile(r"(answers|themes)/[a-z0-9-]+/(text|differs)")


def loosened(japanese: str, english: str) -> list[str]:
    """Where a sentence about a plan holds back in one language only, or promises what none may."""
    sentence = english.lower()
    wrong = [
        f"{ours} is not {theirs}"
        for ours, theirs in RULES["holds_back"].items()
        if len(re.findall(ours, japanese)) != len(re.findall(rf"\b{theirs}", sentence))
    ]
    return wrong + [word for word in RULES["never"] if re.search(rf"\b{word}\b", sentence)]


def test_no_answer_is_stronger_or_weaker_in_english() -> None:
    """What a plan studies or seeks is no promise on the pages of questions and themes either."""
    found = [pair for name in FILES for pair in pairs(name) if SENTENCES.fullmatch(pair.place)]
    assert len(found) > 100
    wrong = [(p.file, p.place, w) for p in found if (w := loosened(p.japanese, p.english))]
    assert wrong == []


@pytest.mark.parametrize(
    ("japanese", "english", "right"),
    [
        ("導入を検討します。", "The city will study introducing it.", True),
        ("導入を検討します。", "The city will introduce it.", False),
        ("導入します。", "The city will study introducing it.", False),
        ("充実を図ります。", "It seeks fuller support.", True),
        ("充実を図ります。", "It will give fuller support.", False),
        ("導入を検討し、実現をめざします。", "It will study it, and aims to achieve it.", True),
        ("導入を検討し、実現をめざします。", "It will study it, and will achieve it.", False),
        ("導入します。", "The city must introduce it.", False),
    ],
)
def test_the_comparison_of_answers_notices_a_difference(
    japanese: str, english: str, *, right: bool
) -> None:
    """In both directions."""
    assert (loosened(japanese, english) == []) == right


def test_answers_and_stances_are_among_the_texts() -> None:
    """Every sentence of theirs is held to all of this: figures, marks, terms and strength."""
    for edition in portal().editions():
        said = {f"answers/{name}/text" for name, one in edition.answers.items() if one.text}
        said |= {
            f"answers/{name}/when/printed" for name, one in edition.answers.items() if one.when
        }
        said |= {f"themes/{name}/differs" for name, one in edition.stances.items() if one.differs}
        places = [pair.place for pair in pairs(f"plans/{edition.key}")]
        assert said
        assert said == {place for place in places if place.startswith(("answers/", "themes/"))}
    asked = {f"{name}/{key}" for name in portal().questions for key in ("title", "short", "about")}
    assert {pair.place for pair in pairs("questions")} == asked


def test_one_verb_has_one_english_by_strength() -> None:
    """The same printed verb of the same class reads the same everywhere, but for how it goes on."""
    found: dict[tuple[str, str], set[str]] = {}
    translation = Translation(ROOT, "en")
    for edition in portal().editions():
        local = LocalEdition(edition, translation.language(f"plans/{edition.key}"))
        for initiative in local.initiatives.values():
            for action in initiative.actions:
                key = (action.model.verb, action.strength)
                found.setdefault(key, set()).add(str(action.verb))
    several = {verb for (verb, _class), english in found.items() if len(english) > 1}
    assert several == set(RULES["two_ways"])


# One word for one word


@cache
def english_terms() -> dict[str, tuple[str, ...]]:
    """Every way in which a term may stand in English."""
    glossary = Translation(ROOT, "en").glossary
    return {
        name: (
            str(View(term, glossary, name).label),
            *term.aliases_en,
            *RULES["forms"].get(name, ()),
        )
        for name, term in portal().terms.items()
    }


def folded(text: str) -> str:
    """Without case, hyphens, and the two ways to spell -ise."""
    return re.sub(
        r"[-‐ \n]+", " ", text.lower().replace("isation", "ization").replace("ising", "izing")
    )


@pytest.mark.parametrize("name", [name for name in FILES if name not in {"site", "schema"}])
def test_each_term_has_the_glossarys_english(name: str) -> None:
    """Whoever looks a word up finds it: one English term for one Japanese term."""
    matcher = Matcher({identity: (term.label,) for identity, term in portal().terms.items()})
    excused = {(one["file"], one["place"], one["term"]) for one in RULES["elsewhere"]}
    wrong = []
    for pair in pairs(name):
        for term in matcher.terms(pair.japanese):
            known = any(folded(form) in folded(pair.english) for form in english_terms()[term])
            if known == ((name, pair.place, term) in excused):
                wrong.append((pair.place, term, english_terms()[term][0], pair.english))
    assert wrong == []


def test_every_exception_is_still_one() -> None:
    """The list of exceptions holds nothing that the text no longer needs."""
    places = {(pair.file, pair.place) for name in FILES for pair in pairs(name)}
    assert {(one["file"], one["place"]) for one in RULES["elsewhere"]} <= places
    texts = " ".join(folded(pair.english) for name in FILES for pair in pairs(name))
    unused = [
        form for forms in RULES["forms"].values() for form in forms if folded(form) not in texts
    ]
    assert unused == []
    assert set(RULES["forms"]) <= set(portal().terms)
