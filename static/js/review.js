// Comfort for the review page: keys, words that light up, marked words that go into the form.
// Every button works without this file, and links lead to the words.

const items = [...document.querySelectorAll("[data-item]")];
const inHand = () => items.find((item) => item.contains(document.activeElement));

// All words of a value light up, and the original opens at their page.
const original = document.querySelector("iframe.original");

function light({ lights, page }) {
  document.querySelectorAll(".lit").forEach((words) => words.classList.remove("lit"));
  if (lights) document.querySelectorAll(`[data-words="${lights}"]`).forEach((words) => words.classList.add("lit"));
  if (!original || !page || page === (original.dataset.page ?? "1")) return;
  original.dataset.page = page;
  // Chromium's viewer stays where it is when only the part behind the "#" changes; "back" leads to the page before.
  original.contentWindow.location.replace(original.src.replace(/#page=\d+/, `?at=${page}#page=${page}`));
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-lights]");
  if (link) light(link.dataset);
});

function take(item) {
  if (!item) return;
  light(item.dataset);
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "center" });
}

// J and K: the next and the previous doubt or commitment. Y, N and E: its buttons and its form.
document.addEventListener("keydown", (event) => {
  if (document.documentElement.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const key = event.key.toLowerCase();
  const item = inHand();
  if (key === "j" || key === "k") {
    const at = items.indexOf(item);
    take(key === "j" ? items[at + 1] : items[Math.max(at, 1) - 1]);
    event.preventDefault();
    return;
  }
  if (!item || !["y", "n", "e"].includes(key)) return;
  const target = item.querySelector(`[data-key="${key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("button")) {
    target.click();
  } else if (target.matches("details")) {
    target.open = true;
    target.querySelector("textarea").focus();
  } else {
    target.focus();
  }
});

// After a decision the page comes back at the next item: take it in hand.
if (location.hash) {
  const item = document.getElementById(location.hash.slice(1));
  if (item?.matches("[data-item]")) take(item);
  else if (item?.matches("[data-words]")) light({ lights: item.dataset.words });
}

// Words marked in a paragraph are put into its form when the form is opened.
let marked = { paragraph: "", words: "", near: 0 };
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const node = range.commonAncestorContainer;
  const text = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("[data-paragraph]");
  if (!text) return;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const lead = range.toString().length - range.toString().trimStart().length;
  // Counted in characters as the server counts them, not in UTF-16 units.
  marked = {
    paragraph: text.dataset.paragraph,
    words: range.toString().trim(),
    near: [...before.toString()].length + lead,
  };
});
for (const form of document.querySelectorAll("details[data-add]")) {
  form.addEventListener("toggle", () => {
    const words = form.querySelector("textarea");
    if (!form.open || words.value || marked.paragraph !== form.dataset.add) return;
    words.value = marked.words;
    form.querySelector("[name=near]").value = marked.near;
  });
}
