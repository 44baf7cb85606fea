// Comfort only: every page works without this file.

// "/" goes to the search box, unless the person is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Back from a page, the focus stands again on the link that led there, not at the top of the list.
document.addEventListener("click", (event) => {
  const link = event.target.closest("main a[href]");
  if (link) history.replaceState({ left: link.getAttribute("href") }, "");
});
if (history.state?.left) {
  const links = [...document.querySelectorAll("main a[href]")];
  links.find((link) => link.getAttribute("href") === history.state.left)?.focus({ preventScroll: true });
}

// Elements that say what they copy get a button: <span data-copy="10483/17 §4.2">, and so do places that name another
// element whose text they copy: <span data-copies="bibtex" data-copies-name="BibTeX">.
const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");
document.body.append(said);

for (const place of document.querySelectorAll("[data-copy], [data-copies]")) {
  if (!navigator.clipboard) break;
  const source = document.getElementById(place.dataset.copies);
  const name = source ? place.dataset.copiesName : place.dataset.copy;
  const button = document.createElement("button");
  button.type = "button";
  button.className = source ? "screen-only" : "copy screen-only";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy ${name}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source ? source.textContent : name);
    button.textContent = "Copied";
    said.textContent = `Copied ${name}`;
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  place.append(button);
}
