"""The Markdown subset: what becomes HTML, and that nothing else ever does."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from dxplans import prose
from dxplans.prose import InternalLink, NoteMark, Run, pieces, plain

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "ruby", "rt", "rp", "span"}


def shown(text: str, *, inline: bool = False) -> str:
    """*text* as a page prints it, with links to our own pages and notes in brackets."""
    out = []
    for piece in pieces(text, inline=inline):
        if isinstance(piece, Run):
            out.append(str(escape(piece.text)))
        elif isinstance(piece, NoteMark):
            out.append(f"⟦{piece.number}⟧")
        elif isinstance(piece, InternalLink):
            out.append(f"⟦{escape(piece.target)}→{escape(piece.text)}⟧")
        else:
            out.append(piece)
    return "".join(out)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("いろは", "<p>いろは</p>"),
        ("いろ\nは", "<p>いろは</p>"),
        ("AI\nRPA", "<p>AI\nRPA</p>"),
        ("一\n\n二", "<p>一</p><p>二</p>"),
        ("- 一\n- 二", "<ul><li>一</li><li>二</li></ul>"),
        ("3. 一\n4. 二", '<ol start="3"><li>一</li><li>二</li></ol>'),
        ("**大事**です", "<p><strong>大事</strong>です</p>"),
        ("[統計](https://example.jp/?a=1&b=2)", '<p><a href="https://example.jp/?a=1&amp;b=2">統計</a></p>'),
        ("[RPA](term:rpa)は", "<p>⟦term:rpa→RPA⟧は</p>"),
        ("{en|Smart <city>}の標語", '<p><span lang="en">Smart &lt;city&gt;</span>の標語</p>'),
        ("{dx|ディーエックス}", "<p><ruby>dx<rp>（</rp><rt>ディーエックス</rt><rp>）</rp></ruby></p>"),
        ("{zh-Hant|數位}", '<p><span lang="zh-Hant">數位</span></p>'),
        ("{美祢|みね}市", "<p><ruby>美祢<rp>（</rp><rt>みね</rt><rp>）</rp></ruby>市</p>"),
        ("注[^12]", "<p>注⟦12⟧</p>"),
        ("[^" + "9" * 5000 + "]", "<p>[^" + "9" * 5000 + "]</p>"),
        ('<b>a</b> & "c"', "<p>&lt;b&gt;a&lt;/b&gt; &amp; &#34;c&#34;</p>"),
        ("&lt;", "<p>&amp;lt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](HTTPS://example.jp)", "<p>[x](HTTPS://example.jp)</p>"),
        ("[x](//example.jp)", "<p>[x](//example.jp)</p>"),
        ("![x](https://example.jp/a.png)", '<p>!<a href="https://example.jp/a.png">x</a></p>'),
        ("# 見出し", "<p># 見出し</p>"),
        ("`code`", "<p>`code`</p>"),
        ('{<i>|"}', "<p><ruby>&lt;i&gt;<rp>（</rp><rt>&#34;</rt><rp>）</rp></ruby></p>"),
        ("[<b>](https://example.jp)", '<p><a href="https://example.jp">&lt;b&gt;</a></p>'),
    ],
)  # fmt: skip
def test_the_subset(text: str, html: str) -> None:
    """Paragraphs, lists, strong, links, ruby and notes; all the rest is text."""
    assert shown(text) == html


def test_a_line_has_no_paragraph() -> None:
    """It stands inside another element."""
    assert shown("**大事**です", inline=True) == "<strong>大事</strong>です"


def test_runs_stay_whole_for_terms() -> None:
    """A term is found across an escape or a line end."""
    assert pieces("生成\\*AI", inline=True) == (Run("生成*AI"),)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("- **一**\n- [二](https://example.jp)", "一 二"),
        ("{美祢|みね}市[^1]の[RPA](term:rpa)", "美祢市のRPA"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("[A&B](https://example.jp)の{<i>|い}", "A&Bの<i>"),
        ("市**大事**です", "市大事です"),
    ],
)
def test_plain_text(text: str, bare: str) -> None:
    """For search, descriptions and exports."""
    assert plain(text) == bare


class _Reader(HTMLParser):
    """Collects what is wrong with a piece of HTML: tags outside the subset, or not nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        names = {name for name, _value in attrs}
        allowed = {"a": {"href"}, "ol": {"start"}}.get(tag, set())
        if tag not in TAGS or names - allowed:
            self.wrong.append(f"<{tag} {attrs}>")
        for name, value in attrs:
            if name == "href" and not str(value).startswith(("https://", "http://")):
                self.wrong.append(str(value))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}")


SIGNS = ["<", ">", "&", '"', "'", "[", "]", "(", ")", "{", "|", "}", "*", "**", "_", "- ", "1. ", "\n", "\n\n", "\\", "!", "#", "`", "javascript:", "https://a.jp", "term:a", "<script>", "&lt;", "[^1]", "市", " "]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=60), st.lists(st.sampled_from(SIGNS), max_size=25).map("".join)
    ),
    inline=st.booleans(),
)
def test_no_text_leaves_the_subset(text: str, *, inline: bool) -> None:
    """Whatever is written: only our tags, properly nested, only links to https:// and http://."""
    reader = _Reader()
    reader.feed(shown(text, inline=inline))
    reader.close()
    assert reader.wrong == []
    assert reader.open == []
    assert isinstance(plain(text), str)


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=30),
        st.lists(st.sampled_from([*SIGNS, "市の計画", "1", "-", "+", "\u3000"]), max_size=4).map(
            "".join
        ),
    ),
    inline=st.booleans(),
)
def test_a_line_without_markup_is_what_the_parser_makes_of_it(text: str, *, inline: bool) -> None:
    """Most texts are never parsed: nobody may see a difference."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose, "_BARE", re.compile("(?!)"))
        parsed = pieces.__wrapped__(text, inline=inline)
    assert pieces(text, inline=inline) == parsed
