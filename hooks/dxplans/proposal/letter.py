"""A proposal to its comment: Japanese, then English folded away, within GitHub's limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from dxplans.check.messages import say
from dxplans.pages.accessibility import PAGE_KIND
from dxplans.problem import Problem
from dxplans.proposal.acceptance import LONGEST
from dxplans.proposal.markdown import MARKER, code, fenced, link, plain
from dxplans.proposal.pages import ChangedPage
from dxplans.proposal.proposal import Proposal, Sentence, Workbook
from dxplans.proposal.wording import heading, word

MARGIN = 2_000
"""Characters kept free for what is added when the comment is posted."""
SIZES = (100, 50, 25, 12, 6, 3, 1)
"""So many entries a list, the longest that fits into a comment."""
WHOLE = 25
"""With so many entries a list there is room for the files that were made from workbooks."""
PAIRS = 6
"""So many pairs of sentences of one text are shown."""
Translate = Callable[[str], str]


def letter(proposal: Proposal, english: Translate) -> str:
    """The comment's text; *english* gives the English of a word of the interface."""
    text = ""
    for size in SIZES:
        parts = [MARKER, *_sections(proposal, "ja", size, str)]
        parts += ["<details><summary>English</summary>", *_sections(proposal, "en", size, english)]
        text = "\n\n".join([*parts, "</details>"]) + "\n"
        if len(text) <= LONGEST - MARGIN:
            break
    return text


def _sections(proposal: Proposal, lang: str, size: int, translate: Translate) -> Iterator[str]:
    yield f"## {heading(proposal, lang)}"
    yield from _listed("faults", _faults(proposal, lang), lang, size)
    yield from _lines(proposal, lang, whole=size >= WHOLE)
    yield from _listed("hints", _hints(proposal, lang), lang, size)
    for book in proposal.workbooks[:size]:
        yield from _workbook(book, proposal, lang, whole=size >= WHOLE)
    if proposal.sentences is None:
        yield word("no_sentences", lang)
    else:
        rows = (_sentence(sentence, lang) for sentence in proposal.sentences[lang])
        yield from _listed("changes", rows, lang, size)
    yield from _pages(proposal, lang, size, translate)
    yield from _waiting(proposal, lang, size)
    if proposal.left:
        yield word("left", lang)
        yield _list(map(code, proposal.left), lang, size)
    yield f"### {word('next', lang)}"
    yield _next(proposal, lang, whole=size >= WHOLE)


def _listed(name: str, rows: Iterator[str], lang: str, size: int) -> Iterator[str]:
    """A section with a list; nothing if the list is empty."""
    found = list(rows)
    if found:
        yield f"### {word(name, lang, number=len(found))}"
        yield _list(found, lang, size)


def _list(rows: Iterator[str] | Sequence[str], lang: str, size: int) -> str:
    """*rows* as a list of at most *size* entries, which says how many more there are."""
    found = list(rows)
    shown = [f"- {row}" for row in found[:size]]
    if len(found) > size:
        shown.append(f"- {word('more', lang, number=len(found) - size)}")
    return "\n".join(shown)


def _sentence(sentence: Sentence, lang: str) -> str:
    """What changed, and below it a text's sentences before and after."""
    lines = [plain(sentence.text)]
    for before, after in sentence.pairs[:PAIRS]:
        sides = [
            ("before" if after is not None else "only_before", before),
            ("after" if before is not None else "only_after", after),
        ]
        lines += [
            f"  - {word(name, lang)} {plain(text)}" for name, text in sides if text is not None
        ]
    if len(sentence.pairs) > PAIRS:
        lines.append(f"  - {word('more', lang, number=len(sentence.pairs) - PAIRS)}")
    return "\n".join(lines)


def _faults(proposal: Proposal, lang: str) -> Iterator[str]:
    for book in proposal.workbooks:
        yield from (_row(book, error, lang) for error in book.errors)
    yield from _problems(proposal, lang, "error")


def _hints(proposal: Proposal, lang: str) -> Iterator[str]:
    for book in proposal.workbooks:
        yield from (_row(book, note, lang) for note in book.notes)
    yield from _problems(proposal, lang, "warning")


def _row(book: Workbook, said: tuple[str, str], lang: str) -> str:
    return f"{code(book.file)}: {plain(said[lang != 'ja'])}"


def _problems(proposal: Proposal, lang: str, level: str) -> Iterator[str]:
    for problem in proposal.report.problems:
        if problem.level == level:
            yield f"{_place(problem, proposal, lang)} {plain(say(problem, lang))}"


def _lines(proposal: Proposal, lang: str, *, whole: bool) -> Iterator[str]:
    """What to write into the lists of what is gone; once, for it is the same in every language."""
    for name, lines in proposal.report.to_paste.items() if lang == "ja" else ():
        block = fenced(lines, "yaml") if whole else None
        yield word("lines" if block else "lines_there", lang, file=code(name))
        yield from [block] if block else []


