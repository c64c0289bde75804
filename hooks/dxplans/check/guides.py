"""The guide's files to the rules that they explain and that the check does not have."""

from __future__ import annotations

import difflib

from dxplans.check.messages import MESSAGES, hint
from dxplans.check.shapes import shapes
from dxplans.library import KINDS, Library
from dxplans.model.guide import Advice


def check_guides(library: Library) -> None:
    """Add a problem wherever the guide explains a rule that does not exist."""
    for entry in library.of_kind("guide"):
        for place, model, data in shapes(KINDS["guide"], entry.doc.draft):
            rule = data.get("id")
            if model is not Advice or not isinstance(rule, str) or rule in MESSAGES:
                continue
            near = difflib.get_close_matches(rule, MESSAGES, n=1)
            entry.doc.report(
                (*place, "id"), "unknown_id", what="検査の決まり", what_en="rule of the check",
                id=rule, **hint(near[0] if near else None),
            )  # fmt: skip
