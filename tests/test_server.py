"""The server as a browser meets it: real requests to a real port, a small site, real saved files."""

from __future__ import annotations

import errno
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright import sync_api as playwright
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserver

from dxplans.check.messages import say
from dxplans.develop.toolbox import chromium
from dxplans.problem import Mark, Problem
from dxplans.server import Outcome, PortError, handler, loop, serve, watch
from dxplans.server.notice import MOST, box
from dxplans.server.overlay import dressed, widened
from dxplans.server.stage import Shown, Stage
from dxplans.server.watch import Changes, passing, watching

HOOKS = Path(__file__).resolve().parent.parent / "hooks"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
PAGE = (
    '<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="' + POLICY.replace("'", "&#39;") + '">'
    "<title>{text}</title></head>\n<body class='page'><h1>{text}</h1></body></html>\n"
)
PROBLEM = Problem(
    Mark("plans/町<b>.yaml", 3, 5),
    "unknown_id",
    {"what": "用語", "what_en": "term", "id": "<script>alert(1)</script>"},
)
WARNING = Problem(Mark("plans/町.yaml", 7, 1), "one_line", level="warning")


class Town:
    """A project of one file; its build makes a site of what the file says, or does not."""

    def __init__(self, root: Path) -> None:
        self.plans = root / "plans"
        self.plan = self.plans / "town.yaml"
        self.site = root / "site"
        self.plans.mkdir(parents=True)
        self.plan.write_text("美祢市", "utf-8")
        (self.plans / "index.html").write_text("美祢市、外のページ", "utf-8")
        self.builds = 0
        self.gate = threading.Event()
        self.gate.set()
        self.began = threading.Event()
        self._one = threading.Lock()

    def write(self, text: str) -> None:
        """Save the file."""
        self.plan.write_text(text, "utf-8")

    def rebuild(self) -> Outcome:
        """Build, swapping the site's folder as the real build does."""
        assert self._one.acquire(blocking=False), "two builds at once"
        try:
            self.builds += 1
            self.began.set()
            assert self.gate.wait(5)
            return self._rebuild(self.plan.read_text("utf-8") if self.plan.exists() else "なし")
        finally:
            self._one.release()

    def _rebuild(self, text: str) -> Outcome:
        site = self.site if self.site.exists() else None
        match text.split():
            case ["problem"]:
                return Outcome(site, (PROBLEM, WARNING), seconds=0.1)
            case ["raise"]:
                raise ValueError("the <b>oven</b> is cold")
            case ["exit"]:
                raise SystemExit
            case ["interrupt"]:
                raise KeyboardInterrupt
            case ["failure"]:
                return Outcome(site, failure="the disk is full")
        aside = self.site.with_name("aside")
        for folder, lang in ((aside, "ja"), (aside / "en", "en"), (aside / "地 図", "ja")):
            folder.mkdir()
            (folder / "index.html").write_text(PAGE.format(lang=lang, text=text), "utf-8")
        (aside / "empty").mkdir()
        (aside / "404.html").write_text(PAGE.format(lang="ja", text="見つかりません"), "utf-8")
        (aside / "style.css").write_text("h1 { content: '町' }", "utf-8")
        (aside / "data.json").write_text("{}", "utf-8")
        (aside / "photo.PNG").write_bytes(b"\x89PNG")
        (aside / "CNAME").write_text("example.org", "utf-8")
        (aside / "out").symlink_to(self.plans)
        (aside / "secret.html").symlink_to(self.plan)
        (aside / "loop").symlink_to(aside / "loop")
        (aside / "alias.css").symlink_to("style.css")
        old = self.site.with_name("old")
        with suppress(FileNotFoundError):
            self.site.rename(old)
        aside.rename(self.site)
        shutil.rmtree(old, ignore_errors=True)
        return Outcome(self.site, (WARNING,) if text == "warning" else (), None, 0.25, 3)


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: str


