// What is asked inside a page about how it is made: headings, landmarks, languages, links.
Object.assign(window.probes, (() => {
  "use strict";
  const { shown, name } = window.probes;
  const words = (element) => element.textContent.trim().replace(/\s+/g, " ");
  const label = (element) =>
    element.getAttribute("aria-label") ||
    (element.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)).filter(Boolean).map(words).join(" ");
  const JAPANESE = /[ぁ-ゖァ-ヿ㐀-䶿一-鿿々]/;
  // Four words in a row, two of them not even capitals of a name: a sentence, not a term.
  const ENGLISH = /\b[A-Za-z][a-z']*(?:[ ,]+[A-Za-z][a-z']*){3,}/g;
  const sentence = (text) => [...text.matchAll(ENGLISH)].find(([run]) => run.split(/[ ,]+/).filter((word) => /^[a-z]{2}/.test(word)).length > 1);
  const VAGUE = /^(?:こちら|ここ|こちらから|詳細|詳しく|詳細はこちら|詳しくはこちら|くわしくはこちら|リンク|クリック|続き|続きを読む|もっと見る|here|click here|more|read more|learn more|see more|link|this|this page|details)$/i;
  const LANDMARKS = {
    banner: "body > header", main: "main", contentinfo: "body > footer", navigation: "nav", search: "[role=search]",
    complementary: "aside", region: "section[aria-label], section[aria-labelledby], [role=region]",
  };
  const texts = function* (root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (node.data.trim() && node.parentElement.checkVisibility()) yield [node.data, node.parentElement];
  };
  return {
    headings() {
      const found = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown);
      const faults = found.filter((one) => one.localName === "h1").length === 1 ? [] : ["not one h1"];
      found.reduce((depth, one) => {
        const level = Number(one.localName[1]);
        if (level > depth + 1) faults.push(`h${level} after h${depth}: ${name(one)}`);
        if (!words(one)) faults.push(`says nothing: ${name(one)}`);
        return level;
      }, 0);
      return faults;
    },
    landmarks() {
      const faults = [];
      for (const [role, selector] of Object.entries(LANDMARKS)) {
        const found = [...document.querySelectorAll(selector)].filter(shown);
        if (["banner", "main", "contentinfo"].includes(role)) {
          if (found.length !== 1) faults.push(`${role}: ${found.length} of them`);
          continue;
        }
        const names = found.map(label);
        names.forEach((text, at) => {
          if (!text) faults.push(`${role} without a name: ${name(found[at])}`);
          else if (names.indexOf(text) < at) faults.push(`${role} twice: ${text}`);
        });
      }
      return faults;
    },
    languages() {
      const lang = document.documentElement.lang;
      const faults = lang ? [] : ["the page has none"];
      const others = [...document.querySelectorAll("a.lang")].map((link) => link.hreflang);
      if (others.includes(lang)) faults.push(`the page says ${lang}, and links to itself in ${lang}`);
      if (lang === "ja" && !JAPANESE.test((document.querySelector("main") || document.body).textContent)) faults.push("no Japanese on a Japanese page");
      for (const [text, element] of texts(document.body)) {
        const here = element.closest("[lang]")?.lang || "";
        if (JAPANESE.test(text) && !here.startsWith("ja")) faults.push(`Japanese marked as «${here}»: ${text.trim().slice(0, 40)}`);
        if (here === "ja" && !element.closest("code, pre") && sentence(text)) faults.push(`English marked as Japanese: ${sentence(text)[0].slice(0, 40)}`);
      }
      for (const link of document.querySelectorAll("a[hreflang]"))
        if (link.lang !== link.hreflang) faults.push(`the name of a language without its own: ${name(link)}`);
      return faults;
    },
    // Each link says where it leads: by its words, or with what stands around it (WCAG 2.4.4).
    links() {
      const faults = [];
      const seen = new Map();
      let heading = "";
      for (const element of document.querySelectorAll("a[href], h1, h2, h3, h4, h5, h6")) {
        if (!shown(element)) continue;
        if (element.localName !== "a") {
          heading = words(element);
          continue;
        }
        const text = label(element) || words(element);
        const bare = text.replace(/[「」。、…]/g, "").trim();
        if (!bare || VAGUE.test(bare)) faults.push(`vague: ${name(element)}`);
        if (/^(?:https?:|www\.)/.test(text)) faults.push(`an address: ${name(element)}`);
        const row = element.closest("li, tr, dd, dt, p, h2, h3");
        const above = row?.parentElement.closest("li, dl > div, section");
        const landmark = element.closest("nav, header, footer, main");
        const around = [landmark?.localName, landmark && label(landmark), heading, row && words(row), above && words(above).slice(0, 80)];
        const key = [text, ...around].join("|");
        if (!seen.has(key)) seen.set(key, element.href);
        else if (seen.get(key) !== element.href) faults.push(`one name for two places: ${name(element)}`);
      }
      return faults;
    },
  };
})());
