// The search page: words typed to results, an address that keeps them, and a count that is told.
// search.js finds; this shows. Every word that is printed stands in search.html, translated there.
const byId = (name) => document.getElementById(`search-${name}`);
const form = document.getElementById("search");
const words = form.dataset;
const [input, status, facets] = [byId("q"), byId("status"), byId("facets")];
const top = document.querySelector(".head .find");
const { lang } = document.documentElement;
const FACETS = ["town", "theme", "kind", "state"];
const [STEP, FEW, SUGGESTED] = [10, 8, 6];
// ms: after a key; before telling; before «searching»
const [PAUSE, SILENCE, PATIENCE] = [180, 700, 500];
const plainly = document.title;
const one = new Intl.PluralRules(lang);
const digits = new Intl.NumberFormat(lang);
// between sentences
const GAP = lang === "ja" ? "" : " ";

// Texts only ever become text nodes: nothing from the index or the address is read as markup.
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child));
  return element;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const counted = (name, n, values = {}) =>
  fill(words[name + (one.select(n) === "one" ? "One" : "Many")], { n: digits.format(n), ...values });
// On pages in other languages, Japanese words say that they are Japanese.
const JAPANESE = /([ぁ-ヿ㐀-鿿々][ぁ-ヿ㐀-鿿々、。（）「」]*)/;
const spoken = (text) =>
  lang === "ja" ? [text] : text.split(JAPANESE).map((part, at) => (at % 2 ? make("span", { lang: "ja" }, part) : part));
const marked = (parts) => parts.flatMap(([text, hit]) => (hit ? make("mark", {}, ...spoken(text)) : spoken(text)));

// What is asked, and its address.
const read = () => {
  const given = new URLSearchParams(location.search);
  const chosen = Object.fromEntries(FACETS.map((name) => [name, given.getAll(name)]));
  return { q: (given.get("q") || "").trim(), chosen };
};
const addressOf = ({ q, chosen }) => {
  const given = new URLSearchParams(q ? { q } : {});
  for (const name of FACETS) for (const id of chosen[name]) given.append(name, id);
  return given.size ? `?${given}` : location.pathname;
};
let asked = read();
// the last address that was submitted, not merely typed
let settled = addressOf(asked);

// A step of the history for what was submitted: what was typed on the way to it leaves none.
const keep = (step) => {
  const now = addressOf(asked);
  try {
    if (step && now !== settled) {
      history.replaceState(null, "", settled);
      history.pushState(null, "", now);
    } else history.replaceState(null, "", now);
  } catch {
    // some browsers refuse when asked too often: the address then follows with the next key
  }
  if (step) settled = now;
  carry();
};
const carry = () => {
  for (const link of document.querySelectorAll("a.lang")) link.search = location.search;
};

// Seen at once; told to screen readers when it is quiet.
let speech = 0;
const say = (text, wait = 100) => {
  clearTimeout(speech);
  speech = setTimeout(() => (status.textContent = text), wait);
};
const tell = (text, wait) => {
  byId("count").textContent = text;
  say(text, wait);
};

// a promise, made when first needed and again after a failure
let engine;
const ready = () =>
  (engine ??= import(new URL(words.module, document.baseURI))
    .then((module) => module.open(new URL(words.index, document.baseURI).href))
    .catch((error) => {
      engine = undefined;
      throw error;
    }));

// The two lists, each growing by ten.
const listOf = (ids, name) => {
  const list = byId(name);
  const [more, count] = ["button", "h2 small"].map((what) => list.parentElement.querySelector(what));
  const self = { ids: [], shown: 0 };
  const grow = async (upto) => {
    const next = self.ids.slice(self.shown, upto);
    const searcher = await ready();
    const found = await searcher.show(next, self.q);
    return () => {
      const items = found.map((one) => item(one, searcher.labels.kind[one.kind]));
      list.append(...items);
      self.shown += next.length;
      more.hidden = self.shown >= self.ids.length;
      return items[0];
    };
  };
  // Everything is read before anything is changed, so that the page changes once.
  self.prepare = async (found, q, upto) => {
    Object.assign(self, { ids: found, q, shown: 0 });
    const put = await grow(upto);
    return () => {
      list.replaceChildren();
      put();
      count.textContent = counted("count", found.length);
      list.parentElement.hidden = !found.length;
    };
  };
  more.addEventListener("click", async () => {
    try {
      // Reading goes on at the first new result; nothing above it moves.
      (await grow(self.shown + STEP))()?.querySelector("a").focus({ preventScroll: true });
      say(fill(words.upto, { all: digits.format(self.ids.length), n: digits.format(self.shown) }));
    } catch {
      fail();
    }
  });
  return self;
};

