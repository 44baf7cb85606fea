// Suggestions under the search box, as a combobox. Without this file the box is a plain form.

const form = document.querySelector("[data-suggest]");
const box = form?.querySelector("input[type=search]");
if (form && box) offerSuggestions(form, box);

function offerSuggestions(form, box) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
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
