// Comfort for the upload page: files can be dropped on the form, and the chosen ones are listed.
// Without this file the chooser does the same.

const zone = document.querySelector("[data-drop-zone]");
const input = zone.querySelector("input[type=file]");
const list = zone.querySelector("[data-chosen]");

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

const LISTED = 10;

function show() {
  const files = [...input.files];
  const said = files.slice(0, LISTED).map((file) => `${file.name}, ${size(file.size)}`);
  if (files.length > LISTED) {
    const whole = files.reduce((sum, file) => sum + file.size, 0);
    said.push(`and ${files.length - LISTED} more: ${files.length} files, ${size(whole)} in all`);
  }
  list.replaceChildren(
    ...said.map((words) => {
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
  button.textContent = "Sending …";
  button.setAttribute("aria-disabled", "true");
  input.form.addEventListener("submit", (event) => event.preventDefault());
});
