// Loads the page again when the server has built the site again; the browser keeps the place.
"use strict";

(() => {
  const shown = document.currentScript.dataset.build;
  const tabs = new BroadcastChannel("dxplans-reload");
  let latest = null; // what this tab has heard from the server itself
  let watching = null;

  function hear(build) {
    if (build !== shown) location.reload();
  }

  tabs.addEventListener("message", ({ data }) => {
    if (data.build) hear(data.build);
    else if (latest) tabs.postMessage({ build: latest });
  });

  // Until the signal says that it is enough.
  function listen(signal) {
    return new Promise((done) => {
      let source = null;
      function open() {
        if (signal.aborted) return;
        source = new EventSource("/__dxplans/events");
        source.addEventListener("build", ({ data }) => {
          latest = data;
          tabs.postMessage({ build: latest });
          hear(latest);
        });
        source.addEventListener("error", () => {
          latest = null; // the next server's builds are others
          // After most errors the browser tries again by itself; after some it gives up, we do not.
          if (source.readyState === EventSource.CLOSED) setTimeout(open, 1000);
        });
      }
      signal.addEventListener("abort", () => {
        source.close();
        latest = null;
        done();
      });
      open();
    });
  }

  function start() {
    if (watching || document.hidden) return;
    watching = new AbortController();
    const { signal } = watching;
    // A browser opens six connections to a server, and a page that waits for one never loads:
    // of all tabs, one listens and tells the others. (Browsers have locks on this computer only.)
    if (!navigator.locks) {
      listen(signal);
      return;
    }
    const turn = navigator.locks.request("dxplans-reload", { signal }, () => listen(signal));
    turn.catch(() => {}); // stopped before its turn came
    tabs.postMessage({ ask: true });
  }

  function stop() {
    watching?.abort();
    watching = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", start);
  start();
})();
