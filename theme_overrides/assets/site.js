// What a reader chose, kept on this device only: the colour scheme, furigana, easy Japanese; a
// language link that keeps the place on the page; wide tables as stops of the keyboard; citations
// to copy. Everything else works without a script.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "dxplans-scheme";
  const here = document.currentScript.src;
  const read = (name = key) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage may be forbidden: the choice then lasts for this page
    }
  };
  const keep = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      // as above
    }
  };
  const aids = {
    easy: (on) => {
      for (const box of document.querySelectorAll("details.easy")) box.open = on;
    },
    furigana: (on) => {
      root.classList.toggle("furigana", on);
      if (document.getElementById("furigana")) dispatchEvent(new Event("dxplans-furigana"));
      else if (on) {
        const script = document.createElement("script");
        script.id = "furigana";
        script.src = new URL("../reading/furigana.js", here);
        document.head.append(script);
      }
    },
  };
  const show = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.scheme = choice;
    else delete root.dataset.scheme;
    for (const button of document.querySelectorAll("[data-set]"))
      button.setAttribute("aria-pressed", String(button.dataset.set === (choice || "auto")));
  };
  // Before the first paint: what needs a script does not come in later and push others aside.
  root.classList.add("script");
  show(read());
  // The link to the report names the page that it stands on; a mail begins with its address. It is
  // put in as soon as its place is there, so that nothing moves.
  const page = new URLSearchParams(location.search).get("page");
  if (/^(?:[a-z0-9-]+\/)*$/.test(page ?? "-")) {
    const { href } = new URL(`../${page}`, location);
    const named = (_changes, watch) => {
      const from = document.querySelector("[data-from]");
      if (!from?.nextElementSibling) return;
      watch.disconnect();
      from.hidden = false;
      from.querySelector("b").textContent = href;
      const mail = document.querySelector('[data-report][href^="mailto:"]');
      if (mail) mail.href += `${mail.href.includes("?") ? "&" : "?"}body=${encodeURIComponent(href)}`;
    };
    new MutationObserver(named).observe(root, { childList: true, subtree: true });
  }
  document.addEventListener("DOMContentLoaded", () => {
    show(read());
    for (const button of document.querySelectorAll("[data-set]"))
      button.addEventListener("click", () => {
        const choice = button.dataset.set;
        keep(key, choice !== "auto" && choice);
        show(choice);
      });
    for (const button of document.querySelectorAll("[data-aid]")) {
      const aid = button.dataset.aid;
      const turn = (on) => {
        button.setAttribute("aria-pressed", String(on));
        aids[aid](on);
      };
      if (read(`dxplans-${aid}`)) turn(true);
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        keep(`dxplans-${aid}`, on && "on");
        turn(on);
      });
    }
    addEventListener("beforeprint", () => {
      const address = document.querySelector(".paper b");
      if (address) address.textContent = location.href;
    });
    // Each citation line gets a button that copies it, with the whole address of its row.
    const quotes = document.querySelector("details.quotes");
    if (quotes && navigator.clipboard) {
      const { copy, copied } = quotes.dataset;
      const told = document.createElement("p");
      told.setAttribute("role", "status");
      told.className = "vh";
      quotes.append(told);
      for (const item of quotes.querySelectorAll("li")) {
        const line = item.firstElementChild;
        const row = line.querySelector("a");
        const name = (row ?? document.querySelector("h1")).textContent;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button plain";
        button.append(copy, Object.assign(document.createElement("span"), { className: "vh", textContent: `: ${name}` }));
        button.addEventListener("click", async () => {
          const at = line.querySelector(".at").textContent;
          const address = at.startsWith("/") ? location.href.split("#")[0] + (row?.hash ?? "") : at;
          try {
            await navigator.clipboard.writeText(line.textContent.replace(at, address));
            button.firstChild.data = copied;
            told.textContent = `${copied}: ${name}`;
          } catch {
            getSelection().selectAllChildren(line); // not allowed to copy: the line is marked for it
          }
        });
        item.append(button);
      }
    }
    const unfold = () => {
      const aim = /^#quote-/.test(location.hash) && document.getElementById(location.hash.slice(1));
      if (aim && !quotes.open) {
        quotes.open = true;
        aim.scrollIntoView();
      }
    };
    unfold();
    addEventListener("hashchange", unfold);
    const follow = () => {
      for (const link of document.querySelectorAll("a.lang")) link.hash = location.hash;
    };
    follow();
    addEventListener("hashchange", follow);
    // A table wider than its place can be moved with the keyboard in every browser; one that fits
    // is no stop on the way.
    const stops = new ResizeObserver((boxes) => {
      for (const { target } of boxes) {
        const place = target.closest(".scroll");
        const names = { role: "region", tabindex: "0", "aria-labelledby": place.querySelector("caption").id };
        const wide = place.scrollWidth > place.clientWidth;
        for (const [name, value] of Object.entries(names))
          if (wide) place.setAttribute(name, value);
          else place.removeAttribute(name);
      }
    });
    for (const box of document.querySelectorAll(".scroll, .scroll > table")) stops.observe(box);
  });
})();
