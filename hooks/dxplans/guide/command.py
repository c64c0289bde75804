"""`dxplans explain`: a rule of the check to its message, why it is so, and the two examples."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from dxplans.check.messages import MESSAGES
from dxplans.guide.entries import addresses_of, advice_on, public, read_guides, spoken
from dxplans.localise import View
from dxplans.model.guide import SIGNS, Guide
from dxplans.translation import Translation

_TEXTS = {
    "ja": {
        "wrong": "× まちがい",
        "right": "○ 正しい",
        "signs": "□は全角の空白、⇥はタブ、◆は目に見えない文字です。",
        "none": "この決まりの例は、guide/ にありません。",
        "more": "1つずつの説明: dxplans explain 名前（例 dxplans explain fullwidth_colon）",
        "in": "（{file}）",
    },
    "en": {
        "wrong": "× Wrong",
        "right": "○ Right",
        "signs": "□ is a full-width space, ⇥ a tab, ◆ an invisible character.",
        "none": "guide/ holds no example of this rule.",
        "more": "One by one: dxplans explain NAME (dxplans explain fullwidth_colon)",
        "in": " ({file})",
    },
}


def run(root: Path, options: argparse.Namespace) -> int:
    """Print what the guide of the project at *root* tells; 2 for a rule that there is not."""
    rule, lang = options.rule, options.lang
    guides = read_guides(root)
    if rule is None:
        print("\n".join(_listed(root, guides, lang)))
        return 0
    if rule not in MESSAGES:
        print(_unknown(rule), file=sys.stderr)
        return 2
    print("\n".join(_explained(root, guides, rule, lang)))
    return 0


def _views(root: Path, guides: Mapping[str, Guide], lang: str) -> dict[str, View]:
    language = Translation(root, lang).language("guide")
    return {name: View(guide, language, name) for name, guide in guides.items()}


def _listed(root: Path, guides: Mapping[str, Guide], lang: str) -> Iterator[str]:
    """Every rule under its kind; those that the guide does not explain come last."""
    width = max(map(len, MESSAGES))
    for view in _views(root, guides, lang).values():
        yield str(view.title)
        yield from (f"  {advice.id:<{width}}  {advice.title}" for advice in view.rules)
        yield ""
    for rule in MESSAGES.keys() - advice_on(guides).keys():
        yield f"  {rule}"
    yield _TEXTS[lang]["more"]


def _explained(root: Path, guides: Mapping[str, Guide], rule: str, lang: str) -> Iterator[str]:
    texts = _TEXTS[lang]
    found = advice_on(guides).get(rule)
    if found is None:
        yield from (rule, spoken(rule, lang), texts["none"])
        return
    name, plain = found
    (view,) = (a for a in _views(root, {name: guides[name]}, lang)[name].rules if a.id == rule)
    yield f"{rule}  {view.title}"
    yield spoken(rule, lang)
    yield ""
    yield str(view.why)
    place = texts["in"].format(file=plain.file) if plain.file else ""
    for title, sample in ((texts["wrong"] + place, plain.wrong), (texts["right"], plain.right)):
        yield ""
        yield title
        yield from (f"    {line}" for line in sample.splitlines())
    if set(SIGNS) & set(plain.wrong):
        yield ""
        yield texts["signs"]
    if base := public(root, lang):
        yield ""
        yield base + addresses_of(guides)[rule]


def _unknown(rule: str) -> str:
    near = difflib.get_close_matches(rule.lower().replace("-", "_"), MESSAGES, n=1)
    ja = f"「{near[0]}」の間違いではありませんか。" if near else "名前の一覧: dxplans explain"
    en = f"Did you mean “{near[0]}”?" if near else "All names: dxplans explain"
    return (
        f"「{rule}」というメッセージの名前はありません。{ja} / No message is called “{rule}”. {en}"
    )
