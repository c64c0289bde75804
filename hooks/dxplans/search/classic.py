"""An index and its module as classic scripts, for a copy of the site that is opened from a disk.

From ``file://`` a browser neither fetches nor loads modules, but it runs scripts beside the page:
each file of the index becomes a script that hands its bytes over.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator

HAND_OVER = "openDxPlansFile"
"""The function that a file of the index calls with its name and its bytes in base64."""
MODULE = "openDxPlansSearch"
"""The function that search.js becomes: the address of start.js to an engine."""
_EXPORT = re.compile(r"^export (?=(?:async function|const|class|function) )", re.MULTILINE)

_READER = """
const waiting = new Map();
globalThis.%(hand_over)s = (name, text) => {
  waiting.get(name)?.(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  waiting.delete(name);
};
const fromScript = (url) => new Promise((done, failed) => {
  const name = url.split("/").at(-1).replace(/[.](?:bin|json)$/, "");
  const script = document.createElement("script");
  waiting.set(name, done);
  script.onerror = () => failed(new Error(url));
  script.onload = () => script.remove();
  script.src = url.replace(/[.](?:bin|json)$/, ".js");
  document.head.append(script);
});
globalThis.%(module)s = (url) => open(url, { read: fromScript });
"""


def classic_files(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The *files* of an index (name and content) as scripts."""
    for name, content in files:
        stem = name.rpartition(".")[0]
        called = json.dumps([stem.rpartition("/")[2], base64.b64encode(content).decode()])
        yield f"{stem}.js", f"{HAND_OVER}({called[1:-1]});\n".encode()


def classic_module(source: str) -> str:
    """search.js (*source*) as a classic script that makes ``openDxPlansSearch(url)``."""
    reader = _READER % {"hand_over": HAND_OVER, "module": MODULE}
    return f"(() => {{\n{_EXPORT.sub('', source)}{reader}}})();\n"
