// The colour scheme that a reader chose, kept on this device only; a language link that keeps the
// place on the page; wide tables as stops of the keyboard. Everything else works without a script.
(() => {
  "use strict";
  const root = document.documentElement;
  const key = "dxplans-scheme";
  const read = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be forbidden: the choice then lasts for this page
    }
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
  document.addEventListener("DOMContentLoaded", () => {
    show(read());
    for (const button of document.querySelectorAll("[data-set]"))
      button.addEventListener("click", () => {
        const choice = button.dataset.set;
        try {
          if (choice === "auto") localStorage.removeItem(key);
          else localStorage.setItem(key, choice);
        } catch {
          // as above
        }
        show(choice);
      });
    const keep = () => {
      for (const link of document.querySelectorAll("a.lang")) link.hash = location.hash;
    };
    keep();
    addEventListener("hashchange", keep);
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