@dataclass
class Browser:
    """Asks the server; keeps nothing."""

    port: int
    base: str = "/"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """One request, its path sent as it is written here."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            body = response.read().decode("utf-8", "replace")
            return Reply(response.status, dict(response.headers), body)
        finally:
            connection.close()

    @contextmanager
    def listen(self) -> Iterator[Iterator[str]]:
        """The lines of the stream of events, without the empty ones."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/__dxplans/events")
            response = connection.getresponse()
            assert response.headers["Content-Type"] == "text/event-stream; charset=utf-8"
            with response:
                yield (line.decode().strip() for line in response if line.strip())
        finally:
            connection.close()

    def shown(self, text: str, without: str = " role=") -> str:
        """The home page as soon as it holds *text*, and not *without*."""
        end = time.monotonic() + 4
        while time.monotonic() < end:
            page = self.ask("/").body
            if text in page and without not in page:
                return page
            time.sleep(0.02)
        pytest.fail(f"{text!r} never came; the last page was:\n{page}")


@contextmanager
def served(town: Town, *, base: str = "/", polling: bool = False) -> Iterator[Browser]:
    """A running server of the town, and a browser that knows its address."""
    stop, addresses = threading.Event(), [""]
    is_ready = threading.Event()

    def ready(url: str) -> None:
        addresses[0] = url
        is_ready.set()

    def run() -> None:
        serve(town.rebuild, (town.plans,), port=0, base_path=base, ready=ready, polling=polling,
              stop=stop)  # fmt: skip

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert is_ready.wait(5)
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)(/.*)", addresses[0])
        assert found
        yield Browser(int(found[1]), found[2])
    finally:
        stop.set()
        town.gate.set()
        thread.join(5)
        assert not thread.is_alive()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is told to stop does so at once."""
    monkeypatch.setattr(loop, "PULSE", 0.02)


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A town whose folder's name is as people write them, in a folder that a tool would hide."""
    return Town(tmp_path / ".計画 の フォルダー")


@pytest.fixture
def browser(town: Town) -> Iterator[Browser]:
    """A browser at the town's running server."""
    with served(town) as browser:
        yield browser


def test_pages_and_files_have_their_type_and_are_never_kept(browser: Browser) -> None:
    """An edit must be on screen at once, whatever a browser would like to keep."""
    types = {
        "/": "text/html; charset=utf-8",
        "/en/": "text/html; charset=utf-8",
        "/index.html": "text/html; charset=utf-8",
        "/%E5%9C%B0%20%E5%9B%B3/": "text/html; charset=utf-8",
        "/style.css?v=1": "text/css; charset=utf-8",
        "/alias.css": "text/css; charset=utf-8",
        "/data.json": "application/json; charset=utf-8",
        "/photo.PNG": "image/png",
        "/CNAME": "application/octet-stream",
        "/__dxplans/reload.js": "text/javascript; charset=utf-8",
        "/__dxplans/overlay.css": "text/css; charset=utf-8",
    }
    for path, kind in types.items():
        reply = browser.ask(path)
        assert (reply.status, reply.headers["Content-Type"]) == (200, kind), path
        assert reply.headers["Cache-Control"] == "no-store"
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert browser.ask("/style.css").body == "h1 { content: '町' }"


def test_head_is_get_without_its_body(browser: Browser) -> None:
    """Link checkers ask so, and compare."""
    for path in ("/", "/style.css", "/missing", "/en"):
        get, head = browser.ask(path), browser.ask(path, "HEAD")
        assert head.body == ""
        assert head.status == get.status
        without_date = [{**reply.headers, "Date": ""} for reply in (get, head)]
        assert without_date[0] == without_date[1]
        assert int(get.headers["Content-Length"]) == len(get.body.encode())
    assert browser.ask("/__dxplans/events", "HEAD").body == ""


def test_other_methods_are_refused(browser: Browser) -> None:
    """There is nothing to write here."""
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        reply = browser.ask("/", method)
        assert (reply.status, reply.headers["Allow"]) == (405, "GET, HEAD")


def test_a_folder_without_its_slash_moves_to_the_one_with(browser: Browser) -> None:
    """Relative links need the slash; what was asked for beside the path stays."""
    for path, to in {
        "/en": "/en/",
        "/en?q=a%20b": "/en/?q=a%20b",
        "/%E5%9C%B0%20%E5%9B%B3": "/%E5%9C%B0%20%E5%9B%B3/",
        "//en": "/en/",  # never to the host «en»
    }.items():
        reply = browser.ask(path)
        assert (reply.status, reply.headers.get("Location")) == (301, to)


