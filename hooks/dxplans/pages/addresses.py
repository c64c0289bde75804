"""What a page is about to its address, without the language's prefix. Addresses never change."""

from __future__ import annotations

from dxplans.edition import Edition, Town
from dxplans.prefectures import Prefecture
from dxplans.words import TASKS

HOME = ""
KPI, SCHEDULE, THEMES, GLOSSARY, SITEMAP = "kpi/", "schedule/", "themes/", "glossary/", "sitemap/"
QUESTIONS = "questions/"
ACCESSIBILITY, RESULTS = "accessibility/", "accessibility/results/"
REPORT, CORRECTIONS = "report/", "corrections/"
ABOUT, EDIT, SEARCH = "about/", "edit/", "search/"
MESSAGES = f"{EDIT}messages/"
DATA = "data/"
UPDATES, FEED = "updates/", "feed.xml"
WORKBENCH, PERIODS = "workbench/", "periods/"
SEARCHED = (ABOUT, EDIT)
"""Hand-written pages that the search knows: those for staff alone would hide what citizens look for."""
HAND_WRITTEN = (*SEARCHED, *(f"{EDIT}{name}/" for name in TASKS))


def prefecture(place: Prefecture) -> str:
    """``yamaguchi/``."""
    return f"{place.slug}/"


def town(place: Town) -> str:
    """``yamaguchi/mine/``."""
    return f"{place.key}/"


def changes(place: Town) -> str:
    """``yamaguchi/mine/changes/``: what changes here, and when."""
    return f"{place.key}/changes/"


def edition(plan: Edition) -> str:
    """``yamaguchi/mine/2026/``."""
    return f"{plan.key}/"


def chapter(plan: Edition, identity: str) -> str:
    """``yamaguchi/mine/2026/chapters/background/``."""
    return f"{plan.key}/chapters/{identity}/"


def initiative(plan: Edition, identity: str) -> str:
    """``yamaguchi/mine/2026/initiatives/ai-rpa/``."""
    return f"{plan.key}/initiatives/{identity}/"


def matrix(plan: Edition) -> str:
    """``yamaguchi/mine/2026/matrix/``."""
    return f"{plan.key}/matrix/"


def errata(plan: Edition) -> str:
    """``yamaguchi/mine/2026/errata/``."""
    return f"{plan.key}/errata/"


def form(plan: Edition) -> str:
    """``yamaguchi/mine/2026/results.csv``: the empty form for a year's results, the same in every language."""
    return f"{plan.key}/results.csv"


def printed(plan: Edition) -> str:
    """``yamaguchi/mine/2026/print/``: the whole plan in one document."""
    return f"{plan.key}/print/"


def compared(plan: Edition) -> str:
    """``yamaguchi/mine/2026/compare/``: beside the edition before it."""
    return f"{plan.key}/compare/"


def history(plan: Edition) -> str:
    """``yamaguchi/mine/2026/history/``: before and after each day on which it was changed."""
    return f"{plan.key}/history/"


def kpi_town(place: Town) -> str:
    """``kpi/yamaguchi/mine/``: a town's KPIs."""
    return f"{KPI}{place.key}/"


def kpi_theme(identity: str) -> str:
    """``kpi/themes/ai-rpa/``: the KPIs of a theme."""
    return f"{KPI}themes/{identity}/"


def kpi_kind(kind: str) -> str:
    """``kpi/kinds/keep/``: the KPIs with one kind of target."""
    return f"{KPI}kinds/{kind}/"


def bench(identity: str) -> str:
    """``workbench/ai-rpa/``: a theme for those who write the next plan."""
    return f"{WORKBENCH}{identity}/"


def bench_page(identity: str, place: Prefecture | None, number: int) -> str:
    """``workbench/ai-rpa/hokkaido/2/``: a prefecture's part of it, and a further page of that."""
    path = bench(identity) if place is None else shelf(bench(identity), place)
    return path if number == 1 else f"{path}{number}/"


def plan_bench(plan: Edition) -> str:
    """``yamaguchi/mine/2026/workbench/``: all of a plan, to be taken along."""
    return f"{plan.key}/workbench/"


def theme(identity: str) -> str:
    """``themes/ai-rpa/``."""
    return f"{THEMES}{identity}/"


def question(identity: str) -> str:
    """``questions/pay-by-phone/``."""
    return f"{QUESTIONS}{identity}/"


def term(identity: str) -> str:
    """``glossary/rpa/``."""
    return f"{GLOSSARY}{identity}/"


def corrections(year: int) -> str:
    """``corrections/2026/``: what was put right in a year."""
    return f"{CORRECTIONS}{year}/"


def updates(year: int) -> str:
    """``updates/2026/``: what changed in the data in a year."""
    return f"{UPDATES}{year}/"


def feed(publisher: str = "") -> str:
    """``feed.xml``, of everything, or of one publisher: ``yamaguchi/mine/feed.xml``."""
    return f"{publisher}/{FEED}" if publisher else FEED


def messages(kind: str) -> str:
    """``edit/messages/forms/``: the check's messages of one kind."""
    return f"{MESSAGES}{kind}/"


def advice(kind: str, rule: str) -> str:
    """``edit/messages/forms/#bad_kana``: what is told of one message."""
    return f"{messages(kind)}#{rule}"


def shelf(listing: str, place: Prefecture) -> str:
    """The part of a long list that belongs to one prefecture: ``kpi/yamaguchi/``."""
    return f"{listing}{place.slug}/"


def relative(source: str, target: str) -> str:
    """The relative link from the page at *source* to *target*, both as directories or files."""
    here = source.split("/")[:-1]
    there = target.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    return "../" * (len(here) - common) + "/".join(there[common:]) or "./"
