"""``python -m bench.search.indexer``: a corpus to our index, as a process whose cost can be measured."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from bench.search.corpus import Corpus, project_in

from dxplans.assets import published_assets
from dxplans.search.build import Search
from dxplans.search.index import About

MODULE = "search.js"


def index(corpus: Corpus, out: Path) -> tuple[float, float]:
    """Write the index of *corpus* and its module into *out*: CPU and wall seconds of indexing alone.

    The portal is read before: whoever builds the site has it anyway.
    """
    local, _specs = project_in(corpus.lang, corpus.portal)
    cpu, wall = time.process_time(), time.perf_counter()
    search = Search(local)
    with corpus.about.open(encoding="utf-8") as lines:
        for line in lines:
            about = json.loads(line)
            about["themes"], about["named"] = tuple(about["themes"]), tuple(about["named"])
            page = corpus.pages / about["path"] / "index.html"
            search.index.add(page.read_text(encoding="utf-8"), About(**about))
    for name, content in search.files():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    spent = time.process_time() - cpu, time.perf_counter() - wall
    names, contents = published_assets(corpus.portal)
    (out / MODULE).write_bytes(contents[names[MODULE]])
    return spent


if __name__ == "__main__":
    _folder, _lang, _out, _times = sys.argv[1:]
    _spent = index(Corpus(Path(_folder), _lang), Path(_out))
    Path(_times).write_text(json.dumps(_spent), encoding="ascii")