def test_an_unknown_address_gets_the_sites_own_page(browser: Browser) -> None:
    """A folder without a page, a file taken for a folder, names that no file can have."""
    for path in (
        "/missing",
        "/missing/too/",
        "/empty/",
        "/empty",
        "/style.css/",
        "/en//index.html",
        "/%FF",
        "/%00",
        "/" + "a" * 5000,
        "/loop",
        "/__dxplans",
    ):
        reply = browser.ask(path)
        assert reply.status == 404, path
        assert "見つかりません" in reply.body, path
        assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert browser.ask("/__dxplans/handler.py").status == 404
    assert browser.ask("/__dxplans/../server/handler.py").status == 404


def test_a_site_without_a_page_for_that_gets_ours(browser: Browser, town: Town) -> None:
    """Both languages, the one of the address first."""
    (town.site / "404.html").unlink()

    japanese, english = browser.ask("/missing"), browser.ask("/en/missing")

    assert japanese.status == english.status == 404
    assert "<h1>ページが見つかりません</h1>" in japanese.body
    assert "<h1>Page not found</h1>" in english.body


def test_nothing_outside_the_site_is_reached(browser: Browser, town: Town) -> None:
    """Neither by dots, however they are written, nor by links that lead out."""
    assert "美祢市" in town.plan.read_text("utf-8")
    for path in (
        "/../plans/town.yaml",
        "/en/../../plans/town.yaml",
        "/%2e%2e/plans/town.yaml",
        "/..%2fplans/town.yaml",
        "/%2e%2e%2fplans%2ftown.yaml",
        "/..\\plans\\town.yaml",
        "/..%5cplans%5ctown.yaml",
        "/out/town.yaml",
        "/out/",
        "/out",
        "/secret.html",
        f"/{town.plan}",
        f"//{town.plan}",
        "/en/../index.html",
        "/.",
        "/..",
    ):
        reply = browser.ask(quote(path, safe="/%\\"))
        assert reply.status == 404, path
        assert "美祢市" not in reply.body


def test_a_request_in_the_moment_of_a_swap_waits_for_the_site(browser: Browser, town: Town) -> None:
    """Between two renames there is no site at all; nobody should get to see that."""
    aside = town.site.with_name("aside")
    town.site.rename(aside)
    back = threading.Timer(0.08, aside.rename, (town.site,))
    back.start()
    try:
        assert browser.ask("/").status == 200
    finally:
        back.join()
    shutil.rmtree(town.site)
    assert browser.ask("/").status == 404  # gone for good


def test_a_name_that_is_not_this_computers_is_refused(browser: Browser) -> None:
    """Somebody else's page must not read what is not published, by a name that points here."""
    for host in ("evil.example", "localhost.evil.example", "[", "192.0.2.1:8000"):
        assert browser.ask("/", Host=host).status == 403, host
    for host in (f"localhost:{browser.port}", "127.0.0.1", "[::1]:80", "mine.localhost"):
        assert browser.ask("/", Host=host).status == 200, host


def test_the_site_works_under_a_base_path(town: Town) -> None:
    """As on a static host that gives a project a folder; our own files stay where they are."""
    with served(town, base="sub/path") as browser:
        assert browser.base == "/sub/path/"
        assert "美祢市" in browser.ask("/sub/path/").body
        assert 'src="/__dxplans/reload.js"' in browser.ask("/sub/path/en/").body
        assert browser.ask("/__dxplans/reload.js").status == 200
        for path, to in {
            "/": "/sub/path/",
            "/sub/path": "/sub/path/",
            "/sub/path/en": "/sub/path/en/",
        }.items():
            reply = browser.ask(path)
            assert (reply.status, reply.headers.get("Location")) == (301, to)
        for path in ("/en/", "/sub/", "/sub/pathological/", "/sub/path/../path/"):
            assert browser.ask(path).status == 404, path


