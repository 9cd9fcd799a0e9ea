// Says that the dossier changed, and lets the reader choose when to see it: nothing moves under
// whoever reads.

export function bindLive() {
  const live = document.getElementById("live");
  const events = new EventSource("/api/v1/events");
  let begun = false;

  events.addEventListener("open", () => { begun = true; });
  events.addEventListener("change", () => {
    if (!begun) return;
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "The dossier has changed. Show it as it is now";
    live.replaceChildren(link);
  });
  addEventListener("pagehide", () => events.close());
}
