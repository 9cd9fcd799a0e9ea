// A panel over the page shows what a link leads to; the address behind the link shows the same.

export function bindPanel() {
  const element = document.createElement("dialog");
  const content = document.createElement("div");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "Close";
  close.addEventListener("click", () => element.close());
  element.append(close, content);
  element.setAttribute("aria-label", "Details");
  document.body.append(element);

  async function open(address) {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main");
    if (!main) {
      location.assign(address);
      return;
    }
    for (const back of main.querySelectorAll("input[name=back]"))
      back.value = location.pathname + location.search;
    content.replaceChildren(...[...main.childNodes].map((node) => document.adoptNode(node)));
    if (!element.open) element.showModal();
    element.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-panel]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.getAttribute("href"));
  });
  element.addEventListener("click", (event) => {
    if (event.target === element) element.close();
  });
  return { element, open, isOpen: () => element.open };
}
