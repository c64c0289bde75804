// Opens an index of classic scripts as a page from file:// does, with a document that runs scripts, and answers queries.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";

const [module, start, ...queries] = process.argv.slice(2);
const run = (path) => runInThisContext(readFileSync(path, "utf8"), path);
globalThis.document = {
  createElement: () => ({ remove() {} }),
  head: { append: (script) => setTimeout(() => { run(fileURLToPath(script.src)); script.onload(); }, 0) },
};
run(module);
const engine = await globalThis.openDxPlansSearch(start);
for (const query of queries) console.log(JSON.stringify((await engine.search(query)).strict));
