// Finds in the index that hooks/dxplans/search/ makes. It touches no page: search-page.js shows, Node runs it too.
const J = "ぁ-ゖー々〆〇㐀-䶿一-鿿";
const [FEW, MANY, CHECKED, PHRASE] = [10, 40, 12, 6]; // few hits: look further; until there are many; texts looked at; words of a phrase
const YEARLY = { plan: 1.6, initiative: 1.2, municipality: 0.8, question: 0.4, theme: 0.4, term: 0.5 };
const SAME = new Map([..."‐‑‒–—―−－"].map((c) => [c, "-"]).concat([..."〜～∼"].map((c) => [c, "~"]),
  [..."’‘`´"].map((c) => [c, "'"]), [..."・･\u00ad\u200b\u200c\u200d\ufeff"].map((c) => [c, ""])));
const RUN = new RegExp(`[${J}]+|[a-z0-9]+(?:[.\\-+'_][a-z0-9]+)*`, "gu");
const BLANK = new RegExp(`(?<=[${J}ァ-ヶ]) +(?=[${J}ァ-ヶ])`, "gu");
const BREAK = /[\s、。,!?「」『』()[\]"“”:;|…&]+|\.(?=\s|$)|(?<![a-z0-9])[-/]|[-/](?![a-z0-9])/u;
const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const latin = (char) => /[a-z0-9]/.test(char || "");
const bounded = (s) => (latin(s[0]) ? "(?<![a-z0-9])" : "") + quoted(s) + (latin(s.at(-1)) ? "(?![a-z0-9])" : "");
const anyOf = (list) => list.length ? new RegExp([...list].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(bounded).join("|"), "gu") : /(?!)/gu;
const year = (m) => `y${(/[令r]/.test(m[1][0]) ? 2018 : 1988) + (m[2] === "元" ? 1 : Number(m[2]))}`;

export const stem = (word) => {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  if (word.endsWith("s") && !/(?:ss|us|is)$/.test(word)) {
    word = word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.slice(0, /(?:ss|sh|ch|x|z)es$/.test(word) ? -2 : -1);
  }
  const ending = /^(.*[aeiouy].*)(?:ing|ed|ly)$/.exec(word);
  if (ending && ending[1].length >= 3) word = ending[1].replace(/([bdfgmnprt])\1$/, "$1");
  word = word.replace(/(?<=[a-z]{2})i[sz](?:e|ation)?$/, "iz");
  if (word.length >= 4 && word.endsWith("e")) return word.slice(0, -1);
  return word.length >= 4 && word.endsWith("y") ? `${word.slice(0, -1)}i` : word;
};

// A text folded, with where each character comes from: what is found in `s` is marked in the text.
const swap = (t, pattern, put) => {
  let [s, last] = ["", 0];
  const [from, to] = [[], []];
  const keep = (end) => { s += t.s.slice(last, end); for (let i = last; i < end; i++) { from.push(t.from[i]); to.push(t.to[i]); } };
  for (const m of t.s.matchAll(pattern)) {
    const end = m.index + m[0].length;
    const [made, a, z] = [put(m), t.from[m.index], t.to[end - 1]];
    keep(m.index);
    s += made;
    for (let i = 0; i < made.length; i++) { from.push(a); to.push(z); }
    last = end;
  }
  if (!last) return t;
  keep(t.s.length);
  return { s, from, to };
};
export const folder = (variants) => {
  const table = new Map(variants);
  const spelled = [anyOf([...table.keys()].filter((key) => !latin(key[0]))), anyOf([...table.keys()].filter((key) => latin(key[0])))];
  return (text, joined = true) => {
    let t = { s: "", from: [], to: [] };
    for (const m of text.matchAll(/[ｦ-ﾝ][ﾞﾟ]|.\p{M}*/gsu)) {
      let s = [...m[0].normalize("NFKC").toLowerCase()].map((c) => SAME.get(c) ?? c).join("");
      s = s.replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (c) => c.normalize("NFD").replace(/[\u0300-\u036f]/g, ""));
      for (let i = 0; i < s.length; i++) { t.from.push(m.index); t.to.push(m.index + m[0].length); }
      t.s += s;
    }
    t = swap(t, /[ \t\r\f\v\u00a0\u3000]+/g, () => " ");
    if (joined) t = swap(t, BLANK, () => "");
    t = swap(t, /(?<=[ァ-ヶ])-(?=[ァ-ヶ])/g, () => "ー");
    t = swap(t, /(?<=[ァ-ヶー]{2}[ァ-ヶ])ー(?![ァ-ヶー])|(?<=[ぁ-ゖー]{2}[ぁ-ゖ])ー(?![ぁ-ゖァ-ヶー])/g, () => "");
    t.s = t.s.replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
    t = swap(t, /(令和|平成|reiwa ?|heisei ?)(元|[0-9]{1,2})(?:年度?)?(?![0-9])/g, year);
    t = swap(t, /(?<![a-z0-9.\-])([rh])\.?(元|[0-9]{1,2})(?:年度?|(?![a-z0-9.\-]))/g, year);
    t = swap(t, /(?<![a-z0-9.,])(?:fy ?|fiscal (?:year )?)?((?:19|20)[0-9]{2})(?:年度?)?(?![0-9a-z]|[.,][0-9])/g, (m) => `y${m[1]}`);
    t = swap(t, /(?<=[a-z])'s(?![a-z0-9])/g, () => "");
    t = swap(t, /[a-z0-9]+/g, (m) => stem(m[0]));
    for (const spelling of spelled) t = swap(t, spelling, (m) => table.get(m[0]));
    return t;
  };
};

// What to look up for a phrase: of long Japanese runs every second pair, for those hold all characters too, and none
// with a particle, which stands on every page. The texts of the first hits are looked at anyway.
const gramsOf = (phrase, all = false) => {
  const found = [];
  for (const [run] of phrase.matchAll(RUN)) {
    const pairs = [];
    if (latin(run[0])) found.push({ gram: run, word: true });
    else if (run.length === 1) found.push({ gram: run, prefix: true });
    else for (let i = 0; i < run.length - 1; i += all || run.length < 6 || i + 3 >= run.length ? 1 : 2) pairs.push({ gram: run.slice(i, i + 2) });
    const rare = all ? pairs : pairs.filter(({ gram }) => !/[のをはがにで]/.test(gram));
    found.push(...(rare.length < 3 ? pairs : rare));
  }
  return found;
};
const stands = (text, phrase) => { // whether a phrase stands in a folded text, not inside a longer Latin word
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (!(latin(phrase[0]) && latin(text[at - 1])) && !(latin(phrase.at(-1)) && latin(text[at + phrase.length]))) return true;
  }
  return false;
};
const hira = (shape) => shape.replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
const better = (into, map, weight) => { for (const [doc, score] of map) if (score * weight > (into.get(doc) || 0)) into.set(doc, score * weight); return into; };
const both = (maps) => {
  const [first, ...rest] = [...maps].sort((a, b) => a.size - b.size);
  return new Map([...first].filter(([d]) => rest.every((m) => m.has(d))).map(([d, s]) => [d, rest.reduce((sum, m) => sum + m.get(d), s) / maps.length]));
};
const distance = (a, b, most) => { // letters to change, add, drop or swap; more than `most` is not counted out
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [older, old] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      now[j] = Math.min(old[j] + 1, now[j - 1] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], older[j - 2] + 1);
    }
    if (Math.min(...now) > most) return most + 1;
    [older, old] = [old, now];
  }
  return old[b.length];
};

