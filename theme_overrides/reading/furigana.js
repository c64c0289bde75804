// Furigana: the readings that the data gives, over kanji whose reading they settle. The switch in
// the header loads this file; words and towns follow below or in files beside it.
//
// A run of kanji gets its readings only as a whole: words of the data must follow each other from
// its first kanji to its last, the longest first. So 日本人 is never read by the word 本人.
const dxplansFurigana = (() => {
  "use strict";
  const root = document.documentElement;
  const here = document.currentScript.src;
  const words = new Map(); // first character → words, longest first
  const KANJI = /[々〆一-龠]/;
  const SKIPPED = "ruby, svg, script, style, button, input, textarea, code, [aria-hidden=true], .vh, .matrix thead";
  let longest = new Map();

  const add = (text) => {
    for (const mark of text.split("\n")) {
      const parts = mark.split(/\[([^/]+)\/([^\]]+)\]/);
      const word = parts.filter((_, i) => i % 3 < 2).join("");
      if (word) longest.set(word, parts);
    }
    words.clear();
    for (const word of [...longest.keys()].sort((a, b) => b.length - a.length))
      words.set(word[0], [...(words.get(word[0]) || []), word]);
  };

  // The words that cover the kanji from `start` on, and where they end; null if some kanji is left.
  const cover = (text, start) => {
    const found = [];
    let at = start;
    while (at < text.length && (KANJI.test(text[at]) || (found.length && at < found.at(-1).end))) {
      const word = words.get(text[at])?.find((w) => text.startsWith(w, at));
      if (!word) return null;
      found.push({ at, word, end: at + word.length });
      at += word.length;
    }
    return found;
  };

  const ruby = (base, reading) => {
    const made = document.createElement("ruby");
    made.className = "furi";
    const put = (name, text) => {
      const part = document.createElement(name);
      part.textContent = text;
      // Whoever listens hears each name once, as before: a reader would say kanji and kana.
      part.setAttribute("aria-hidden", "true");
      made.append(part);
    };
    made.append(base);
    put("rp", "（");
    put("rt", reading);
    put("rp", "）");
    return made;
  };

  const japanese = (node) => node.parentElement.closest("[lang]")?.lang === "ja";

  const mark = (node) => {
    const text = node.data;
    const out = [];
    let last = 0;
    for (let at = 0; at < text.length; at++) {
      if (!KANJI.test(text[at])) {
        // A word of the data may begin with kana: お年寄り, マイナンバー制度.
        const word = words.get(text[at])?.find((w) => text.startsWith(w, at));
        const before = text[at - 1];
        if (!word || (before && /[ァ-ヺー]/.test(before) && /[ァ-ヺー]/.test(text[at]))) continue;
        const rest = KANJI.test(text[at + word.length] || "") ? cover(text, at + word.length) : [];
        if (!rest || !KANJI.test(word)) continue;
        at = write([{ at, word }, ...rest], text, out, last);
      } else {
        const found = cover(text, at);
        if (found) at = write(found, text, out, last);
        else while (KANJI.test(text[at + 1] || "")) at++;
        if (!found) continue;
      }
      last = at--;
    }
    if (!out.length) return;
    out.push(text.slice(last));
    if (getComputedStyle(node.parentElement).display.endsWith("flex")) {
      const box = document.createElement("span"); // in a row of boxes the text stays one box
      box.className = "furi";
      box.append(...out);
      node.replaceWith(box);
    } else node.replaceWith(...out);
  };

  const write = (found, text, out, last) => {
    let end = last;
    for (const { at, word } of found) {
      out.push(text.slice(end, at));
      const parts = longest.get(word);
      for (let i = 0; i < parts.length; i += 3) {
        if (parts[i]) out.push(parts[i]);
        if (i + 1 < parts.length) out.push(ruby(parts[i + 1], parts[i + 2]));
      }
      end = at + word.length;
    }
    return end;
  };

  const watch = new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.isConnected) show(node);
    watch.takeRecords();
  });

  const show = (top) => {
    const found = [];
    const walk = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    for (let node = top.nodeType === 3 ? top : walk.nextNode(); node; node = walk.nextNode())
      if (KANJI.test(node.data) && japanese(node) && !node.parentElement.closest(SKIPPED)) found.push(node);
    found.forEach(mark);
  };

  const hide = () => {
    for (const name of ["ruby", "span"])
      for (const made of document.querySelectorAll(`${name}.furi`)) {
        const around = made.parentNode;
        made.replaceWith(...(name === "ruby" ? [made.firstChild] : made.childNodes));
        around.normalize();
      }
  };

  const turn = () => {
    watch.disconnect();
    hide();
    if (!root.classList.contains("furigana")) return;
    show(document.body);
    watch.observe(document.getElementById("main"), { childList: true, subtree: true });
  };

  return (text, places) => {
    add(text);
    if (!places) return turn();
    const first = location.href.slice(new URL("..", here).href.length).replace(/^[a-z]{2}\//, "").split("/")[0];
    if (places.includes(first)) {
      const more = document.createElement("script");
      more.src = new URL(`${first}.js`, here);
      document.head.append(more);
    }
    addEventListener("dxplans-furigana", turn);
    turn();
  };
})();
