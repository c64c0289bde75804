"""The outcome of a build to what the server says about it on a page, in Japanese and English."""

from __future__ import annotations

from html import escape

from dxplans.check.messages import say
from dxplans.problem import Problem
from dxplans.server.stage import Outcome, Shown

OWN = "/__dxplans/"
"""Where the server's own files are, whatever path the site is under."""
MOST = 100
"""More problems than this are counted, not listed: nobody reads them on a page."""

_TEXTS = {
    "ja": {
        "errors": "データに問題が{n}件あります",
        "failure": "サイトを作れませんでした",
        "old": "直して保存すると、この知らせは消えます。下に見えているのは、最後に正しく作れたサイトです。",
        "none": "直して保存すると、ここにサイトが表示されます。",
        "terminal": "くわしい内容は、サーバーを動かしている画面（ターミナル）にあります。",
        "warnings": "確かめたいところが{n}件あります（サイトは最新です）",
        "warning": "注意: ",
        "more": "ほかに{n}件あります。「dxplans check」ですべて見られます。",
        "building": "サイトを作っています",
        "wait": "できると、ここに表示されます。",
        "example": "直し方の例（{rule}）",
        "missing": "ページが見つかりません",
        "missing_why": "このアドレスのページは、いまのサイトにありません。",
    },
    "en": {
        "errors": "Problems in the data: {n}",
        "failure": "The site could not be built",
        "old": "Correct and save, and this notice goes. The last good site is shown below.",
        "none": "Correct and save, and the site appears here.",
        "terminal": "The details are in the terminal that runs the server.",
        "warnings": "Things to check: {n} (the site is up to date)",
        "warning": "Warning: ",
        "more": "And {n} more: “dxplans check” shows them all.",
        "building": "The site is being built",
        "wait": "It appears here as soon as it is ready.",
        "example": "Example ({rule})",
        "missing": "Page not found",
        "missing_why": "The site has no page at this address now.",
    },
}


def links(shown: Shown, *, style: bool = False) -> str:
    """What reloads a page in its head, and the stylesheet where something has to be told."""
    # The page says which build it is of: one that ended while the page was loading is noticed, too.
    script = f'<script src="{OWN}reload.js" data-build="{shown.build}" defer></script>\n'
    if style or _news(shown.outcome):
        return f'<link rel="stylesheet" href="{OWN}overlay.css">\n{script}'
    return script


def box(outcome: Outcome | None, lang: str, base: str = "/") -> str:
    """What there is to tell about *outcome* on a page in *lang*, as HTML; nothing if all is well.

    *base* is the path that the site is under.
    """
    if outcome is None or not _news(outcome):
        return ""
    lang = spoken(lang)
    if outcome.bad:
        return (
            f'<div class="dxplans-problems" role="alert" lang="{lang}">'
            f"{_report(outcome, lang, 'h2', 'old', base)}</div>"
        )
    heading = _TEXTS[lang]["warnings"].format(n=len(outcome.warnings))
    return (
        f'<div class="dxplans-problems dxplans-notes" role="status" lang="{lang}">'
        f"<details><summary>{heading}</summary>{_list(outcome, outcome.warnings, lang, base)}"
        "</details></div>"
    )


def stand_in(shown: Shown, lang: str) -> bytes:
    """The page to show while there is no site: what has to be corrected, or that it is coming."""
    lang = spoken(lang)
    outcome = shown.outcome
    if outcome is None:
        return _page(shown, lang, "building", "wait")
    languages = (lang, *(code for code in _TEXTS if code != lang))
    sections = "".join(
        f'<section lang="{code}">'
        f"{_report(outcome, code, 'h1' if code == lang else 'h2', 'none', '/')}</section>"
        for code in languages
    )
    title = "failure" if outcome.failure or not outcome.errors else "errors"
    heading = _TEXTS[lang][title].format(n=len(outcome.errors))
    alert = f'<div class="dxplans-problems" role="alert">{sections}</div>'
    return _whole(shown, lang, heading, alert)


def missing(shown: Shown, lang: str, base: str = "/") -> bytes:
    """The page for an unknown address while the site has no page of its own for that."""
    return _page(shown, lang, "missing", "missing_why", base)


def _report(outcome: Outcome, lang: str, heading: str, advice: str, base: str) -> str:
    texts = _TEXTS[lang]
    parts = []
    if outcome.failure is not None or not outcome.errors:
        parts += [f"<{heading}>{texts['failure']}</{heading}>"]
        if outcome.failure:
            parts += [f"<p><code>{escape(outcome.failure)}</code></p>"]
        parts += [f"<p>{texts['terminal']}</p>"]
    if outcome.errors:
        title = texts["errors"].format(n=len(outcome.errors))
        parts += [f"<{heading}>{title}</{heading}>"]
    problems = (*outcome.errors, *outcome.warnings)
    parts += [f"<p>{texts[advice]}</p>", _list(outcome, problems, lang, base)]
    return "".join(parts)


def _list(outcome: Outcome, problems: tuple[Problem, ...], lang: str, base: str) -> str:
    texts = _TEXTS[lang]
    items = "".join(
        f"<li><code>{escape(str(problem.mark))}</code> "
        f"{texts['warning'] if problem.level != 'error' else ''}{escape(say(problem, lang))}"
        f"{_example(outcome, problem.code, lang, base)}</li>"
        for problem in problems[:MOST]
    )
    more = len(problems) - MOST
    rest = f"<p>{texts['more'].format(n=more)}</p>" if more > 0 else ""
    return f"<ul>{items}</ul>{rest}" if items else ""


def _example(outcome: Outcome, rule: str, lang: str, base: str) -> str:
    """The way to the wrong and the right lines: a page of the site shown, or else the command."""
    address = outcome.guide.get(rule)
    if address is None:
        return ""
    page = address.partition("#")[0]
    prefix = "" if lang == "ja" else f"{lang}/"
    if outcome.site is None or not (outcome.site / prefix / page / "index.html").is_file():
        return f" <code>dxplans explain {rule}</code>"
    text = _TEXTS[lang]["example"].format(rule=rule)
    return f' <a href="{escape(f"{base}{prefix}{address}")}">{text}</a>'


def _page(shown: Shown, lang: str, title: str, sentence: str, base: str = "/") -> bytes:
    lang = spoken(lang)
    sections = "".join(
        f'<section lang="{code}"><{tag}>{_TEXTS[code][title]}</{tag}>'
        f"<p>{_TEXTS[code][sentence]}</p></section>"
        for code, tag in ((lang, "h1"), *((code, "h2") for code in _TEXTS if code != lang))
    )
    content = box(shown.outcome, lang, base) + sections
    return _whole(shown, lang, _TEXTS[lang][title], content)


def _whole(shown: Shown, lang: str, title: str, content: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "script-src 'self'; style-src 'self'; connect-src 'self'\">\n"
        f"<title>{title}</title>\n{links(shown, style=True)}</head>\n"
        f'<body>\n<main class="dxplans-page">{content}</main>\n</body>\n</html>\n'
    ).encode()


def _news(outcome: Outcome | None) -> bool:
    return outcome is not None and bool(outcome.problems or outcome.failure)


def spoken(lang: str) -> str:
    """The language of ours for a page in *lang*: a third language gets English, as in ``say``."""
    return "ja" if lang.lower().partition("-")[0] == "ja" else "en"
