"""axe-core, the rules by which accessibility is checked by machine, run on a page of the real browser."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

# WCAG 2.2 A and AA, what EN 301 549 asks of web pages, and what axe-core calls good practice besides.
ALL = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"],
}
# What may differ between the light and the dark theme of one page: they are the same page in other colours.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# Colours that are still fading into those of the other theme are let arrive first.
RUN = """async (rules) => {
  document.getAnimations().forEach((fading) => fading.finish());
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false });
  return Object.fromEntries(found.violations.map((rule) => [rule.id, rule.nodes.map((node) => node.html)]));
}"""


def bring(context: BrowserContext) -> None:
    """Have axe-core on every page of ``context``. The browser's own tools put it there, so the CSP stays as it is."""
    context.add_init_script(AXE_SCRIPT)


def violations(page: Page, rules: dict[str, object] = ALL) -> dict[str, list[str]]:
    """Each rule that the page breaks as it stands, with the elements that break it; empty when none does."""
    return {rule: [html[:160] for html in places] for rule, places in page.evaluate(RUN, rules).items()}