def test_a_page_gets_the_script_and_one_more_connection(browser: Browser) -> None:
    """The policy stays as strict as it is; nothing stands inside the page."""
    page = browser.ask("/").body

    assert re.search(
        r'<script src="/__dxplans/reload.js" data-build="[\w-]+" defer></script>\n</head>', page
    )
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert unescape(policy[1]) == f"{POLICY}; connect-src 'self'"
    assert "overlay.css" not in page
    assert "dxplans-problems" not in page
    assert "<script>" not in page
    assert "<style" not in page


@pytest.mark.parametrize(
    ("policy", "wider"),
    [
        ("default-src 'none'", "default-src 'none'; connect-src 'self'"),
        ("Default-Src 'none';; img-src *", "default-src 'none'; img-src *; connect-src 'self'"),
        ("connect-src 'none'; default-src 'self'", "connect-src 'self'; default-src 'self'"),
        ("connect-src https://a.example", "connect-src https://a.example 'self'"),
        (
            "connect-src 'none'; connect-src 'self'; script-src 'self'",
            "connect-src 'self'; script-src 'self'",
        ),
    ],
)
def test_a_policy_is_widened_by_the_connection_only(policy: str, wider: str) -> None:
    """Of two directives of a name browsers obey the first."""
    assert widened(policy) == wider
    assert widened(wider) == wider


@pytest.mark.parametrize(
    "policy", ["", "img-src 'none'", "default-src 'self'; img-src *", "connect-src *"]
)
def test_a_policy_that_allows_the_connection_is_left_alone(policy: str) -> None:
    """To name the connection would forbid what the default allows."""
    assert widened(policy) == policy


def test_only_real_tags_are_changed() -> None:
    """What looks like a tag in a comment, a script, a title or an attribute is text."""
    shown = Shown("b-1", Outcome(None, (PROBLEM,)))
    page = (
        '<!DOCTYPE html><HTML LANG="en-GB"><!-- <body> </head> --><head><title><body></title>'
        "<script src='a.js'>'</head>'</script><meta name=\"a\" content='</head>'>"
        '<meta http-equiv="content-security-policy" content="connect-src *">'
        "<META content=\"default-src 'none'\" http-equiv=content-security-policy></head>"
        '<body data-a="1 > 0"><p>\udcff</p></body></HTML>'
    ).encode("utf-8", "surrogateescape")

    text = dressed(page, shown, "ja").decode("utf-8", "surrogateescape")

    assert text.startswith(
        '<!DOCTYPE html><HTML LANG="en-GB"><!-- <body> </head> --><head><title><body></title>'
        "<script src='a.js'>'</head>'</script><meta name=\"a\" content='</head>'>"
        '<meta http-equiv="content-security-policy" content="connect-src *">'
        '<meta content="default-src &#x27;none&#x27;; connect-src &#x27;self&#x27;"'
        ' http-equiv="content-security-policy"><link rel="stylesheet" href="/__dxplans/overlay.css">'
    )
    assert '<body data-a="1 > 0"><div class="dxplans-problems" role="alert" lang="en">' in text
    assert text.endswith("</div><p>\udcff</p></body></HTML>")
    assert text.count("role=") == text.count("reload.js") == 1


@pytest.mark.parametrize(
    ("page", "order"),
    [
        (b"<!doctype html><title>a</title><p>text", ("text", "role=", "reload.js")),
        (b"<head><title>a</title></head><p>text", ("reload.js", "</head>", "role=", "text")),
        (b"<body><p>text</body>", ("<body>", "role=", "text", "reload.js")),
    ],
)
def test_pages_that_leave_tags_out_are_dressed_too(page: bytes, order: tuple[str, ...]) -> None:
    """HTML allows that; the policy in a head must stay in the head."""
    text = dressed(page, Shown("b-1", Outcome(None, (PROBLEM,))), "ja").decode()

    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert text.count("role=") == text.count("reload.js") == 1


