// What is wrong with the page that is shown: each check answers with the places that fail, an empty list when none do.
// Read by test_every_page.py, which calls them by name.
({
  // Something is wider than the window.
  overflowing: () => {
    const page = document.documentElement;
    return page.scrollWidth > page.clientWidth ? [`${page.scrollWidth} px in ${page.clientWidth} px`] : [];
  },

  // A part of a row is wider than its column, so that its words lie over those of the next one.
  spilling: () =>
    [...document.querySelectorAll(".hit > *, .paragraph__where, .commitment > *, .entries > li > *, .meetings > li > *")]
      .filter((e) => getComputedStyle(e).overflowX === "visible" && e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
      .filter((e) => [...e.children].some((child) => getComputedStyle(child).position === "static" && child.scrollWidth > e.clientWidth + 1))
      .map((e) => e.textContent.trim().slice(0, 80)),

  // Something can be pressed or filled, but a person who listens hears no name for it.
  nameless: () =>
    [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
      .filter((e) => !e.getAttribute("aria-label") && !e.textContent.trim())
      .filter((e) => ![...(e.labels || [])].some((label) => label.textContent.trim()))
      .map((e) => e.outerHTML.slice(0, 120)),

  // Two elements have the same id, so a link to it is a guess.
  ambiguous: () => {
    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
  },

  // The headings leave out a level, or there is not exactly one of the first.
  disordered: () => {
    const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((h) => [Number(h.tagName[1]), h.textContent.trim()]);
    const wrong = levels.filter(([level], place) => level > (place ? levels[place - 1][0] : 0) + 1).map(([, words]) => words);
    return document.querySelectorAll("h1").length === 1 ? wrong : ["not one h1", ...wrong];
  },

  // Something to press is under 24 by 24 pixels (WCAG 2.2, 2.5.8); links inside running text may be.
  small: () =>
    [...document.querySelectorAll("button, summary, input:not([type=hidden]), .places a, .topic-code, a.address, .pager a")]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }))
      .map((e) => [e, (e.closest("label") || e).getBoundingClientRect()])
      .filter(([, area]) => area.width > 0 && (area.height < 23.5 || area.width < 23.5))
      .map(([e]) => e.outerHTML.slice(0, 120)),

  // Text has too little contrast with the nearest opaque ground behind it (WCAG 1.4.3).
  faint: () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    const numbers = (colour) => {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      return [...pen.getImageData(0, 0, 1, 1).data];
    };
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    const ground = (e) => {
      for (; e; e = e.parentElement) {
        const colour = numbers(getComputedStyle(e).backgroundColor);
        if (colour[3] === 255) return colour;
      }
      return numbers("white");
    };
    const wrong = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const words = texts.currentNode.data.trim();
      const e = texts.currentNode.parentElement;
      if (!words || !e.checkVisibility({ opacityProperty: true })) continue;
      if (e.closest(".visually-hidden, :disabled, script")) continue;
      const style = getComputedStyle(e);
      const [more, less] = [light(numbers(style.color)), light(ground(e))].sort((a, b) => b - a);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const contrast = (more + 0.05) / (less + 0.05);
      if (contrast < (large ? 3 : 4.5)) wrong.add(`${contrast.toFixed(1)}: ${e.className} ${words.slice(0, 40)}`);
    }
    return [...wrong];
  },
})
