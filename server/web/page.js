// What the page does beyond links and forms: keys, a panel over the page, copying, and saying when
// the dossier changed.  Everything works without it.
import { bindKeys } from "./keys.js";
import { bindPanel } from "./panel.js";
import { bindLive } from "./live.js";

async function copyBrief(event) {
  const link = event.target.closest("a[data-copy]");
  if (!link || event.ctrlKey || event.metaKey || !navigator.clipboard) return;
  event.preventDefault();
  const answer = await fetch(link.href);
  try {
    await navigator.clipboard.writeText(await answer.text());
    document.getElementById("live").textContent = "Copied.";
  } catch {
    location.assign(link.href);
  }
}

document.addEventListener("click", copyBrief);
const panel = bindPanel();
bindKeys(panel);
bindLive();
