// Keys: / searches, j and k move, Enter opens (as links do), g and a letter lead to a view, ? helps.

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function isSeen(element) {
  return element.getClientRects().length > 0;
}

export function bindKeys(panel) {
  let goes = false;

  function move(step) {
    const root = panel.isOpen() ? panel.element : document.querySelector("main");
    const items = [...root.querySelectorAll("[data-item]")].filter(isSeen);
    if (!items.length) return;
    const at = items.findIndex((item) => item.classList.contains("here"));
    const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    items.forEach((item) => item.classList.toggle("here", item === next));
    const focus = next.matches("a") ? next : next.querySelector("a");
    (focus ?? next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  const keys = {
    "/": () => document.getElementById("q").focus(),
    j: () => move(1),
    k: () => move(-1),
    "?": () => panel.open("/help"),
    g: () => { goes = true; },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (goes) {
      goes = false;
      const link = [...document.querySelectorAll("nav a")].find((a) => a.dataset.key === event.key);
      if (link) {
        event.preventDefault();
        link.click();
        return;
      }
    }
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}
