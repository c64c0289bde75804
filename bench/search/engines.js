// Each search as a visitor's browser runs it: `open` once, then `ask` for the first ten results with their texts.
// An answer: addresses of pages, and how many hits there are (of ours, the strict ones: near matches stand apart).
globalThis.engines = (() => {
  const SHOWN = 10;
  const pageOf = (url) => new URL(url, location.origin).pathname.slice(1);

  const ours = async ({ lang }) => {
    const { open } = await import("/search.js");
    const engine = await open(new URL(`/assets/search/${lang}/start.json`, location.origin));
    return async (query) => {
      const { strict, near } = await engine.search(query);
      const shown = await engine.show([...strict, ...near].slice(0, SHOWN), query);
      return { urls: shown.map(({ url }) => pageOf(url)), hits: strict.length };
    };
  };

  // The theme's worker, spoken to as the theme's own script does: 0 sets up, 2 asks.
  const material = async ({ worker }) => {
    const running = new Worker(worker);
    const send = (type, data) =>
      new Promise((done, failed) => {
        running.onmessage = (event) => done(event.data);
        running.onerror = (event) => failed(new Error(event.message || "worker failed"));
        running.postMessage({ type, data });
      });
    const { config, docs } = await (await fetch("/search/search_index.json")).json();
    await send(0, { config, docs, options: { suggest: false } });
    return async (query) => {
      const { items } = (await send(2, query)).data;
      return { urls: items.slice(0, SHOWN).map(([first]) => pageOf(`/${first.location}`)), hits: items.length };
    };
  };

  const pagefind = async () => {
    const engine = await import("/pagefind/pagefind.js");
    await engine.init();
    return async (query) => {
      const { results } = await engine.search(query);
      const shown = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
      return { urls: shown.map(({ url }) => pageOf(url)), hits: results.length };
    };
  };

  let asking;
  return {
    // From nothing to the answer: opens the engine when it is not open yet.
    async ask({ name, patience, ...given }, query) {
      const started = performance.now();
      const late = new Promise((_, failed) => setTimeout(() => failed(new Error("no answer in time")), patience));
      const answer = async () => (await (asking ??= { ours, material, pagefind }[name](given)))(query);
      const found = await Promise.race([answer(), late]);
      return { ...found, ms: performance.now() - started };
    },
  };
})();