def _place(problem: Problem, proposal: Proposal, lang: str) -> str:
    """The file and line, a link to them and one to the editor."""
    mark = problem.mark
    name = word("line", lang, file=code(mark.file), line=mark.line)
    if problem.values.get("head"):
        return f"{name}:"  # the file is yet to be made
    read = proposal.links.file(mark.file, mark.line)
    edit = proposal.links.edit(mark.file)
    place = link(name, read) if read else name
    return f"{place} ({link(word('edit', lang), edit)})" if edit else f"{place}:"


def _workbook(book: Workbook, proposal: Proposal, lang: str, *, whole: bool) -> Iterator[str]:
    """What became of a workbook, and where a program may not write, what to paste."""
    if not book.read:
        return
    if not book.result:
        yield word("workbook_same", lang, file=code(book.file))
        return
    names = _names(book.result, lang)
    said = "workbook_saved" if proposal.saved else "workbook_paste"
    yield word(said, lang, file=code(book.file), names=names)
    if proposal.saved:
        return
    if proposal.links.converted:
        yield link(word("converted", lang), proposal.links.converted)
    if lang == "ja":  # once is enough
        for name, text in book.result.items():
            block = fenced(text, "yaml") if whole else None
            yield f"{code(name)}"
            yield block or word("too_long", lang)


def _names(files: Iterable[str], lang: str) -> str:
    return ("、" if lang == "ja" else ", ").join(map(code, files))


def _pages(proposal: Proposal, lang: str, size: int, translate: Translate) -> Iterator[str]:
    if proposal.pages is None:
        yield word("no_preview", lang)
        return
    yield f"### {word('pages', lang, number=len(proposal.pages))}"
    if not proposal.pages:
        return
    yield word(_preview_kind(proposal), lang, address=proposal.links.artifact or "")
    own = [page for page in proposal.pages if page.own]
    others = [page for page in proposal.pages if not page.own]
    # The pages that the author meant come first; of the others a few are enough.
    yield _list(
        [_page(page, proposal, lang) for page in own + others],
        lang,
        max(size // 4, len(own[:size])),
    )
    kinds = Counter(page.kind for page in others)
    if kinds:
        counted = [
            word("kind", lang, kind=plain(translate(PAGE_KIND.get(kind, kind))), number=number)
            for kind, number in kinds.most_common()
        ]
        yield word("others", lang, counted=("、" if lang == "ja" else ", ").join(counted))


def _preview_kind(proposal: Proposal) -> str:
    if proposal.links.preview:
        return "preview_site"
    return "preview_file" if proposal.links.artifact else "preview_here"


def _page(page: ChangedPage, proposal: Proposal, lang: str) -> str:
    """A changed page: a link for each language in which it changed, or its file."""
    order = sorted(page.titles, key=lambda code: (code != lang, code))
    shown = []
    for number, name in enumerate(order):
        label = plain(page.titles[name] if number == 0 else name, 100)
        address = f"{proposal.prefixes.get(name, '')}{page.path}"
        if page.state == "gone":
            shown.append(label)
        elif proposal.links.preview:
            shown.append(link(label, proposal.links.preview + address))
        else:
            shown.append(f"{label} {code(f'{address}index.html')}")
    note = f" {word(page.state, lang)}" if page.state != "changed" else ""
    return " · ".join(shown) + note


def _waiting(proposal: Proposal, lang: str, size: int) -> Iterator[str]:
    if proposal.waiting is None:
        return
    yield f"### {word('translation', lang)}"
    if not proposal.waiting:
        yield word("translated", lang)
        return
    rows = []
    for file in proposal.waiting:
        number = file.missing + file.outdated
        name = plain(file.names[lang])
        rows.append(
            word(
                "waits", lang, text=name, number=number, language=file.lang, outdated=file.outdated
            )
        )
    yield _list(rows, lang, size)
    yield word("translators", lang)


def _next(proposal: Proposal, lang: str, *, whole: bool) -> str:
    steps = ["review", "publish"]
    if any(book.errors for book in proposal.workbooks):
        steps.insert(0, "mend_workbook")
    if proposal.report.errors:
        steps.insert(0, "mend")
    if proposal.faults:
        steps.insert(-2, "again")
    else:
        steps.insert(0, "look")
    if proposal.saved and any(book.read for book in proposal.workbooks):
        steps.insert(0, "approve")
    told = [*_chores(proposal, lang, whole=whole), *(word(step, lang) for step in steps)]
    return "\n".join(f"{number}. {step}" for number, step in enumerate(told, 1))


def _chores(proposal: Proposal, lang: str, *, whole: bool) -> Iterator[str]:
    """What is left to do with the workbooks that were read."""
    results = dict.fromkeys(name for book in proposal.tables for name in book.result)
    if results:
        shown = whole and all(fenced(t, "yaml") for b in proposal.tables for t in b.result.values())
        yield word("copy" if shown else "copy_file", lang, names=_names(results, lang))
    if proposal.tables:
        yield word("remove", lang, names=_names([book.file for book in proposal.tables], lang))