const item = ({ url, town, plan, place, section, title, titleParts, excerpt }, kind) =>
  make("li", {},
    make("p", { class: "eyebrow" }, ...[kind, town, plan].filter(Boolean).map((text) => make("span", {}, ...spoken(text)))),
    make("a", { href: words.root + url }, ...marked(titleParts), section && make("span", { class: "part" }, ...spoken(section))),
    place !== title && place && make("p", { class: "place" }, ...spoken(place)),
    excerpt.length && make("p", {}, ...marked(excerpt)));

const strict = listOf([], "results");
const near = listOf([], "near");

// Facets: boxes stay in one order while their counts change, so that eye and focus stay too.
const boxes = new Map();
const opened = new Set();
const showFacets = (counts, labels) => {
  for (const name of FACETS) {
    const group = facets.querySelector(`[data-facet=${name}]`);
    const found = new Map(counts[name]);
    for (const id of asked.chosen[name]) if (!found.has(id)) found.set(id, 0);
    const rows = Object.keys(labels[name]).filter((id) => found.has(id)).map((id) => {
      const key = `${name} ${id}`;
      if (!boxes.has(key)) {
        const box = make("input", { type: "checkbox", name, value: id });
        boxes.set(key, make("label", {}, box, labels[name][id], make("span")));
      }
      const row = boxes.get(key);
      row.lastChild.textContent = digits.format(found.get(id));
      row.firstChild.checked = asked.chosen[name].includes(id);
      return row;
    });
    const old = [...group.querySelectorAll("label")];
    if (rows.length !== old.length || rows.some((row) => !old.includes(row))) {
      const focused = document.activeElement;
      const most = [...found.keys()].slice(0, FEW);
      let rest = rows.filter(({ firstChild: box }) => !box.checked && !most.includes(box.value));
      if (rest.length < 2 || opened.has(name)) rest = [];
      for (const row of rows) row.hidden = rest.includes(row);
      group.replaceChildren(group.firstElementChild, ...rows);
      if (rest.length) group.append(restOf(name, rest));
      if (group.contains(focused)) focused.focus({ preventScroll: true });
    }
    group.hidden = !rows.length;
  }
  const chosen = FACETS.reduce((sum, name) => sum + asked.chosen[name].length, 0);
  facets.querySelector("[data-clear]").hidden = !chosen;
  byId("looser").hidden = !chosen;
  byId("chosen").textContent = chosen ? counted("chosen", chosen) : "";
};
const restOf = (name, rest) => {
  const button = make("button", { type: "button", class: "button plain" }, fill(words.options, { n: digits.format(rest.length) }));
  button.addEventListener("click", () => {
    opened.add(name);
    for (const row of rest) row.hidden = false;
    rest[0].firstChild.focus({ preventScroll: true });
    button.remove();
  });
  return button;
};

const showCard = (card, nowhere) => {
  const about = byId("nowhere");
  about.querySelector("b")?.remove();
  if (nowhere) about.firstElementChild.prepend(make("b", {}, fill(words.nowhere, { town: nowhere })));
  about.hidden = !nowhere;
  byId("card").replaceChildren();
  if (!card) return;
  const link = (text, more) => make("a", { href: words.root + card.url, ...more }, text);
  byId("card").append(
    make("section", { class: "answer", "aria-labelledby": "answer" },
      make("p", { class: "eyebrow" }, make("span", {}, words[card.kind] || "")),
      make("h2", { id: "answer" }, link(card.title)),
      card.text && make("p", {}, card.text)),
  );
};

const suggest = (list) => {
  const links = list.map((text) => make("li", {}, make("a", { href: addressOf({ ...asked, q: text }) }, text)));
  byId("suggest").querySelector("ul").replaceChildren(...links);
  byId("suggest").hidden = !links.length;
};

