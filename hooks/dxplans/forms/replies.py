"""What a clerk types to values: any width, either calendar, either kana; or why it is none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from dxplans.fiscal import PrintedDate, dates_in
from dxplans.model.base import FIRST_YEAR, LAST_YEAR
from dxplans.model.publisher import check_digit
from dxplans.source.encoding import visible

_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_CODE, _WITHOUT_CHECK = 6, 5
_BETWEEN = re.compile(r"[、，,;；]")
_KINDS = re.compile(
    r"(?:[ -](?:shi|cho|machi|son|mura|ku|ken|fu|to)|[ -](?:city|town|village|ward|prefecture))$",
    re.IGNORECASE,
)
_PLAIN_LETTERS = str.maketrans({"ō": "o", "Ō": "O", "ū": "u", "Ū": "U"})


class Unreadable(Exception):  # noqa: N818 - the answer is wrong, the program is not
    """What was typed is no answer; says why, in Japanese and English."""

    def __init__(self, ja: str, en: str) -> None:
        self.pair = (ja, en)
        super().__init__(f"{ja} / {en}")


def text(typed: str) -> str:
    """One line as it was typed, without what nobody sees and spaces at the ends."""
    return re.sub(r"\s*[\t\n]\s*", " ", _decoded(typed)).strip()


def prose(typed: str) -> str:
    r"""One or more lines; ``\\n`` or a real line break ends one, an empty line a paragraph."""
    lines = _decoded(typed).replace("\\n", "\n").split("\n")
    bare = "\n".join(line.strip() for line in lines).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", bare) + "\n" if bare else ""


def _decoded(typed: str) -> str:
    """*typed*, if the terminal and we agree how letters are written."""
    if any("\ud800" <= char <= "\udfff" for char in typed):
        raise Unreadable(
            "読み取れない文字があります。画面の文字コードをUTF-8にして、打ち直してください。",
            "Some letters cannot be read. Set the terminal to UTF-8 and type them again.",
        )
    return visible(typed)


def narrow(typed: str) -> str:
    """The same in ordinary width: ２０２６ as 2026."""
    return unicodedata.normalize("NFKC", text(typed)).strip()


def kana(typed: str) -> str:
    """A reading, its katakana turned into hiragana and its spaces left out."""
    return re.sub(r"\s", "", narrow(typed)).translate(_HIRAGANA)


def parts(typed: str) -> tuple[str, ...]:
    """The parts of a list."""
    return tuple(filter(None, (text(part) for part in _BETWEEN.split(typed))))


def year(typed: str) -> int:
    """A fiscal year: 2026, 令和8, R8年度, ２０２６年度."""
    plain = narrow(typed)
    found = {when.fiscal_year for when in dates_in(plain)}
    if len(found) != 1 or re.search("月", plain):
        raise Unreadable(
            f"「{plain}」から年度を一つ読み取れません。2026、令和8、R8 のどれかの形で書いてください。",
            f"No single fiscal year can be read from “{plain}”. Write 2026, 令和8 or R8.",
        )
    (value,) = found
    if not FIRST_YEAR <= value <= LAST_YEAR:
        raise Unreadable(
            f"{value}年度は使えません。{FIRST_YEAR}年度から{LAST_YEAR}年度までで書いてください。",
            f"Fiscal {value} cannot be used: write one from {FIRST_YEAR} to {LAST_YEAR}.",
        )
    return value


def day(typed: str) -> str:
    """A full date: 2026-11-20, 2026/11/20, 令和8年11月20日, R8.11.20."""
    plain = narrow(typed)
    found = _dates(plain)
    if len(found) != 1 or found[0].day is None:
        raise Unreadable(
            f"「{plain}」から日付を一つ読み取れません。2026-11-20 や 令和8年11月20日 のように、日まで書いてください。",
            f"No single day can be read from “{plain}”. Write it as 2026-11-20 or 令和8年11月20日.",
        )
    return _real(found[0])


def partial_date(typed: str) -> str:
    """A day, a month or a year, as exact as it is typed."""
    plain = narrow(typed)
    found = _dates(plain)
    if len(found) != 1:
        raise Unreadable(
            f"「{plain}」から日付を一つ読み取れません。2026-03-31、令和8年3月、2026 のどれかの形で書いてください。",
            f"No single date can be read from “{plain}”. Write 2026-03-31, 令和8年3月 or 2026.",
        )
    return _real(found[0])


def _dates(plain: str) -> tuple[PrintedDate, ...]:
    # Eight digits in a row are how some calendars of offices write a day.
    return dates_in(re.sub(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3", plain))


def _real(found: PrintedDate) -> str:
    try:
        date(found.year, found.month or 1, found.day or 1)
    except ValueError:
        raise Unreadable(
            f"{found.iso} という日付はありません。月と日を確かめてください。",
            f"There is no date {found.iso}. Check the month and the day.",
        ) from None
    return found.iso


def code(typed: str) -> str:
    """A local government code; five digits are told their check digit."""
    plain = re.sub(r"[\s-]", "", narrow(typed))
    if re.fullmatch(rf"[0-9]{{{_WITHOUT_CHECK}}}", plain):
        whole = f"{plain}{check_digit(plain)}"
        raise Unreadable(
            f"「{plain}」は5けたです。検査数字まで入れて6けたで書いてください。この5けたなら「{whole}」です。",
            f"“{plain}” has five digits. Write all six; with its check digit it is “{whole}”.",
        )
    if not re.fullmatch(rf"[0-9]{{{_CODE}}}", plain):
        raise Unreadable(
            f"団体コードは6けたの数字です（打たれた値: {plain}）。",
            f"A local government code has six digits (typed: {plain}).",
        )
    return plain


def romanised(typed: str) -> str:
    """A name in Latin letters with capitals, without -shi, City and the like."""
    plain = _KINDS.sub("", re.sub(r"[’‘]", "'", narrow(typed)))
    if plain.islower() or plain.isupper():
        plain = "-".join(part[:1].upper() + part[1:].lower() for part in plain.split("-"))
    return plain


def identity(typed: str) -> str:
    """An id as it may stand in an address."""
    return slug(narrow(typed)) if narrow(typed).isascii() else narrow(typed)


def slug(name: str) -> str:
    """*name* as an id: Latin letters and digits, with hyphens between the words."""
    plain = unicodedata.normalize("NFKC", name).translate(_PLAIN_LETTERS).lower().replace("'", "")
    return re.sub(r"^[0-9-]+|-+$", "", re.sub(r"[^a-z0-9]+", "-", plain))


def place_slug(name: str) -> str:
    """The folder of a municipality, from its romanised name: Kami-Amakusa to kamiamakusa."""
    return slug(name).replace("-", "")


def yes(typed: str) -> bool:
    """Yes or no, in either language."""
    plain = narrow(typed).lower()
    if plain in {"y", "yes", "はい", "うん", "true"}:
        return True
    if plain in {"n", "no", "いいえ", "いえ", "false"}:
        return False
    raise Unreadable("「y」（はい）か「n」（いいえ）を打ってください。", "Type y (yes) or n (no).")
