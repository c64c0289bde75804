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
  const decided = (result, node) => {
    if (result.id !== "color-contrast") return false;
    const keys = node.any.map((check) => check.data && check.data.messageKey);
    if (!keys.every((key) => key === "nonBmp" || key === "shortTextContent")) return false;
    const element = document.querySelector(node.target[0]);
    const colour = axe.commons.color;
    axe.setup(document);
    try {
      const [back, front] = [colour.getBackgroundColor(element), colour.getForegroundColor(element)];
      return Boolean(back && front) && colour.getContrast(back, front) >= 4.5;
    } finally {
      axe.teardown();
    }
  };

  return {
    async axe(tags) {
      const found = await axe.run(document, {
        runOnly: { type: "tag", values: tags },
        resultTypes: ["violations", "incomplete"],
      });
      const list = (results, before, skip) =>
        results.flatMap((result) =>
          result.nodes
            .filter((node) => !skip(result, node))
            .map((node) => finding(result.id, document.querySelector(node.target[0]), before + result.help)),
        );
      return [
        ...list(found.violations, "", () => false),
        ...list(found.incomplete, "not decided: ", decided),
      ];
    },
    // Errors only: its warnings and notices ask people, and are the same on every page.
    htmlcs: (standard) =>
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
    // Whatever it decided to be a failure, also where it only recommends; not what it asks people.
    async ibm(policy) {
      const report = await new ace.Checker().check(document, [policy]);
      return report.results
        .filter((result) => result.value[1] === "FAIL")
        .map((result) => finding(result.ruleId, result.node, result.message));
    },
  };
})();