const show = (state) => {
  byId("found").hidden = state !== "found";
  byId("examples").hidden = state !== "empty";
  byId("error").hidden = state !== "error";
  if (state !== "found") {
    showCard(null, null);
    suggest([]);
  }
  document.querySelector(".ways").classList.add("ready");
  document.title = asked.q ? `${fill(words.page, asked)} – ${plainly}` : plainly;
};
const fail = () => {
  show("error");
  tell(words.failed);
};

let turn = 0;
// Search for what is asked: how long to wait before telling, how many to show of each list.
const run = async ({ wait, shown = STEP, typed = false } = {}) => {
  const mine = ++turn;
  const { q, chosen } = asked;
  if (!q) {
    tell("");
    return show("empty");
  }
  const slow = setTimeout(() => tell(words.busy), PATIENCE);
  try {
    const searcher = await ready();
    const found = await searcher.search(q, chosen);
    const lists = await Promise.all([strict.prepare(found.strict, q, shown), near.prepare(found.near, q, STEP)]);
    const ideas = typed ? (await searcher.suggest(q, SUGGESTED + 1)).filter((text) => text !== q) : [];
    clearTimeout(slow);
    if (mine !== turn) return;
    show("found");
    for (const put of lists) put();
    showFacets(found.facets, searcher.labels);
    showCard(found.card, found.nowhere);
    if (typed) suggest(ideas.slice(0, SUGGESTED));
    byId("none").hidden = found.strict.length > 0;
    byId("narrow").hidden = !facets.querySelector("label");
    const hits = found.strict.length ? counted("hits", found.strict.length, { q }) : fill(words.noHits, { q });
    tell(found.near.length ? hits + GAP + counted("near", found.near.length) : hits, wait);
  } catch {
    clearTimeout(slow);
    if (mine === turn) fail();
  }
};

const submit = (q, chosen = asked.chosen) => {
  asked = { q: q.trim(), chosen };
  input.value = top.q.value = asked.q;
  clearTimeout(pause);
  keep(true);
  return run();
};

let pause = 0;
const enough = (text) => /[^\x00-\x7f]/.test(text) || text.length > 1;
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    const q = input.value.normalize("NFKC").trim();
    // While kana are being typed in Latin letters, the last of them is not a word yet.
    if ((q && !enough(q)) || (composing && /[a-z]$/i.test(q))) return;
    asked = { ...asked, q: input.value.trim() };
    top.q.value = asked.q;
    keep(false);
    run({ wait: SILENCE - PAUSE, typed: true });
  }, PAUSE);
});
let composing = false;
input.addEventListener("compositionstart", () => (composing = true));
input.addEventListener("compositionend", () => {
  composing = false;
  input.dispatchEvent(new Event("input"));
});

for (const which of [form, top])
  which.addEventListener("submit", (event) => {
    event.preventDefault();
    suggest([]);
    submit(which.q.value);
    // A keyboard on the screen would cover what was found.
    if (matchMedia("(pointer: coarse)").matches) document.activeElement.blur();
  });
facets.addEventListener("change", () => {
  const given = (name) => [...facets.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
  submit(asked.q, Object.fromEntries(FACETS.map((name) => [name, given(name)])));
});
for (const button of document.querySelectorAll("[data-clear]"))
  button.addEventListener("click", () => {
    // The button goes; what it was about stays.
    const box = facets.querySelector("label input");
    (box?.checkVisibility() ? box : byId("narrow").querySelector("summary")).focus();
    submit(asked.q, Object.fromEntries(FACETS.map((name) => [name, []])));
  });
byId("retry").addEventListener("click", () => run());

document.querySelector("main").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.closest(".chips")) {
    event.preventDefault();
    submit(new URL(link.href).searchParams.get("q"));
  } else if (link.closest(".found"))
    // So that coming back finds the same place.
    history.replaceState({ shown: strict.shown, y: scrollY }, "");
});

const restore = async () => {
  asked = read();
  settled = addressOf(asked);
  input.value = top.q.value = asked.q;
  const { shown, y } = history.state || {};
  suggest([]);
  carry();
  await run({ shown });
  if (y) scrollTo(0, y);
};
addEventListener("popstate", () => {
  if (addressOf(read()) !== addressOf(asked)) restore();
});
restore().then(() => ready().catch(() => {}));