def test_a_problem_stands_on_top_of_the_last_good_site(browser: Browser, town: Town) -> None:
    """In the page's language, as text, and gone when it is corrected."""
    town.write("problem")
    japanese = browser.shown('role="alert"', "芦別市")
    english = browser.ask("/en/").body

    for page, lang in ((japanese, "ja"), (english, "en")):
        assert "<h1>美祢市</h1>" in page
        found = re.search(
            rf'<body[^>]*><div class="[^"]*" role="alert" lang="{lang}">(.*?)</div>', page
        )
        assert found, lang
        text = unescape(re.sub(r"<[^>]+>", "", found[1]))
        assert f"plans/町<b>.yaml:3:5 {say(PROBLEM, lang)}" in text
        assert (
            f"plans/町.yaml:7:1 {'注意: ' if lang == 'ja' else 'Warning: '}{say(WARNING, lang)}"
            in text
        )
        assert "<script>alert" not in page
        assert '<link rel="stylesheet" href="/__dxplans/overlay.css">' in page
    assert "<h2>データに問題が1件あります</h2>" in japanese
    assert "最後に正しく作れたサイト" in japanese
    assert "The last good site is shown below." in english
    assert 'role="alert"' in browser.ask("/missing").body

    town.write("上天草市")
    assert "overlay.css" not in browser.shown("<h1>上天草市</h1>")


def test_a_warning_does_not_stand_in_the_way(browser: Browser, town: Town) -> None:
    """The site is up to date: one line, to open by whoever wants to know."""
    town.write("warning")
    page = browser.shown("確かめたい", "芦別市")

    assert 'role="alert"' not in page
    assert "<summary>確かめたいところが1件あります（サイトは最新です）</summary>" in page
    assert say(WARNING) in page


def test_more_problems_than_anyone_reads_are_counted() -> None:
    """With the command that lists them all."""
    many = Outcome(None, tuple(replace(PROBLEM, mark=Mark("a", n)) for n in range(MOST + 5)))

    text = box(many, "fr")

    assert text.count("<li>") == MOST
    assert "And 5 more: “dxplans check” shows them all." in text
    assert 'lang="en"' in text


