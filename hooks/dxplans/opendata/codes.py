"""The words that stand for something in the open data, each list with what its words mean."""

from __future__ import annotations

from dxplans import words
from dxplans.states import STATE_NAMES
from dxplans.words import marked
from dxplans.workbench.sources import LABEL

_RESULT = {
    "reported": marked("公表された値があります"),
    "unchanged": marked("前の値のままと確かめられています"),
    "unreported": marked("期限を過ぎて、まだ公表されていません"),
}

CODES: dict[str, dict[str, str]] = {
    "state": {str(code): meaning for code, meaning in STATE_NAMES.items()},
    "text": {
        "restated": marked("このサイトの言い換え"),
        "official": marked("自治体の公式の文章"),
    },
    "unknown": words.UNKNOWN,
    "result": {**_RESULT, **words.UNKNOWN},
    "class": words.STRENGTH,
    "by": {"publisher": marked("計画を公表した団体のこと"), **words.ACTOR},
    "direction": {
        "up": marked("ふやす"),
        "down": marked("へらす"),
        "keep": marked("保つ"),
        "meet": marked("満たす（数でない目標）"),
    },
    "extent": {
        "printed": marked("年度が文書に示されています"),
        "lost": words.UNKNOWN["lost"],
        "not-stated": words.UNKNOWN["not-stated"],
    },
    "plan_kind": words.PLAN_KIND,
    "publisher_kind": {
        "municipality": marked("市区町村"),
        "prefecture": marked("都道府県"),
        "joint": marked("広域の団体"),
    },
    "rank": words.RANK,
    "term_group": words.TERM_GROUP,
    "drafted": {"machine": marked("機械の下書き"), "person": marked("人の下書き")},
    "newer": {
        "none-known": marked("このサイトの知る限り、新しい文書はありません"),
        "unchecked": words.UNKNOWN["unchecked"],
    },
    "relation": {"main": marked("主なテーマ"), "touches": marked("ふれているテーマ")},
    "allows": LABEL,
    "subject": {
        "theme": marked("テーマ"),
        "plan": marked("計画"),
        "kpi": marked("KPI"),
    },
    "spelling": {
        "alias": marked("同じ意味のほかの書き方"),
        "misspelling": marked("よくある書きまちがい"),
    },
}
"""List to word to its meaning in Japanese, for a page to translate."""