const unzip = async (body) => new Uint8Array(await new Response(new Response(body).body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
const fetched = async (url, fresh) => {
  const answer = await fetch(url, fresh ? { cache: "no-cache" } : {});
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.arrayBuffer();
};
const utf8 = new TextDecoder();

// Gives each document of a gram's list, and its weight there.
function decode({ bytes, terms }, gram, each) {
  if (!terms.has(gram)) return;
  let [at, df] = terms.get(gram);
  const docs = new Uint32Array(df);
  for (let i = 0, last = -1; i < df; i++) {
    let [n, k, b] = [0, 1, 0];
    do { b = bytes[at++]; n += (b & 127) * k; k *= 128; } while (b > 127);
    docs[i] = last += n + 1;
  }
  docs.forEach((doc, i) => each(doc, i & 1 ? bytes[at + (i >> 1)] & 15 : bytes[at + (i >> 1)] >> 4));
}

// Opens the index that start.json at `url` names. `read(url, fresh)` gives a file's bytes; by default they are fetched.
export async function open(url, { read = fetched } = {}) {
  const start = JSON.parse(utf8.decode(await read(String(url), true)));
  const folder_ = String(url).replace(/[^/]*$/, "");
  const mark = start.manifest.replace("manifest", "");
  const load = async (name) => unzip(await read(folder_ + name + mark));
  const [manifest, facets] = await Promise.all([load("manifest"), load("facets")]);
  return new Engine(JSON.parse(utf8.decode(manifest)), facets, load);
}

class Engine {
  constructor(manifest, facets, load) {
    Object.assign(this, { m: manifest, load, size: manifest.size, kept: new Map() });
    const line = facets.indexOf(10);
    const head = JSON.parse(utf8.decode(facets.subarray(0, line)));
    this.labels = head.labels;
    this.flags = facets.subarray(line + 1, line + 1 + this.size);
    const sets = facets.subarray(line + 1 + this.size);
    this.themesOf = (doc) => head.sets[head.wide ? sets[2 * doc] | (sets[2 * doc + 1] << 8) : sets[doc]];
    this.page = new Uint32Array(this.size);
    for (let doc = 1; doc < this.size; doc++) this.page[doc] = this.flags[doc] & 128 ? this.page[doc - 1] : doc;
    const ids = Object.keys(head.labels.town);
    this.towns = head.towns.flatMap(([town, count]) => Array(count).fill(ids[town] ?? ""));
    this.themeIds = Object.keys(this.labels.theme);
    this.fold = folder(manifest.variants);
    const { same, sayings, towns, prefectures, elsewhere, particles, general } = manifest.words;
    this.stop = new Set(manifest.stop);
    this.general = new Set(general);
    this.places = new Map(prefectures.flatMap(([names, first, count]) => names.map((name) => [name, { towns: new Set(ids.slice(first, first + count)), page: -1 }])));
    towns.forEach(([same, reading, romanised, page, ...former], n) => {
      const name = same || this.fold(head.labels.town[ids[n]]).s; // where that is its name, it is there already
      const bare = /^..+[市町村区]$/.test(name) ? [name.slice(0, -1), reading.replace(/(?:し|ちょう|まち|むら|そん|く)$/, "")] : [];
      const called = [name, reading, ...bare.filter((one) => one.length > 1), romanised, `${romanised} ${{ 市: "citi", 町: "town", 村: "villag", 区: "ward" }[name.at(-1)]}`, ...former];
      for (const one of called) this.places.set(one, { towns: new Set([ids[n]]), page });
    });
    this.suggested = [...towns.map(([, reading], n) => [head.labels.town[ids[n]], reading]), ...manifest.words.suggest];
    this.elsewhere = new Map(elsewhere.toReversed().flatMap(([shown, names]) => names.map((name) => [name, shown])));
    this.same = new Map();
    this.said = new Map();
    const add = (map, key, words) => map.set(key, [...new Set([...(map.get(key) || []), ...words.filter((word) => word !== key)])]);
    [this.pages, this.readings] = [new Map(), new Map()];
    for (const [words, keys, page = -1] of same) {
      for (const key of [...words, ...keys]) {
        if (words.length > 1 || !words.includes(key)) add(this.same, key, words);
        if (page >= 0) this.pages.set(key, page);
        if (/^[ぁ-ゖー]+$/.test(key) && !/^[ぁ-ゖー]+$/.test(words[0] ?? keys[0])) this.readings.set(key, words[0] ?? keys[0]);
      }
    }
    for (const [says, finds] of sayings) for (const say of says) add(this.said, say, finds);
    this.known = new Set([...this.same.keys(), ...this.said.keys(), ...this.pages.keys(), ...this.places.keys()]);
    const inner = [...this.known].filter((word) => word.length > 1 && !/^[ぁ-ゖー]{2}$/.test(word)); // らん is in many words
    this.inner = anyOf(inner);
    this.read = anyOf([...this.readings.keys()].filter((reading) => reading.length > 2));
    this.particles = anyOf(particles);
  }

  kind(doc) { return this.m.kinds[this.flags[doc] & 15]; }
  state(doc) { return this.m.states[(this.flags[doc] >> 4) & 7]; }
  prior(doc) { return this.m.prior[this.flags[doc] & 128 ? this.m.kinds.length : this.flags[doc] & 15] / 100; }
  keep(key, make) { if (!this.kept.has(key)) this.kept.set(key, make()); return this.kept.get(key); }

  shard(number) {
    return this.keep(`terms-${number}`, async () => {
      const bytes = await this.load(`terms-${number}`);
      let at = 0;
      const value = () => { for (let n = 0, k = 1; ; k *= 128) { const b = bytes[at++]; n += (b & 127) * k; if (b < 128) return n; } };
      const [count, length] = [value(), value()];
      const terms = new Map();
      let [body, spelled] = [at + length, new Uint8Array(0)];
      for (let i = 0; i < count; i++) {
        const shared = bytes[at++];
        const more = value();
        const next = new Uint8Array(shared + more);
        next.set(spelled.subarray(0, shared));
        next.set(bytes.subarray(at, at + more), shared);
        at += more;
        const [df, size] = [value(), value()];
        terms.set(utf8.decode(next), [body, df]);
        [body, spelled] = [body + size, next];
      }
      return { bytes, terms };
    });
  }

  place(gram) { // the number of the shard that holds a gram
    let [low, high] = [0, this.m.shards.length];
    while (high - low > 1) { const middle = (low + high) >> 1; if (this.m.shards[middle] <= gram) low = middle; else high = middle; }
    return low;
  }

  post(gram) {
    return this.keep(`=${gram}`, async () => {
      const found = new Map();
      if (this.m.shards.length) decode(await this.shard(this.place(gram)), gram, (doc, weight) => found.set(doc, weight));
      return found;
    });
  }

  // Few characters stand in many words: the lists of all of these go into one, for a Map of each would take seconds.
  async prefixed(gram) {
    const numbers = [];
    for (let n = this.place(gram); n <= this.place(`${gram}\uffff`); n++) numbers.push(n);
    const best = new Uint8Array(this.size);
    for (const shard of this.m.shards.length ? await Promise.all(numbers.map((n) => this.shard(n))) : []) {
      const names = [...shard.terms.keys()].filter((name) => name.startsWith(gram)).slice(0, 300);
      for (const name of names) decode(shard, name, (doc, weight) => { if (weight > best[doc]) best[doc] = weight; });
    }
    const found = new Map();
    best.forEach((weight, doc) => { if (weight) found.set(doc, weight); });
    return found;
  }

  async gram({ gram, prefix, word }, loose) {
    let found = prefix ? await this.prefixed(gram) : await this.post(gram);
    const parts = word ? gram.split(/[.\-+'_]/) : [];
    if (!found.size && parts.length > 1) found = both(await Promise.all(parts.map((part) => this.post(part))));
    if (!found.size && word && loose && gram.length > 2) found = await this.prefixed(gram);
    return { found, idf: Math.log(1 + (this.size - found.size + 0.5) / (found.size + 0.5)) };
  }

  // Documents that hold every gram of a phrase, and how much they are about it.
  async all(phrase, loose) {
    const grams = await Promise.all(gramsOf(phrase).filter(({ gram }) => !this.stop.has(gram)).map((one) => this.gram(one, loose)));
    if (!grams.length || grams.some(({ found }) => !found.size)) return new Map();
    grams.sort((a, b) => a.found.size - b.found.size);
    const [total, rare] = [grams.reduce((sum, { idf }) => sum + idf, 0) || 1, Math.max(...grams.map(({ idf }) => idf))];
    const found = new Map();
    for (const doc of grams[0].found.keys()) {
      let [sum, least] = [0, 15];
      for (const { found: one, idf } of grams) {
        const weight = one.get(doc);
        if (!weight) { least = 0; break; }
        sum += weight * idf;
        least = Math.min(least, weight);
      }
      if (least) found.set(doc, ((sum / total + least) / 30) * (0.5 + Math.min(rare, 8)));
    }
    return found;
  }

  // Other words for a phrase: what means the same, or the same with a known word inside it changed.
  alternatives(phrase) {
    const same = this.same.get(phrase) || this.same.get(phrase.replaceAll("の", ""));
    if (same) return same;
    const inside = [...phrase.matchAll(this.inner)].filter((m) => this.same.has(m[0])).sort((a, b) => b[0].length - a[0].length)[0];
    return inside ? this.same.get(inside[0]).slice(0, 6).map((word) => phrase.slice(0, inside.index) + word + phrase.slice(inside.index + inside[0].length)) : [];
  }

  async find(phrase) {
    const direct = await this.all(phrase);
    if (direct.size >= FEW) return direct;
    const found = new Map(direct);
    for (const other of this.alternatives(phrase).slice(0, 12)) {
      better(found, await this.all(other), direct.size ? 0.7 : 0.9);
      if (found.size >= MANY) break;
    }
    return found;
  }

  async every(words) { return both(await Promise.all(words.map(({ text }) => this.find(text)))); }

  // カードの更新 as カード and 更新; sentences with verbs are left to what is near.
  parted(word) {
    const { text, shape = text } = word;
    if (this.known.has(text) || !/[^ぁ-ん]の[^ぁ-ん]/.test(shape) || /[をがにへはでも](?=[^ぁ-ん]|$)|(?:たい|ない|です|ます|か)$/.test(shape)) return [word];
    return shape.split(/(?<=[^ぁ-ん])の(?=[^ぁ-ん])/).map((part) => ({ text: hira(part), shape: part }));
  }

  // A query to the words that must stand, and the towns that are meant.
  parse(query) {
    const typed = query.normalize("NFKC");
    const text = this.fold(typed, false);
    // As typed where that was katakana: デ is no particle, で may be one.
    const shape = [...text.s].map((char, i) => (/[ぁ-ゖ]/.test(char) && /[ァ-ヶ]/.test(typed[text.from[i]]) ? String.fromCharCode(char.charCodeAt(0) + 0x60) : char)).join("");
    const tokens = [];
    let at = 0;
    for (const piece of text.s.split(new RegExp(`(${BREAK.source})`, "u"))) {
      if (piece && !new RegExp(`^(?:${BREAK.source})$`, "u").test(piece)) tokens.push({ text: piece, shape: shape.slice(at, at + piece.length) });
      at += piece.length;
    }
    const [words, towns] = [[], []];
    let nowhere = null;
    for (let i = 0; i < tokens.length; i++) {
      let taken = 0;
      for (let n = Math.min(PHRASE, tokens.length - i); n && !taken; n--) {
        const run = tokens.slice(i, i + n).map((token) => token.text);
        for (const phrase of [run.join(" "), run.join(""), run.join("").replaceAll("-", "")]) {
          if (taken || !(n > 1 ? this.known.has(phrase) : this.places.has(phrase))) continue;
          taken = n;
          if (this.places.has(phrase)) towns.push({ ...this.places.get(phrase), text: phrase });
          else words.push({ text: phrase });
        }
      }
      if (taken) { i += taken - 1; continue; }
      const away = /^(.+?)(?:の.*|で.*|に.*)?$/u.exec(tokens[i].shape)[1];
      if (this.elsewhere.has(hira(away)) && !this.known.has(tokens[i].text)) {
        nowhere = this.elsewhere.get(hira(away));
        const rest = tokens[i].shape.slice(away.length).replace(/^(?:では|での|には|の|で|に)/, "");
        if (rest) words.push({ text: hira(rest), shape: rest });
        continue;
      }
      const named = [...this.places].filter(([name]) => /[一-鿿]/.test(name) && name.length > 1 && tokens[i].text.includes(name) && !this.same.has(tokens[i].text) && !this.pages.has(tokens[i].text)).sort((a, b) => b[0].length - a[0].length)[0];
      if (named) {
        towns.push({ ...named[1], text: named[0] });
        const rest = tokens[i].shape.replace(named[0], " ").replace(/^ ?[市町村]?(?:における|での|には|では|の|は|で|に|と|が)|(?:の|は|で|に|と|が) ?$/g, "").trim();
        for (const one of rest.split(" ")) if (one) words.push({ text: hira(one), shape: one });
      } else words.push(tokens[i]);
    }
    for (const word of words) word.text = word.text.replace(/^(y[0-9]{4})(?:まで|から|の|に|は|中|末|以降|以後|以前|時点)+$/u, "$1");
    const some = words.filter(({ text }) => !this.stop.has(text) && !(towns.some(({ page }) => page < 0) && this.general.has(text)));
    return { words: some.length || towns.length || nowhere ? some : words, towns, nowhere, whole: tokens.map((token) => token.text).join(" "), joined: tokens.map((token) => token.text).join("") };
  }

  // A sentence to what it is about: phrases that are known, and between them what is left without particles.
  concepts({ words, whole, joined }) {
    const found = new Map();
    const put = (text, known) => { if (!found.has(text)) found.set(text, { text, known, weight: known ? 1.2 : /^[ぁ-ゖー]+$/.test(text) && text.length < 4 ? 0.5 : 1 }); };
    const cut = (text, shape) => {
      let last = 0;
      const rest = (piece) => {
        for (const part of piece.replace(this.particles, " ").split(/\s+/)) {
          for (const [run] of part.matchAll(/[a-z0-9]+(?:[.\-+'_][a-z0-9]+)*|[ァ-ヶー]{2,}|[一-鿿々]+[ぁ-ゖ]?(?![ぁ-ゖ])|[一-鿿々]+|[ぁ-ゖー]{3,}/gu)) if (!this.stop.has(run)) put(hira(run), false);
        }
      };
      for (const m of text.matchAll(this.inner)) {
        if (this.places.has(m[0]) && !this.same.has(m[0])) continue;
        rest(shape.slice(last, m.index));
        put(m[0], true);
        last = m.index + m[0].length;
      }
      rest(shape.slice(last));
    };
    if (this.known.has(joined)) put(joined, true);
    else if (this.known.has(whole)) put(whole, true);
    else {
      for (const { text, shape = text } of words) {
        const read = /^[ぁ-ゖー]+$/.test(shape) && !this.known.has(text) ? text.replace(this.read, (m) => this.readings.get(m)) : text;
        cut(read, read === text ? shape : read);
      }
    }
    const all = [...found.values()];
    const long = all.filter(({ text, known }) => known || text.length > 1);
    return long.length ? long : all;
  }

  // Every known word that a mistyped one may be.
  mended(text) {
    if (text.length < 4) return [];
    const most = text.length < 7 ? 1 : 2;
    return [...this.known].filter((word) => word.length > 3 && word !== text && distance(text, word, most) <= most).sort((a, b) => distance(text, a, most) - distance(text, b, most)).slice(0, 4);
  }

  // Pages that people ask for in words that stand on none: each topic whose words stand in the query votes for its own.
  async topical(asked) {
    const { topics, words } = await this.keep("topics", async () => {
      const topics = JSON.parse(utf8.decode(await this.load("topics")));
      const words = new Map();
      topics.forEach(([, , said], n) => said.forEach((word) => words.set(word, [...(words.get(word) || []), n])));
      return { topics, words };
    });
    const text = `${asked.whole}\n${asked.whole.replace(this.read, (m) => this.readings.get(m))}`.replace(/^(.*)\n\1$/u, "$1");
    const [votes, taken] = [new Map(), new Array(text.length).fill(false)];
    for (let length = Math.min(24, text.length); length; length--) { // the longest words first: they say most
      for (let at = 0; at + length <= text.length; at++) {
        const word = text.slice(at, at + length);
        if (!words.has(word) || taken.slice(at, at + length).every(Boolean) || (latin(word[0]) && latin(text[at - 1])) || (latin(word.at(-1)) && latin(text[at + length]))) continue;
        taken.fill(true, at, at + length);
        const named = words.get(word);
        const worth = Math.log(1 + topics.length / named.length) * Math.min(2, 0.5 + (latin(word[0]) ? word.length / 5 : word.length / 2));
        for (const n of named) votes.set(n, (votes.get(n) || 0) + worth);
      }
    }
    const found = new Map();
    const most = Math.max(...votes.values(), 0);
    for (const [n, vote] of votes) {
      if (vote < most * 0.5) continue;
      topics[n][0].forEach((doc, at) => found.set(doc, (found.get(doc) || 0) + (vote / most) ** 2 / (1 + at * 0.12)));
    }
    return found;
  }

  // Sentences say more than their words; keywords side by side mean just themselves.
  sentence({ words }) { return words.length > 1 ? latin(words[0].text[0]) : words.length && words[0].text.length > 8 && !this.known.has(words[0].text); }

  async near(asked) {
    const concepts = this.concepts(asked);
    const total = concepts.reduce((sum, { weight }) => sum + weight, 0);
    const [scores, covers] = [new Map(), new Map()];
    asked.near = [];
    await Promise.all(concepts.map(async (concept) => {
      const { text, weight } = concept;
      const others = [[text, 1], ...this.alternatives(text).slice(0, 10).map((word) => [word, 0.75]), ...(this.said.get(text) || []).slice(0, 10).map((word, i) => [word, 0.85 - i * 0.04])];
      const found = new Map();
      others.sort((a, b) => b[1] - a[1]);
      for (const [word, worth] of others) {
        better(found, await this.all(word, true), worth);
        if (found.size >= MANY) break;
      }
      if (!found.size) {
        const mended = this.mended(text);
        for (const word of mended) better(found, await this.find(word), 0.6);
        others.push(...mended.map((word) => [word]));
      }
      if (this.pages.has(text)) found.set(this.pages.get(text), Math.max(...found.values(), 1) * 1.2);
      concept.words = others.map(([word]) => word);
      asked.near.push(...concept.words);
      for (const [doc, score] of found) {
        scores.set(doc, (scores.get(doc) || 0) + score * weight);
        covers.set(doc, (covers.get(doc) || 0) + weight);
      }
    }));
    const found = new Map();
    const most = Math.max(...covers.values(), 0) / total;
    for (const [doc, score] of scores) {
      const cover = covers.get(doc) / total;
      if (cover >= Math.min(0.45, most)) found.set(doc, (score / total) * cover ** 2);
    }
    // A phrase with one letter wrong is still that phrase.
    if (asked.words.length > 1) for (const word of this.mended(asked.whole)) better(found, await this.find(word), 1.5);
    if (found.size < FEW) better(found, await this.fuzzy(asked), 0.25);
    const high = Math.max(...found.values(), 1);
    const say = this.sentence(asked) ? 1 : 0.5;
    for (const [doc, vote] of await this.topical(asked)) found.set(doc, (found.get(doc) || 0) + high * vote * say);
    return found;
  }

  // Documents with most of the pairs of characters: typing errors and cut words.
  async fuzzy({ words }) {
    const grams = (await Promise.all(words.flatMap(({ text }) => gramsOf(text, true)).filter(({ prefix }) => !prefix).map((one) => this.gram(one, true)))).map((one) => (one.found.size ? one : { ...one, idf: Math.log(1 + this.size) }));
    const total = grams.reduce((sum, { idf }) => sum + idf, 0);
    const [sums, covers, found] = [new Map(), new Map(), new Map()];
    if (grams.length < 3) return found;
    for (const { found: one, idf } of grams) for (const [doc, weight] of one) { sums.set(doc, (sums.get(doc) || 0) + weight * idf); covers.set(doc, (covers.get(doc) || 0) + idf); }
    for (const [doc, sum] of sums) { const cover = covers.get(doc) / total; if (cover >= 0.5) found.set(doc, (sum / total / 15) * cover ** 2 * 8); }
    return found;
  }

  text(doc) {
    const block = Math.floor(doc / this.m.block);
    return this.keep(`text-${block}`, async () => JSON.parse(utf8.decode(await this.load(`text-${block}`)))).then((docs) => {
      const [url, title, section, plan, place, parts] = docs[doc % this.m.block];
      return { url, title, section, plan, place, parts };
    });
  }

  // A document's whole text folded, names and themes with it: what a literal check looks at.
  // *own* leaves out what it repeats of the towns' pages: several words that meet only there are one of those.
  async folded(doc, own = false) {
    return this.keep(`folded-${doc}-${own}`, async () => {
      const { title, section, plan, parts } = await this.text(doc);
      const themes = this.themesOf(doc).map((theme) => this.labels.theme[this.themeIds[theme]]);
      return [title, section, plan, ...themes, ...parts.filter(([anchor]) => !(own && anchor.startsWith("town-"))).flatMap(([, heading, text]) => [heading, text])].map((text) => this.fold(text).s).join("\n");
    });
  }

  // Best document of each page, best page first.
  ranked(found, asked, ok = () => true) {
    const best = new Map();
    for (const [doc, score] of found) {
      if (!ok(doc)) continue;
      const value = score * this.prior(doc);
      const old = best.get(this.page[doc]);
      if (!old || value > old[1]) best.set(this.page[doc], [doc, value]);
    }
    return [...best.values()].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  async search(query, { town = [], theme = [], kind = [], state = [] } = {}) {
    const asked = this.parse(query);
    const empty = { strict: [], near: [], facets: { town: [], theme: [], kind: [], state: [] }, words: asked.words.map(({ text }) => text), card: null, nowhere: null };
    empty.nowhere = asked.nowhere;
    if (!asked.words.length && !asked.towns.length) return empty;
    const about = this.concepts(asked);
    // DXとは何ですか asks for DX; a sentence with more in it than one known word is about more than that.
    const bare = asked.joined.replace(this.particles, "").length;
    if (about.length === 1 && asked.words.length === 1 && about[0].text.length * 2 > bare && (this.same.has(about[0].text) || this.pages.has(about[0].text))) {
      asked.words = [{ text: about[0].text }];
      asked.joined = asked.towns.length ? asked.joined : about[0].text;
    }
    const inTowns = (doc) => asked.towns.every(({ towns }) => towns.has(this.towns[doc]));
    const lead = this.pages.get(asked.whole) ?? this.pages.get(asked.joined) ?? (asked.words.length ? undefined : asked.towns.map(({ page }) => page).find((page) => page >= 0));
    if (asked.words.length) {
      const parts = asked.words.flatMap((word) => this.parted(word));
      if (parts.length > asked.words.length && !(await this.every(asked.words)).size) asked.words = parts;
    }
    let found = asked.words.length ? await this.every(asked.words) : new Map(Array.from(this.page, (_, doc) => [doc, { municipality: 3, plan: 2 }[this.kind(doc)] || 1]).filter(([doc]) => this.page[doc] === doc));
    found = new Map([...found].filter(([doc]) => inTowns(doc)));
    if (lead !== undefined && inTowns(lead)) found.set(lead, Math.max(1, ...found.values()) * 3);
    const filters = { town: [town, (doc) => [this.towns[doc]]], theme: [theme, (doc) => this.themesOf(doc).map((n) => this.themeIds[n])], kind: [kind, (doc) => [this.kind(doc)]], state: [state, (doc) => [this.state(doc)]] };
    const active = Object.entries(filters).filter(([, [ids]]) => ids.length);
    const passes = (doc, but) => active.every(([name, [ids, of]]) => name === but || of(doc).some((id) => ids.includes(id)));
    if (!found.size && !asked.nowhere) empty.nowhere = await this.unknownTown(asked);
    else if (asked.nowhere) found = new Map();
    // A year alone asks for what happens in it: lists of all towns name every year.
    if (asked.words.length && asked.words.every(({ text }) => /^y[0-9]{4}$/.test(text))) for (const [doc, score] of found) found.set(doc, score * (YEARLY[this.kind(doc)] || 1));
    if (found.size && this.sentence(asked)) for (const [doc, vote] of await this.topical(asked)) if (found.has(doc)) found.set(doc, found.get(doc) * (1 + vote));
    let strict = await this.checked(this.ranked(found, asked, passes), asked, lead);
    const dropped = new Set(strict.dropped);
    strict = strict.kept;
    let near = [];
    if (strict.length < FEW && asked.words.length) {
      const pages = new Set(strict.map((doc) => this.page[doc]));
      let close = await this.near(asked);
      if ([...close.keys()].some(inTowns)) close = new Map([...close].filter(([doc]) => inTowns(doc)));
      near = (await this.lifted(this.ranked(close, asked, (doc) => passes(doc) && !pages.has(this.page[doc])), asked)).slice(0, 3 * FEW);
      found = new Map([...found].filter(([doc]) => !dropped.has(doc)));
      if (!found.size) found = new Map([...close].filter(([doc]) => passes(doc) ? near.includes(doc) : true));
    }
    const facets = {};
    const shown = this.ranked(found, asked, passes);
    for (const [name, [ids, of]] of Object.entries(filters)) {
      const counts = new Map();
      for (const [doc] of ids.length ? this.ranked(found, asked, (one) => passes(one, name)) : shown) for (const id of of(doc)) if (id) counts.set(id, (counts.get(id) || 0) + 1);
      facets[name] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    }
    return { ...empty, strict, near, facets, card: await this.card(lead) };
  }

  // 〇〇市 that stands on no page is a town that the site has not.
  async unknownTown({ words }) {
    for (const { text, shape = text } of words) {
      const name = /^([一-鿿々ァ-ヶぁ-ん]{2,6}[市町村])(?:の.*)?$/u.exec(shape)?.[1];
      if (name && !(await this.all(hira(name))).size) return name;
    }
    return null;
  }

  // The first hits as their texts bear them out: what is not there goes, titles that say just this come first.
  async checked(hits, asked, lead) {
    const first = hits.slice(0, CHECKED);
    const judged = await Promise.all(first.map(async ([doc, score]) => {
      if (doc === lead || !asked.words.length) return [doc, score];
      const text = await this.folded(doc);
      const own = asked.words.length > 1 && this.kind(doc) === "theme" ? await this.folded(doc, true) : text;
      if (!asked.words.every((word) => this.literal(own, word.text))) return [doc, 0];
      if (asked.words.length > 2 && !(await this.together(doc, asked))) return [doc, 0];
      return [doc, score * this.lift(text, asked)];
    }));
    if (judged.filter(([, score]) => score).length * 2 < judged.length) hits = first; // what comes after is no better
    const kept = judged.filter(([, score]) => score).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    return { kept: [...kept, ...hits.slice(CHECKED)].map(([doc]) => doc), dropped: judged.filter(([, score]) => !score).map(([doc]) => doc) };
  }

  // Three words or more say one thing: they stand in one part of the page, its names with it.
  async together(doc, { words }) {
    const { title, section, parts } = await this.text(doc);
    const name = this.fold(`${title}\n${section}`).s;
    const lines = (text) => (latin(words[0].text[0]) ? text.split("\n") : [text]); // words of a sentence, or keywords
    return parts.some(([, heading, text]) => lines(this.fold(text).s).some((line) => {
      const place = `${name}\n${this.fold(heading).s}\n${line}`;
      return words.every((word) => this.literal(place, word.text));
    }));
  }

  literal(text, phrase) { return stands(text, phrase) || this.alternatives(phrase).some((other) => stands(text, other)) || (latin(phrase[0]) && /[.\-+'_]/.test(phrase) && phrase.split(/[.\-+'_]/).every((part) => stands(text, part))); }
  lift(text, { words, whole, joined }) {
    const [title, section] = text.split("\n");
    const name = section || title;
    if (name === whole || name === joined) return 2;
    return (words.every((word) => this.literal(name, word.text)) ? 1.4 : 1) * (stands(text, whole) || stands(text, joined) ? 1.15 : 1);
  }
  async lifted(hits, asked) {
    const first = await Promise.all(hits.slice(0, CHECKED).map(async ([doc, score]) => {
      const [title, section] = (await this.folded(doc)).split("\n");
      return [doc, score * (asked.near.some((word) => stands(section || title, word)) ? 1.3 : 1)];
    }));
    return [...first.sort((a, b) => b[1] - a[1] || a[0] - b[0]), ...hits.slice(CHECKED)].map(([doc]) => doc);
  }

  async card(doc) {
    if (doc === undefined || !["term", "question"].includes(this.kind(doc))) return null;
    const { url, title, parts } = await this.text(doc);
    return { kind: this.kind(doc), id: url.split("/").at(-2), title, text: parts[0][2].split("\n")[0], url };
  }

  async show(ids, query) {
    const asked = this.parse(query);
    asked.near = this.concepts(asked).flatMap(({ text }) => [text, ...this.alternatives(text), ...(this.said.get(text) || [])]);
    const strict = asked.words.map(({ text }) => [text, ...this.alternatives(text)]);
    const groups = [...strict, ...this.concepts(asked).map(({ text }) => [text, ...this.alternatives(text), ...(this.said.get(text) || [])])];
    return Promise.all(ids.map(async (doc) => {
      const { url, title, section, plan, place, parts } = await this.text(doc);
      const folded = parts.map(([, heading, text]) => this.fold(heading ? `${heading}\n${text}` : text).s);
      const scores = folded.map((text) => groups.filter((group) => group.some((word) => stands(text, word))).length);
      const top = Math.max(...scores);
      let best = Math.max(0, scores.findIndex((score, i) => score === top && parts[i][2] && !(i && parts[i][0] === "names")));
      const name = this.fold(section || title).s;
      if (!scores[best] || (parts[0]?.[2] && (scores[0] === top || strict.every((group) => group.some((word) => stands(name, word)))))) best = 0;
      const words = groups.flat();
      const [anchor, heading, text] = parts[best] || ["", "", ""];
      const above = parts.slice(0, best + 1).findLast(([, name]) => name)?.[1] || "";
      const whole = await this.folded(doc);
      return {
        url: anchor && best ? `${url.split("#")[0]}#${anchor}` : url, title, section: section || (best ? heading || above : ""), town: this.labels.town[this.towns[doc]] || "", plan, place,
        kind: this.kind(doc), excerpt: this.excerpt(text, words), titleParts: this.marked(title, words),
        literal: asked.words.every((word) => this.literal(whole, word.text)),
      };
    }));
  }

  marked(text, words) {
    const t = this.fold(text);
    const spans = [];
    for (const m of t.s.matchAll(anyOf([...new Set(words)]))) spans.push([t.from[m.index], t.to[m.index + m[0].length - 1]]);
    const parts = [];
    let last = 0;
    for (const [from, to] of spans) {
      if (from < last) continue;
      if (from > last) parts.push([text.slice(last, from), false]);
      parts.push([text.slice(from, to), true]);
      last = to;
    }
    if (last < text.length) parts.push([text.slice(last), false]);
    return parts;
  }

  excerpt(text, words) {
    const length = /[ぁ-ヶ一-鿿]/.test(text) ? 110 : 220;
    const flat = text.replace(/\n+/g, " ");
    const first = this.marked(flat, words).reduce(([at, hit], [part, is]) => (hit || is ? [at, true] : [at + part.length, false]), [0, false]);
    let start = 0;
    if (first[1] && flat.length > length && first[0] > length / 3) {
      const before = flat.slice(Math.max(0, first[0] - length / 2), first[0]);
      const sentence = Math.max(before.lastIndexOf("。"), before.lastIndexOf(". "), before.lastIndexOf("、"), before.lastIndexOf(", "));
      start = first[0] - before.length + (sentence < 0 ? before.search(/(?<= )\S/) < 0 ? 0 : before.search(/(?<= )\S/) : sentence + 1);
    }
    let end = Math.min(flat.length, start + length);
    if (end < flat.length && length > 200) end = flat.lastIndexOf(" ", end);
    const cut = flat.slice(start, end).trim();
    return this.marked(`${start ? "…" : ""}${cut}${end < flat.length ? "…" : ""}`, words);
  }

  suggest(prefix, n = 6) {
    const asked = this.fold(prefix.normalize("NFKC")).s.trim();
    if (!asked) return [];
    const scored = this.suggested.map(([shown, reading]) => {
      const name = this.keep(`name-${shown}`, () => this.fold(shown).s);
      return [name.startsWith(asked) || reading.startsWith(asked) ? 2 : name.includes(asked) || reading.includes(asked) ? 1 : 0, shown];
    });
    return scored.filter(([score]) => score).sort((a, b) => b[0] - a[0]).slice(0, n).map(([, shown]) => shown);
  }
}
