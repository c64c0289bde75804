// What is asked inside a page about how it behaves. Installed before the page's own scripts; changes
// nothing by itself. structure.js adds what is asked about how it is made.
window.probes = (() => {
  "use strict";
  const seen = { shift: 0, violations: [], walk: [], watched: false };
  const sheets = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
  });

  const TABBABLE = "a[href], button, summary, input, select, textarea, details, [tabindex]";
  const shown = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
    element.getClientRects().length > 0;
  const called = (element, place) => {
    const id = element.id ? `#${element.id}` : "";
    const text = (element.getAttribute("aria-label") || element.textContent).trim().replace(/\s+/g, " ");
    return `${element.tagName.toLowerCase()}${id}[${place}] ${text.slice(0, 40)}`;
  };
  const name = (element) => called(element, [...document.querySelectorAll(element.tagName)].indexOf(element));
  // The same of many, each counted once.
  const names = (elements) => {
    const places = new Map();
    for (const tag of new Set(elements.map((element) => element.tagName)))
      [...document.querySelectorAll(tag)].forEach((element, place) => places.set(element, place));
    return elements.map((element) => called(element, places.get(element) ?? -1));
  };
  const tabbable = () =>
    [...document.querySelectorAll(TABBABLE)].filter(
      (element) =>
        element.tabIndex >= 0 && !element.disabled && element.tagName !== "DETAILS" && shown(element),
    );

  // Colours: sRGB numbers, contrast by WCAG 2.2.
  const rgba = (text) => {
    const found = text.match(/rgba?\(([^)]+)\)/);
    if (!found) return null;
    const parts = found[1].split(/[ ,/]+/).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, two) => {
    const [high, low] = [luminance(one), luminance(two)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour && colour.alpha === 1) return colour.rgb;
      if (colour && colour.alpha > 0) return null; // half transparent: not used on this site
    }
    return [255, 255, 255];
  };

  return {
    seen,
    shown,
    name,
    ratio,
    rgba,
    behind,
    // Every text that can be seen, with less contrast than asked: links and plain text, the rest.
    contrast(least, leastReading, soft) {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !shown(element) || element.closest(".vh")) continue;
        const colour = rgba(getComputedStyle(element).color);
        const back = behind(element);
        const value = colour && back ? ratio(colour.rgb, back) : 0;
        const wanted = element.closest(soft) ? least : leastReading;
        if (value < wanted) found.push(`${value.toFixed(2)} < ${wanted}: ${name(element)}`);
      }
      return found;
    },
    // What sticks out of the page's width.
    wide() {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      const all = [...document.querySelectorAll("body *")];
      const out = all.filter((element) => element.getBoundingClientRect().right > width + 0.5);
      return [`${document.documentElement.scrollWidth} > ${width}`, ...out.slice(0, 5).map(name)];
    },
    // Text that its own box cuts off.
    clipped() {
      return [...document.querySelectorAll("body *")]
        .filter((element) => {
          const style = getComputedStyle(element);
          // What is there for screen readers only is cut on purpose.
          if (style.clipPath !== "none" || element.closest(".vh, svg, .scroll") || !shown(element) || !element.textContent.trim()) return false;
          const hides = (value) => value === "hidden" || value === "clip";
          return (
            (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
            (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
          );
        })
        .map(name);
    },
    tabbable: () => names(tabbable()),
    // From now on, note what gets the focus, beginning where a page begins.
    watch() {
      if (!seen.watched)
        document.addEventListener("focusin", (event) => {
          seen.walk.push({ element: event.target, shown: shown(event.target) });
        });
      seen.watched = true;
      document.body.tabIndex = -1;
      document.body.focus({ preventScroll: true });
      document.body.removeAttribute("tabindex");
      seen.walk = [];
    },
    // What got the focus since this was asked before.
    walked() {
      const [walk, called] = [seen.walk, names(seen.walk.map((stop) => stop.element))];
      seen.walk = [];
      return walk.map(({ shown }, at) => ({ name: called[at], shown }));
    },
    // For each stop: is its focus seen, and is nothing in front of it?
    focus() {
      const faults = [];
      const look = (element) => {
        const style = getComputedStyle(element);
        const outline = [style.outlineStyle, style.outlineWidth, style.outlineColor];
        return [...(style.outlineStyle === "none" ? [] : outline), style.boxShadow].join();
      };
      document.activeElement?.blur();
      const plain = tabbable().map((element) => [element, look(element)]); // all at once: one layout
      for (const [element, before] of plain) {
        element.focus();
        const after = look(element);
        if (document.activeElement !== element) faults.push(`takes no focus: ${name(element)}`);
        if (before === after) faults.push(`looks the same: ${name(element)}`);
        const style = getComputedStyle(element);
        const outline = rgba(style.outlineColor);
        const ground = behind(element.parentElement);
        if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
          faults.push(`no outline: ${name(element)}`);
        else if (!outline || !ground || ratio(outline.rgb, ground) < 3)
          faults.push(`faint outline: ${name(element)}`);
        const box = element.getClientRects()[0];
        const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
        const top = document.elementFromPoint(x, y);
        if (!top || !(element.contains(top) || top.contains(element)))
          faults.push(`something in front: ${name(element)}`);
      }
      document.activeElement?.blur();
      return faults;
    },
    // Controls smaller than they should be; links inside a sentence are excepted (WCAG 2.5.8).
    targets(least, leastNavigation) {
      const inSentence = (element) => {
        if (getComputedStyle(element).display !== "inline") return false;
        const around = element.closest("p, li, dd, dt, td, th, caption, small") || element.parentElement;
        return around.textContent.trim() !== element.textContent.trim();
      };
      return tabbable()
        .filter((element) => !element.matches(".skip, [role=region]"))
        .map((element) => {
          const navigation = element.closest(".head, .nav, .jumps, .letters");
          const wanted = navigation ? leastNavigation : least;
          const box = element.getBoundingClientRect();
          const small = box.height < wanted - 0.5 || (box.width < wanted - 0.5);
          return small && (navigation || !inSentence(element))
            ? `${Math.round(box.width)}×${Math.round(box.height)} < ${wanted}: ${name(element)}`
            : "";
        })
        .filter(Boolean);
    },
    // Adds rules as a reader's own stylesheet would: not subject to the page's policy.
    style(text) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      sheets.push(sheet);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    // Takes them away again.
    plain() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
    },
    // Opens or closes everything that can be opened.
    open(whether) {
      for (const details of document.querySelectorAll("details")) details.open = whether;
    },
    // What moves, or would.
    moving() {
      const long = (text) => text.split(",").some((part) => parseFloat(part) > 0);
      const styled = [...document.querySelectorAll("body *")].filter((element) => {
        const style = getComputedStyle(element);
        return long(style.transitionDuration) || (style.animationName !== "none" && long(style.animationDuration));
      });
      const running = document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 0);
      return [...styled.map(name), ...running.map((one) => name(one.effect.target))];
    },
    // On paper: what is for the screen only, and what is folded away, though it is part of the text.
    printed() {
      const chrome = document.querySelectorAll("header.head, .skip, nav:not(.contents), form, button"); // a plan on paper keeps its contents
      const screen = [...chrome].filter(shown);
      const folded = [...document.querySelectorAll("main details > :not(summary)")].filter(
        (element) => getComputedStyle(element.parentElement).display !== "none" && !shown(element) && element.textContent.trim(),
      );
      return [...screen.map((one) => `on paper: ${name(one)}`), ...folded.map((one) => `folded: ${name(one)}`)];
    },
    // Buttons that can be seen and need a script: what no form sends does nothing by itself.
    useless: () => [...document.querySelectorAll("button[type=button]")].filter(shown).map(name),
    // Links of the menu that opening it does not show.
    unreachable() {
      const menu = document.querySelector("details.menu");
      if (menu) menu.open = true;
      const hidden = [...document.querySelectorAll("header nav a")].filter((link) => !shown(link)).map(name);
      if (menu) menu.open = false;
      return hidden;
    },
    // What a reader can follow and read in the main part.
    offered() {
      const main = document.querySelector("main") || document.body;
      const links = [...main.querySelectorAll("a[href]")].filter((link) => shown(link) && !link.search);
      return { links: links.map((link) => link.href), length: main.innerText.trim().length, asks: Boolean(main.querySelector("form[role=search]")) };
    },
  };
})();
