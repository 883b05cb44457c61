"""Every sample's page in a real browser: quiet, alone, nothing cut off, and on A4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .browser import CHROMIUM, Browser
from .pages import LANGS, households, names, page_of, plan_page_of, report_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]
PHONE, DESK = 390, 1280
# background and text of every element that has a text of its own
CONTRAST = """
(() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const f = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b);
  };
  const under = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > .99) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest('svg')) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(under(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.push(e.outerHTML.slice(0, 80) + ' ' + ratio.toFixed(2));
  }
  return poor;
})()
"""


@pytest.fixture(name="browser", scope="module")
def a_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all pages."""
    with Browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [*names(), *households()])
def test_a_page_is_quiet_whole_and_fits(
    name: str, lang: str, browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    made = plan_page_of(name, lang) if name in households() else page_of(report_of(name), lang)
    page.write_text(made, encoding="utf-8")
    for width in (PHONE, DESK):
        for dark in (False, True):
            browser.open(page, width, dark=dark)
            browser.value("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert browser.complaints() == []
            assert browser.too_wide() is False
            assert browser.cut_off() == []
            assert browser.value(CONTRAST) == []
    pdf = browser.pdf()
    sizes = {
        (round(float(w)), round(float(h)))
        for w, h in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    }
    assert sizes == {(595, 842)}
