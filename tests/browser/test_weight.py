"""What a page weighs with a cold cache, and that nothing on it moves while it is drawn."""

import gzip

import pytest
from playwright.sync_api import Response

SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const shift of list.getEntries()) sum += shift.value; })
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 500);
})"""


@pytest.mark.parametrize(
    ("path", "most"), [("/search/?q=visa+reciprocity", 60_000), ("/", 80_000), ("/meetings/2017-06-valletta/", 100_000)]
)
def test_a_page_is_light_and_stands_still(path, most, page):
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path, wait_until="networkidle")
    kinds = [answer.request.resource_type for answer in answers]
    assert kinds.count("document") == 1
    assert kinds.count("stylesheet") == 1
    assert kinds.count("script") <= 1
    # As production serves them: styles and scripts compressed by WhiteNoise, the page itself as it is.
    bodies = [(answer.request.resource_type, answer.body()) for answer in answers]
    assert sum(len(body if kind == "document" else gzip.compress(body)) for kind, body in bodies) < most
    assert page.evaluate(SHIFTS) < 0.01