def test_what_goes_wrong_in_a_build_is_shown_and_told(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    """The page says it in short, the terminal in full; the server and the site stay."""
    with served(town) as browser:
        town.write("raise")
        page = browser.shown("サイトを作れませんでした", "芦別市")
        assert "ValueError: the &lt;b&gt;oven&lt;/b&gt; is cold" in page
        assert "<h1>美祢市</h1>" in page
        town.write("exit")
        browser.shown("<code>SystemExit</code>", "芦別市")
        town.write("failure")
        browser.shown("the disk is full", "芦別市")
        town.write("芦別市")
        browser.shown("<h1>芦別市</h1>")

    out, err = capfd.readouterr()
    assert "Traceback" in err
    assert "ValueError: the <b>oven</b> is cold" in err
    assert "the disk is full" in err
    assert "作れませんでした（" in out


def test_each_build_is_one_line_in_both_languages(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    """Seconds, pages and problems."""
    with served(town) as browser:
        town.write("problem")
        browser.shown('role="alert"', "芦別市")
        address = f"http://127.0.0.1:{browser.port}/"

    lines = capfd.readouterr().out.splitlines()
    assert [re.sub(r"^\d\d:\d\d:\d\d ", "", line) for line in lines] == [
        "3ページを0.2秒で作りました（問題なし） / built 3 pages in 0.2 s (no problems)",
        f"見る: {address}  終わる: Ctrl-C / Open the address; Ctrl-C ends.",
        "データを直してください（0.1秒、問題1件、注意1件） / correct the data (0.1 s, problems: 1, warnings: 1)",
        "終わりました。 / Stopped.",
    ]


def test_before_the_first_good_site_the_problems_are_the_page(town: Town) -> None:
    """In both languages; correcting the data brings the site."""
    town.write("problem")
    with served(town) as browser:
        reply = browser.ask("/yamaguchi/mine/")
        assert reply.status == 200
        assert re.search(
            r'<html lang="ja">.*<section lang="ja"><h1>データに問題が1件あります',
            reply.body,
            re.DOTALL,
        )
        assert re.search(r'<section lang="en"><h2>Problems in the data: 1</h2>', reply.body)
        for lang in ("ja", "en"):
            assert say(PROBLEM, lang) in unescape(reply.body)
        assert "reload.js" in reply.body
        assert re.search(r"content=\"default-src 'none';[^\"]*connect-src 'self'\"", reply.body)
        assert '<html lang="en">' in browser.ask("/en/").body
        assert browser.ask("/style.css").status == 404

        town.write("raise")
        browser.shown("the &lt;b&gt;oven&lt;/b&gt; is cold", "芦別市")
        town.write("美唄市")
        browser.shown("<h1>美唄市</h1>")


def test_while_the_first_site_is_built_a_page_says_so(town: Town) -> None:
    """Its status tells a script to wait; the server listens from the start."""
    town.gate.clear()
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    thread = threading.Thread(
        target=serve, args=(town.rebuild, ()), kwargs={"port": port, "stop": stop}
    )
    thread.start()
    try:
        assert town.began.wait(5)
        browser = Browser(port)
        reply = browser.ask("/")
        assert reply.status == 503
        assert "<h1>サイトを作っています</h1>" in reply.body
        assert "The site is being built" in reply.body
        with browser.listen() as lines:
            assert [next(lines) for _ in range(3)][-1].endswith("-0")
            town.gate.set()
            assert [next(lines) for _ in range(2)][-1].endswith("-1")
        assert "美祢市" in browser.ask("/").body
    finally:
        stop.set()
        town.gate.set()
        thread.join(5)


def test_a_saved_file_reaches_the_browser_in_time(browser: Browser, town: Town) -> None:
    """The stream says which build the page is of, and the next one well within two seconds."""
    page = browser.ask("/").body
    with browser.listen() as lines:
        first = [next(lines) for _ in range(3)]
        assert first[:2] == ["retry: 500", "event: build"]
        assert f'data-build="{first[2].removeprefix("data: ")}"' in page

        saved = time.monotonic()
        town.write("山陽小野田市")
        second = [next(lines) for _ in range(2)]
        assert time.monotonic() - saved < 1.5
        assert second[0] == "event: build"
        assert second[1] != first[2]
        assert "山陽小野田市" in browser.ask("/").body


@pytest.mark.browser
def test_every_open_tab_shows_the_save_under_the_strict_policy(
    browser: Browser, town: Town, real_browser: playwright.Browser
) -> None:
    """More tabs than a browser opens connections to one server; the box has its own look."""
    # A browser of its own, ended as a whole: closing tabs whose streams never end can take for ever.
    program = chromium()
    assert program
    real = real_browser.browser_type.launch(executable_path=program, args=["--no-sandbox"])
    try:
        context = real.new_context()
        tabs = [context.new_page() for _ in range(8)]
        said: list[str] = []
        for tab in tabs:
            tab.on("console", lambda message: said.append(message.text))
            tab.goto(f"http://127.0.0.1:{browser.port}/index.html")
        saved = time.monotonic()
        town.write("山口県")
        tabs[0].locator("h1", has_text="山口県").wait_for(timeout=2000)
        assert time.monotonic() - saved < 2
        for tab in tabs:
            tab.locator("h1", has_text="山口県").wait_for(timeout=4000)
        town.write("problem")
        box = tabs[-1].get_by_role("alert")
        box.wait_for(timeout=4000)
        assert say(PROBLEM) in box.inner_text()
        border = "element => getComputedStyle(element).borderInlineStartWidth"
        assert box.evaluate(border) == "12px"
    finally:
        real.close()
    assert not [text for text in said if "favicon" not in text and "404" not in text]


def test_a_silent_stream_gives_signs_of_life_and_ends_with_the_server(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else nobody would notice that the other has gone."""
    monkeypatch.setattr(handler, "HEARTBEAT", 0.05)
    with served(town) as browser, browser.listen() as lines:
        assert [next(lines) for _ in range(5)][3:] == [":", ":"]
        with browser.listen() as others:
            next(others)  # and leaves; the server finds out and goes on
        next(lines)
        assert browser.ask("/").status == 200


def test_a_restarted_server_is_another_build() -> None:
    """A page that was open before must not take the first build for its own."""
    outcome = Outcome(None)
    names = set()
    for _ in range(2):
        stage = Stage()
        stage.show(outcome)
        names.add(stage.now.build)
        stage.close()
        assert stage.wait(stage.now.build, 5) == stage.now  # at once: it is closed
    assert len(names) == 2


def test_a_build_without_a_site_keeps_the_last_one(tmp_path: Path) -> None:
    """Also if the build itself forgets it."""
    stage = Stage()
    stage.show(Outcome(tmp_path))
    stage.show(Outcome(None, failure="?"))
    assert stage.now.outcome == Outcome(tmp_path, failure="?")


def test_builds_never_overlap_and_changes_during_one_bring_one_more(
    browser: Browser, town: Town
) -> None:
    """However many files are saved meanwhile."""
    town.gate.clear()
    town.began.clear()
    town.write("一")
    assert town.began.wait(2)
    for n in range(5):
        (town.plans / f"{n}.yaml").write_text("x")
        time.sleep(0.01)
    town.write("二")
    time.sleep(0.15)
    assert town.builds == 2
    town.gate.set()
    browser.shown("<h1>二</h1>")
    time.sleep(0.3)
    assert town.builds == 3


@pytest.mark.slow
@pytest.mark.parametrize("polling", [False, True])
def test_every_way_of_saving_is_noticed(
    town: Town, monkeypatch: pytest.MonkeyPatch, *, polling: bool
) -> None:
    """Writing, replacing by a new file, moving away and back, new folders, git's removed ones."""
    monkeypatch.setattr(watch, "POLL", 0.05)
    changes = Changes()
    away = town.site.with_name("away.yaml")
    one = town.plans.parent / "mkdocs.yml"
    later = town.plans.parent / "docs"
    deep = town.plans / "yamaguchi" / "mine" / "2026"

    def replaced(file: Path) -> None:
        hidden = file.with_name(".new~")
        hidden.write_text(str(time.monotonic_ns()))
        hidden.replace(file)

    def remade() -> None:
        shutil.rmtree(town.plans)
        town.plans.mkdir()

    ways: dict[str, Callable[[], object]] = {
        "written": lambda: town.write("新しい美祢市"),
        "replaced": lambda: replaced(town.plan),
        "moved away": lambda: town.plan.rename(away),
        "moved back": lambda: away.rename(town.plan),
        "new folders": lambda: deep.mkdir(parents=True),
        "a file in them": lambda: (deep / "plan.yaml").write_text("x"),
        "a file of its own": lambda: one.write_text("x"),
        "that, replaced": lambda: replaced(one),
        "a folder that was missing": later.mkdir,
        "a file in that": lambda: (later / "index.md").write_text("x"),
        "a folder made again": remade,
        "a file in this": lambda: (town.plans / "new.yaml").write_text("x"),
    }
    with watching((town.plans, one, later), changes, polling=polling) as watched:
        for way, save in ways.items():
            save()
            assert changes.batch(2), way
            watched.renew()
            while changes.batch(0.05):  # what a slow system still has to say about it
                watched.renew()


def test_what_only_passes_through_is_no_change(town: Town) -> None:
    """Editors' own files, caches, reading, permissions, and neighbours of what is watched."""
    changes = Changes()
    one = town.plans.parent / "mkdocs.yml"
    with watching((town.plans, one), changes):
        for name in (".town.yaml.swp", "town.yaml~", "4913", "#town.yaml#", ".git", "a.tmp"):
            assert passing(name)
            (town.plans / name).write_text("x")
        (town.plans / "__pycache__").mkdir()
        (town.plans / "__pycache__" / "a.py").write_text("x")
        (town.plans.parent / "other.yml").write_text("x")
        town.plan.read_text("utf-8")
        town.plan.chmod(0o600)
        assert not changes.batch(0.7)
        town.write("x")
        assert changes.batch(2)


def test_a_burst_is_one_batch_and_endless_saving_still_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A checkout saves a thousand files: one build, and not never."""
    monkeypatch.setattr(watch, "LONGEST", 0.3)
    changes = Changes()
    assert not changes.batch(0)
    end = threading.Event()

    def save() -> None:
        while not end.wait(0.01):
            changes.note()

    thread = threading.Thread(target=save)
    thread.start()
    try:
        start = time.monotonic()
        assert changes.batch(1)
        assert 0.25 < time.monotonic() - start < 1
    finally:
        end.set()
        thread.join()
    changes.batch(0)
    assert not changes.batch(0)


class FullSystem(PollingObserver):
    """A system that can watch so much and, once it has started, no more."""

    def __init__(self) -> None:
        super().__init__(timeout=60)

    def schedule(self, *args: object, **options: object) -> ObservedWatch:
        """As the system says it."""
        if self.is_alive():
            raise OSError(errno.ENOSPC, "inotify watch limit reached")
        return super().schedule(*args, **options)  # type: ignore[arg-type]


def no_system() -> FullSystem:
    """A system that has nothing left to watch with."""
    raise OSError(errno.EMFILE, "inotify instance limit reached")


@pytest.mark.parametrize("observer", [no_system, FullSystem])
def test_when_the_system_cannot_tell_files_are_looked_at(
    town: Town, monkeypatch: pytest.MonkeyPatch, observer: object
) -> None:
    """Slower, but an edit is never lost in silence."""
    monkeypatch.setattr(watch, "Observer", observer)
    monkeypatch.setattr(watch, "POLL", 0.05)
    with served(town) as browser:
        town.write("見に行きました")
        browser.shown("<h1>見に行きました</h1>")


def test_a_page_that_fails_is_told_and_the_server_goes_on(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A fault of ours on one page must not cost the editor the others."""

    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setattr(handler, "answer", broken)
        reply = browser.ask("/")
        patch.setattr(handler.Handler, "do_GET", broken)
        with pytest.raises(http.client.RemoteDisconnected):
            browser.ask("/")
    assert reply.status == 500
    assert "Something went wrong" in reply.body
    assert capfd.readouterr().err.count("RuntimeError: a fault of ours") == 2
    assert browser.ask("/").status == 200


def test_a_port_in_use_is_said_in_both_languages(town: Town) -> None:
    """Before anything is built, with the way out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            PortError, match=rf"ポート{port}は.*--port 0.*\n.*{port} is in use"
        ) as error:
            serve(town.rebuild, (town.plans,), port=port)
    assert error.value.exit_code == 2
    assert town.builds == 0


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("127.0.0.1", 99999), ("é" * 80, 0)])
def test_an_address_that_cannot_be_had_is_said(town: Town, host: str, port: int) -> None:
    """Another computer's, a number too high, no name at all."""
    with pytest.raises(PortError, match=r"待ち受けられません.*\n.*Check --host and --port"):
        serve(town.rebuild, (), host=host, port=port)


def test_a_port_that_is_not_ours_to_take_is_said() -> None:
    """Tests may run as root, who may take any: the text is asked for itself."""
    text = handler._refusal(PermissionError(errno.EACCES, "no"), "127.0.0.1", 80)
    assert "ポート80を使う権限がありません" in text
    assert "no permission to use port 80" in text


@pytest.mark.parametrize(("host", "name"), [("::1", r"\[::1\]"), ("0.0.0.0", "localhost")])  # noqa: S104
def test_other_addresses_of_this_computer(town: Town, host: str, name: str) -> None:
    """IPv6, and all at once for whoever asks for it: there any name is answered."""
    stop = threading.Event()
    urls: list[str] = []

    def ready(url: str) -> None:
        urls.append(url)
        stop.set()

    serve(town.rebuild, (), host=host, port=0, ready=ready, stop=stop)
    assert re.fullmatch(rf"http://{name}:\d+/", urls[0])


def test_ctrl_c_during_a_build_ends_it_cleanly(town: Town) -> None:
    """A build may take long; nobody wants to wait for it."""
    town.write("interrupt")
    serve(town.rebuild, (town.plans,), port=0)
    assert town.builds == 1


@pytest.mark.skipif(os.name == "nt", reason="a process there cannot be sent Ctrl-C alone")
def test_ctrl_c_ends_the_command_with_success(tmp_path: Path) -> None:
    """With a browser listening, in a terminal that has no Japanese."""
    program = (
        "import pathlib, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a parent may ignore it
        "from dxplans.server import Outcome, serve\n"
        "site = pathlib.Path(sys.argv[1])\n"
        "serve(lambda: Outcome(site, pages=1), (site,), port=0)\n"
    )
    (tmp_path / "index.html").write_text("<p>町")
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(HOOKS), "PYTHONIOENCODING": "ascii:strict"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout
        assert "built 1 pages" in process.stdout.readline()
        port = re.search(r":(\d+)/", process.stdout.readline())
        assert port
        with Browser(int(port[1])).listen() as lines:
            next(lines)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=5)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("Stopped.\n")
