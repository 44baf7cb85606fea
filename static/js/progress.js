// Comfort for the table of an upload: while files are being read, it is brought up to date in its place.
// Without this file the page loads itself again.

const EVERY = 2000;

async function look() {
  const shown = document.querySelector("[data-progress]");
  if (!shown.hasAttribute("data-unfinished")) return;
  if (!shown.contains(document.activeElement)) {
    try {
      const answer = await fetch(location.href);
      if (answer.ok && !answer.redirected) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("[data-progress]");
        if (fresh && !shown.contains(document.activeElement)) shown.replaceWith(fresh);
      }
    } catch {
      // The server cannot be reached: try again later.
    }
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
