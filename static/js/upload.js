// Comfort for the upload page: files can be dropped on the form, and the chosen ones are listed.
// Without this file the chooser does the same. Its words stand in the page (templates/admin/desk/upload.html).

const zone = document.querySelector("[data-drop-zone]");
const input = zone.querySelector("input[type=file]");
const list = zone.querySelector("[data-chosen]");

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const figures = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });

function size(bytes) {
  if (bytes < 1024 * 1024) return filled(list.dataset.kilobytes, { size: Math.max(1, Math.round(bytes / 1024)) });
  return filled(list.dataset.megabytes, { size: figures.format(bytes / 1024 / 1024) });
}

const LISTED = 10;

function show() {
  const files = [...input.files];
  const lines = files.slice(0, LISTED).map((file) => `${file.name}, ${size(file.size)}`);
  if (files.length > LISTED) {
    const whole = files.reduce((sum, file) => sum + file.size, 0);
    lines.push(filled(list.dataset.more, { more: files.length - LISTED, files: files.length, size: size(whole) }));
  }
  list.replaceChildren(
    ...lines.map((words) => {
      const line = document.createElement("li");
      line.textContent = words;
      return line;
    }),
  );
  list.hidden = input.files.length === 0;
}

for (const kind of ["dragenter", "dragover"]) {
  zone.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("drop-zone--over");
  });
}
zone.addEventListener("dragleave", () => zone.classList.remove("drop-zone--over"));
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  zone.classList.remove("drop-zone--over");
  if (event.dataTransfer.files.length === 0) return;
  input.files = event.dataTransfer.files;
  show();
});
input.addEventListener("change", show);

// Many files take a while to arrive: say so, and do not send twice.
input.form.addEventListener("submit", () => {
  const button = input.form.querySelector("button");
  button.textContent = button.dataset.sending;
  button.setAttribute("aria-disabled", "true");
  input.form.addEventListener("submit", (event) => event.preventDefault());
});
