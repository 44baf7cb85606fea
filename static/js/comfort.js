// Comfort only: every page works without this file. Its words come with the element that loads it (templates/base.html).
const words = document.currentScript.dataset;
const writing = (event) =>
  event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]");

// Keys: "/" goes to the search box; J and K to the next and the previous line of a list. A person can switch them off.
const LINES = "main :is(.hit, .commitments > li, .meetings > li, #result_list tbody tr)";
const page = document.documentElement;
if (localStorage.getItem("keys") === "off") page.dataset.keys = "off";

document.addEventListener("keydown", (event) => {
  if (page.dataset.keys === "off" || writing(event)) return;
  const key = event.key.toLowerCase();
  const box = document.querySelector("[data-search]");
  if (key === "/" && box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
  if ((key !== "j" && key !== "k") || document.querySelector("[data-item]")) return;
  const links = [...document.querySelectorAll(LINES)].map((line) => line.querySelector("a")).filter(Boolean);
  const at = links.findIndex((link) => link.closest(LINES).contains(document.activeElement));
  links[key === "j" ? at + 1 : Math.max(at, 1) - 1]?.focus();
});

const keys = document.querySelector("[data-keys-switch]");
if (keys) {
  const show = () => keys.setAttribute("aria-pressed", String(page.dataset.keys !== "off"));
  keys.closest("[hidden]").hidden = false;
  keys.addEventListener("click", () => {
    page.dataset.keys = page.dataset.keys === "off" ? "on" : "off";
    localStorage.setItem("keys", page.dataset.keys);
    show();
  });
  show();
}

// Back from a page, the focus stands again on the link that led there, not at the top of the list.
document.addEventListener("click", (event) => {
  const link = event.target.closest("main a[href]");
  if (link) history.replaceState({ left: link.getAttribute("href") }, "");
});
if (history.state?.left) {
  const links = [...document.querySelectorAll("main a[href]")];
  links.find((link) => link.getAttribute("href") === history.state.left)?.focus({ preventScroll: true });
}

// The address says which filters hold: a list that the browser kept as it was left has no box ticked beyond them.
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.querySelectorAll(".facets")) form.reset();
});

// What can be copied gets a button: <span data-copy="10483/17 §4.2">; places that name another element whose text they
// copy: <span data-copies="bibtex" data-copies-name="BibTeX">; and quotations in lists, copied with their address.
const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");
document.body.append(said);

function offerCopy(place, name, text, kind) {
  if (!navigator.clipboard) return;
  const label = kind === "quote" ? words.copyQuote : words.copy;
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${kind} screen-only`;
  button.textContent = label;
  button.setAttribute("aria-label", `${label}: ${name}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = words.copied;
    said.textContent = `${words.copied}: ${name}`;
    setTimeout(() => (button.textContent = label), 2000);
  });
  place.append(" ", button);
}

for (const place of document.querySelectorAll("[data-copy]")) {
  offerCopy(place, place.dataset.copy, () => place.dataset.copy, "copy");
}
for (const place of document.querySelectorAll("[data-copies]")) {
  const source = document.getElementById(place.dataset.copies);
  offerCopy(place, place.dataset.copiesName, () => source.textContent, "whole");
}
for (const quote of document.querySelectorAll(".commitments blockquote[cite]")) {
  const address = quote.parentElement.querySelector(".address");
  if (!address) continue;
  const text = () => `“${quote.textContent.trim()}” (${address.textContent.trim()}, ${quote.cite})`;
  offerCopy(address.closest("p"), address.textContent.trim(), text, "quote");
}

// Cards that say what a code or a short form means. The browser opens them for a pointer that rests and for focus; where
// it cannot, this does. A first tap opens the card, a second follows the link.
const opensCards = "interestForElement" in HTMLAnchorElement.prototype;
for (const link of document.querySelectorAll("[interestfor]")) {
  const card = document.getElementById(link.getAttribute("interestfor"));
  if (!card?.showPopover) continue;
  const open = () => card.matches(":popover-open") || card.showPopover({ source: link });
  link.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || card.matches(":popover-open")) return;
    event.preventDefault();
    open();
  });
  if (opensCards) continue;
  for (const kind of ["mouseenter", "focus"]) link.addEventListener(kind, open);
  for (const kind of ["mouseleave", "blur"]) link.addEventListener(kind, () => card.hidePopover());
}

// A form that takes a while says so, and is not sent twice.
for (const form of document.querySelectorAll("form[data-takes-a-while]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter;
    const label = button?.textContent;
    if (button) button.textContent = form.dataset.takesAWhile;
    said.textContent = form.dataset.takesAWhile;
    // A page that the browser kept comes back as it was left: then the form can be sent again.
    addEventListener("pageshow", () => {
      delete form.dataset.sent;
      if (button) button.textContent = label;
    }, { once: true });
  });
}

// Suggestions under the search box, as a combobox. Without this the box is a plain form.
const asking = document.querySelector("[data-suggest]");
if (asking) offerSuggestions(asking, asking.querySelector("input[type=search]"));

function offerSuggestions(form, box) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.suggestions);
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) box.setAttribute(name, value);

  let chosen = -1;
  let waiting;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const lines = [...list.children];
    if (!lines.length) return;
    chosen = (place + lines.length) % lines.length;
    lines.forEach((line, i) => line.setAttribute("aria-selected", String(i === chosen)));
    box.setAttribute("aria-activedescendant", lines[chosen].id);
  };

  const show = (suggestions) => {
    close();
    list.append(...suggestions.map((suggestion, i) => {
      const line = document.createElement("li");
      line.id = `suggestion-${i}`;
      line.dataset.url = suggestion.url;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      const kind = document.createElement("span");
      kind.className = "suggestions__kind";
      kind.textContent = suggestion.kind;
      line.append(kind, suggestion.label);
      return line;
    }));
    list.hidden = !suggestions.length;
    box.setAttribute("aria-expanded", String(Boolean(suggestions.length)));
  };

  const ask = async () => {
    const mine = ++asked;
    const typed = box.value.trim();
    if (typed.length < 2) return close();
    const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`);
    // An older answer must not replace a newer one.
    if (answer.ok && mine === asked) show((await answer.json()).suggestions);
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !list.hidden) choose(chosen + 1);
    else if (event.key === "ArrowUp" && !list.hidden) choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => { asked += 1; close(); });
  // mousedown comes before blur, which would close the list under the pointer.
  list.addEventListener("mousedown", (event) => {
    const line = event.target.closest("[data-url]");
    if (line) location.assign(line.dataset.url);
    event.preventDefault();
  });
}
