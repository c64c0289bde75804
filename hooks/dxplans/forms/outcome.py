"""Files to what becomes of them: refused by the check, shown, or written; and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from dxplans.check import report
from dxplans.forms.console import Back, Console
from dxplans.forms.drafts import Draft, attempt, write
from dxplans.forms.kinds import ENGLISH, KINDS, SERVE
from dxplans.forms.project import Project
from dxplans.forms.replies import Unreadable, yes


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which kind of file, in which language, and whether only to be shown."""

    kind: str
    lang: str
    dry: bool


def finish(
    project: Project,
    drafts: tuple[Draft, ...],
    wanted: Wanted,
    console: Console,
    *,
    ask: bool,
) -> int:
    """Try the files; show or write them; tell what the check says and what comes next.

    *ask*: somebody sees them first and may stop, which is EOFError. 0, or 1 if the check refuses.
    """
    kind = KINDS[wanted.kind]
    trial = attempt(project.root, drafts, project.cache)
    found = trial.report
    if trial.new_errors:
        _show(drafts, console)
        ja = "検査で誤りが見つかったので、何も書いていません。内容は上に示しました。"
        en = "The check found errors, so nothing was written. What it would have been stands above."
        console.say((ja, en))
        console.tell(report.render(found, "text", wanted.lang))
        return 1
    if wanted.dry:
        _show(drafts, console)
        console.say(("書いていません（--dry-run）。", "Nothing was written (--dry-run)."))
        console.tell(report.render(found, "text", wanted.lang))
        return 0
    if ask:
        _show(drafts, console, brief=True)
        _confirm(console)
    write(project.root, drafts)
    console.tell("")
    for draft in drafts:
        ja, en = ("作りました", "made") if draft.before is None else ("書きたしました", "added to")
        console.say((f"{ja}: {draft.name}", f"{en}: {draft.name}"))
    console.tell(report.render(found, "text", wanted.lang))
    if found.warnings:
        ja = "注意は、そのままでもサイトを作れます。書かれた場所を開いて、読み直してください。"
        console.say(
            (ja, "Warnings do not stop the site. Open the places named and read them again.")
        )
    ja, en = (
        f"次に: {drafts[0].name} を開くと、書きたせる項目があります。",
        f"Next: open {drafts[0].name} for more fields.",
    )
    then = (
        KINDS["edition"].then
        if drafts[-1].name.endswith("/plan.yaml") and drafts[-1].before is None
        else kind.then
    )
    for pair in ((ja, en), *then, SERVE, ENGLISH):
        console.say(pair, "- ")
    return 0


def _confirm(console: Console) -> None:
    """Let somebody look at what will be written; EOFError if it shall not be."""
    console.tell("")
    ja = "この内容で書きます（説明の行は省きました）。よければEnter、やめるなら「n」を打ってください。"
    en = "This will be written (lines that only explain are left out). Press Enter, or type n to stop."
    console.say((ja, en))
    while True:
        try:
            typed = console.answer()
            if not typed.strip() or yes(typed):
                return
            raise EOFError
        except (Unreadable, Back):
            ja, en = "Enterか「n」を打ってください。", "Press Enter or type n."
            console.say((ja, en), "  ")


def _show(drafts: tuple[Draft, ...], console: Console, *, brief: bool = False) -> None:
    """The files as they would be; *brief*: without the lines that only explain."""
    for draft in drafts:
        console.tell("")
        console.tell(f"――― {draft.name}")
        lines = [line for line in draft.lines() if not (brief and line.lstrip().startswith("#"))]
        console.tell("\n".join(lines).rstrip())
