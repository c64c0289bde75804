// Answers queries from a built index in a folder: node tests/search/ask.mjs site/assets/search/ja [--show N] < queries.
// A line of the input is a query, or JSON {"q": …, "town": […] …}; a line of the answer is JSON with ids and addresses.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const [folder, ...options] = process.argv.slice(2);
const shown = Number(options[options.indexOf("--show") + 1] || 0) || 10;
const { open } = await import(options.includes("--module") ? pathToFileURL(options[options.indexOf("--module") + 1]) : new URL("../../theme_overrides/assets/search.js", import.meta.url));
let [bytes, requests] = [0, 0];
const read = async (url) => {
  const content = await readFile(fileURLToPath(url));
  bytes += content.length;
  requests += 1;
  return content;
};
const start = pathToFileURL(`${folder}/start.json`);
const fresh = options.includes("--fresh"); // a new visitor for every query
let engine = await open(start, { read });
for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { q, ...filters } = line.startsWith("{") ? JSON.parse(line) : { q: line };
  [bytes, requests] = [0, 0];
  if (fresh) engine = await open(start, { read });
  const begun = performance.now();
  const found = await engine.search(q, filters);
  const results = await engine.show([...found.strict, ...found.near].slice(0, shown), q);
  const answer = { q, strict: found.strict.length, near: found.near.length, words: found.words, card: found.card?.url || null, nowhere: found.nowhere,
    urls: [...found.strict, ...found.near].length ? results.map((one) => one.url) : [], facets: found.facets, results, bytes, requests, ms: Math.round(performance.now() - begun) };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
