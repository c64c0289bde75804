"""``extra.dxplans.parts`` in mkdocs.yml to a part's own name, address and colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dxplans.model.base import URL
from dxplans.part.colours import Colours, colours_of, faint
from dxplans.prefectures import PREFECTURES
from dxplans.problem import Place
from dxplans.source import Document, read
from dxplans.source.value import value_at

STYLE = "theme_overrides/assets/style.css"
_KEYS = {"site_name", "site_url", "colours"}
_SCHEMES = {"light": "明るい配色", "dark": "暗い配色"}


@dataclass(frozen=True, slots=True)
class Own:
    """What a part has of its own."""

    names: Mapping[str, str]
    """The site's name by language."""
    site_url: str | None
    colours: Colours


def own_of(root: Path, doc: Document, only: str, names: Mapping[str, str]) -> Own:
    """What mkdocs.yml says of the part *only*; what is wrong with that is added to *doc*.

    A name that is not given is the whole site's with that of the place.
    """
    here: Place = ("extra", "dxplans", "parts", only)
    for place in (here[:3], here, (*here, "site_name"), (*here, "colours")):
        found = value_at(doc, place, dict, "need_mapping")
        known = {3: None, 4: _KEYS, 5: {*names} if place[-1] == "site_name" else {*_SCHEMES}}
        _no_others(doc, place, found or {}, known[len(place)])
    given = {code: value_at(doc, (*here, "site_name", code), str, "need_text") for code in names}
    place_ja, place_en = _place(root, only)
    return Own(
        {
            code: given[code]
            or (f"{name}（{place_ja}）" if code == "ja" else f"{name} ({place_en})")
            for code, name in names.items()
        },
        _address(doc, (*here, "site_url")),
        _colours(root, doc, (*here, "colours")),
    )


def _no_others(
    doc: Document, place: Place, found: Mapping[object, object], known: set[str] | None
) -> None:
    """A slip of the pen would silently change nothing."""
    for key in found if known is not None else ():
        if known is not None and key not in known:
            choices = ", ".join(sorted(known))
            reason = f"「{key}」ではなく、次のどれか: {choices} / not “{key}” but one of: {choices}"
            doc.report((*place, str(key)), "invalid", reason=reason)


def _place(root: Path, only: str) -> tuple[str, str]:
    """What the part's place is called, in Japanese and in Latin letters."""
    prefecture, _, publisher = only.partition("/")
    known = PREFECTURES.get(prefecture)
    names = (known.name, known.romanised) if known else (only, only)
    file = root / "plans" / prefecture / publisher / "publisher.yaml"
    if not publisher or not file.is_file():
        return names
    # What is wrong with it is told with the rest of the data.
    draft = read(file, only).draft
    draft = draft if isinstance(draft, dict) else {}
    return str(draft.get("name") or only), str(draft.get("romanised") or only)


def _address(doc: Document, place: Place) -> str | None:
    url = value_at(doc, place, str, "need_text")
    if url and not re.match(URL, url):
        doc.report(place, "bad_url", found=url)
    return url


def _colours(root: Path, doc: Document, place: Place) -> dict[str, dict[str, str]]:
    """The colours by scheme; a pair that people could not read is a problem of the file."""
    style = root / STYLE
    base = colours_of(style.read_text("utf-8") if style.is_file() else "")
    found: dict[str, dict[str, str]] = {}
    for scheme in _SCHEMES:
        given = value_at(doc, (*place, scheme), dict, "need_mapping") or {}
        _no_others(doc, (*place, scheme), given, set(base[scheme]))
        found[scheme] = {}
        for token in given:
            colour = value_at(doc, (*place, scheme, str(token)), str, "need_text") or ""
            if re.fullmatch("#[0-9a-f]{6}", colour):
                found[scheme][str(token)] = colour
            else:
                reason = '色は "#115a36" のように、引用符と小文字で / a colour like "#115a36", in quotes and lower case'
                doc.report((*place, scheme, str(token)), "invalid", reason=reason)
    # The dark scheme has the light one's colours where it has none of its own.
    dark = {
        **found["light"],
        **{t: c for t, c in base["dark"].items() if base["light"].get(t) != c},
    }
    _readable(doc, place, "light", {**base["light"], **found["light"]}, found["light"])
    _readable(
        doc, place, "dark", {**base["dark"], **dark, **found["dark"]},
        {**found["light"], **found["dark"]},
    )  # fmt: skip
    return found


def _readable(
    doc: Document, place: Place, scheme: str, colours: Mapping[str, str], own: Mapping[str, str]
) -> None:
    for front, ground, value, least in faint(colours):
        changed = front if front in own else ground
        if not {front, ground} & own.keys():
            continue
        pair = f"{front}（{colours[front]}）と {ground}（{colours[ground]}）"
        pair_en = f"{front} ({colours[front]}) on {ground} ({colours[ground]})"
        reason = (
            f"{_SCHEMES[scheme]}で、{pair}のコントラストは {value:.2f} です。{least:g} 以上にしてください / "
            f"in the {scheme} scheme {pair_en} has a contrast of {value:.2f}; at least {least:g} is needed"
        )
        doc.report((*place, scheme, changed), "invalid", reason=reason)
