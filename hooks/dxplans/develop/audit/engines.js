// Inside a page: each engine's own results to findings [rule, target, message], all of one form.
window.audit = (() => {
  "use strict";
  // An element as a short path of tags, ids and classes, from the nearest ancestor with an id.
  const name = (element) =>
    element.localName + (element.id ? `#${element.id}` : "") + [...element.classList].map((part) => `.${part}`).join("");
  const path = (found) => {
    const parts = [];
    const start = found instanceof Element ? found : document.documentElement;
    for (let element = start; element && parts.length < 4; element = element.parentElement) {
      parts.unshift(name(element));
      if (element.id || element === document.body) break;
    }
    return parts.join(" > ");
  };
  const words = (element) => (element instanceof Element ? element.textContent.trim().replace(/\s+/g, " ").slice(0, 40) : "");
  const finding = (rule, element, message) => [rule, path(element), `${message} «${words(element)}»`];

  // Signs of one character axe leaves to people. Its own sums, asked without regard to the length
  // of the text, decide: below 4.5 it stays open.
  const sign = (result, node) =>
    result.id === "color-contrast" &&
    node.any.map((check) => check.data && check.data.messageKey).every((key) => key === "nonBmp" || key === "shortTextContent");
  const strong = (node) => {
    const element = document.querySelector(node.target[0]);
    const colour = axe.commons.color;
    const [back, front] = [colour.getBackgroundColor(element), colour.getForegroundColor(element)];
    return Boolean(back && front) && colour.getContrast(back, front) >= 4.5;
  };
  const undecided = (results) => {
    const signs = results.some((result) => result.nodes.some((node) => sign(result, node)));
    if (signs) axe.setup(document);
    try {
      return results.map((result) => ({ ...result, nodes: result.nodes.filter((node) => !sign(result, node) || !strong(node)) }));
    } finally {
      if (signs) axe.teardown();
    }
  };

  const sheets = () => [...document.styleSheets, ...document.adoptedStyleSheets];
  const deep = (rules) =>
    [...rules].flatMap((rule) => [rule, ...deep(rule.cssRules || rule.styleSheet?.cssRules || [])]);
  const SCHEME = /prefers-color-scheme/i;
  const COLOURS = /^(?:(?:background-|border-(?:top|right|bottom|left)-|outline-|caret-|accent-|text-decoration-)?color|fill|stroke)$/;
  const ROOT = /^(?::root|html)(?:[:.[][^ >+~]*)?$/;
  const isColour = (value) => CSS.supports("color", value.trim());
  // Declares nothing but colours; those that others inherit by name at the root, where they are read.
  const colourful = (rule) =>
    !rule.style ||
    [...rule.style].every(
      (property) =>
        property === "color-scheme" ||
        COLOURS.test(property) ||
        (property.startsWith("--") &&
          (rule.selectorText || "").split(",").every((selector) => ROOT.test(selector.trim())) &&
          isColour(rule.style.getPropertyValue(property)) &&
          isColour(getComputedStyle(document.documentElement).getPropertyValue(property))),
    );
  // Whether the reader's colour scheme can change colours only, as far as stylesheets go. What
  // cannot be read or asks for a style in turn might change more.
  const colourSchemeIsColours = () => {
    const elements = [...document.querySelectorAll("*")];
    if (elements.some((one) => one.shadowRoot || one.matches("iframe, object, embed, [media*=color-scheme i]:not(meta)"))) return false;
    return sheets().every((sheet) => {
      let rules;
      try {
        rules = deep(sheet.cssRules);
      } catch {
        return false;
      }
      return rules.every((rule) => {
        if (SCHEME.test(rule.media?.mediaText)) return deep(rule.cssRules || []).every(colourful) && !rule.styleSheet;
        if (rule.cssRules?.length && !rule.style) return !/style\(/i.test(rule.conditionText);
        return !/\bif\(/i.test(rule.cssText);
      });
    });
  };
  // What a page is made of and where it stands, without its colours.
  const form = () => {
    const boxes = [...document.querySelectorAll("*")].map((element) => {
      const box = element.getBoundingClientRect();
      return [box.x, box.y, box.width, box.height, element.checkVisibility({ opacityProperty: true, visibilityProperty: true }), element.value].join();
    });
    return [document.documentElement.outerHTML, document.title, document.activeElement?.outerHTML, ...boxes].join("\n");
  };
  let looked = "";
  let checker;

  return {
    asking: [],
    // Whether nothing but colours can have changed since this was asked before.
    sameButForColours() {
      const [before, now] = [looked, colourSchemeIsColours() ? form() : ""];
      looked = now;
      return now !== "" && before === now;
    },
    async axe({ tags, rules }) {
      const found = await axe.run(document, {
        runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: tags },
        resultTypes: ["violations", "incomplete"],
      });
      const list = (results, before) =>
        results.flatMap((result) =>
          result.nodes.map((node) => finding(result.id, document.querySelector(node.target[0]), before + result.help)),
        );
      return [...list(found.violations, ""), ...list(undecided(found.incomplete), "not decided: ")];
    },
    // Errors only: its warnings and notices ask people, and are the same on every page.
    htmlcs: ({ standard }) =>
      new Promise((resolve, reject) => {
        HTMLCS.process(
          standard,
          document,
          () =>
            resolve(
              HTMLCS.getMessages()
                .filter((message) => message.type === HTMLCS.ERROR)
                .map((message) => finding(message.code, message.element, message.msg)),
            ),
          reject,
        );
      }),
    // Whatever it decided to be a failure, also where it only recommends; not what it asks people:
    // rules that can do no more than ask are left out.
    async ibm({ policy, rules }) {
      if (!checker) {
        checker = new ace.Checker();
        checker.all = checker.engine.enableRules.bind(checker.engine);
      }
      checker.engine.enableRules = (ids) =>
        checker.all(ids.filter((id) => (rules ? rules.includes(id) : !this.asking.includes(id))));
      const report = await checker.check(document, [policy]);
      return report.results
        .filter((result) => result.value[1] === "FAIL")
        .map((result) => finding(result.ruleId, result.node, result.message));
    },
  };
})();
