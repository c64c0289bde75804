"""A built site to a copy that people read from a folder, without a server.

The site's links are relative, but lead to folders; from a disk a browser shows a folder's list of
files. In the copy they lead to the file of the page. What needs a server, the search, is not there.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from dxplans.proposal.pages import ChangedPage

FIRST = "changed.html"
"""The page to begin with: what changed."""
_TO_FOLDER = re.compile(
    rb"""(\b(?:href|action)="|\bcontent="0; url=)((?!/|[a-z][a-z0-9+.-]*:)[^"?#]*/)?((?:[?#][^"]*)?")"""
)


def copy(site: Path, out: Path) -> None:
    """Write *site*, readable from a disk, into the folder *out*, which is made anew."""
    shutil.rmtree(out, ignore_errors=True)
    for path in sorted(site.rglob("*")):
        target = out / path.relative_to(site)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif path.suffix == ".html":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(to_files(path.read_bytes()))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def to_files(page: bytes) -> bytes:
    """The HTML of a page, whose links to folders lead to the ``index.html`` in them."""
    return _TO_FOLDER.sub(lambda m: m[1] + m[2] + b"index.html" + m[3] if m[2] else m[0], page)


def list_pages(pages: Sequence[ChangedPage], prefixes: Mapping[str, str], out: Path) -> None:
    """Write the page to begin with into *out*: links to all that changed.

    *prefixes* is what the addresses of each language begin with.
    """
    rows = []
    for page in pages:
        links = [
            f'<a href="{quote(prefixes[lang] + page.path)}index.html" lang="{lang}">'
            f"{html.escape(title)}</a>"
            for lang, title in page.titles.items()
            if page.state != "gone"
        ]
        gone = [f"<s>{html.escape(title)}</s>" for title in page.titles.values()]
        rows.append(f"<li>{' / '.join(links or gone)}</li>")
    text = _LIST.replace("ROWS", "\n".join(rows) or "<li>ありません / none</li>")
    (out / FIRST).write_text(text, encoding="utf-8", newline="\n")


_LIST = """<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>この提案で変わるページ / Pages that this proposal changes</title>
<h1>この提案で変わるページ<br><span lang="en">Pages that this proposal changes</span></h1>
<ul>
ROWS
</ul>
<p><a href="index.html">見本のホーム / <span lang="en">Home of the preview</span></a></p>
<p>見本では検索は動きません。 / <span lang="en">The search does not work in a preview.</span></p>
</html>
"""
