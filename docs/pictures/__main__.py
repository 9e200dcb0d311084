"""Pictures of the reading room for the README, from the worked example: ``python -m docs.pictures``.

They need a Chromium on the machine, the test dependencies and Pillow (to keep them small), and are made by hand after
a change of the pages.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from retold import building, plan
from retold.web import serving

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent.parent

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")

PICTURES = {
    "family": ("find?id=newsloom.txt", {"width": 1200, "height": 900}, "light"),
    "dark": ("find?id=newsloom.txt#A20", {"width": 1200, "height": 640}, "dark"),
    "apart": ("apart", {"width": 1000, "height": 520}, "light"),
}
"""Name of the picture: page, window, scheme."""


def main() -> int:
    """Make the pictures again."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as scratch:
        store = Path(scratch) / "harbour.retold"
        reports = str(HOUSE / "examples" / "harbour" / "reports")
        building.build(plan.read([reports]), store, (reports,), building.Order(workers=1))
        with serving.running(store) as address, sync_playwright() as tools:
            chromium = tools.chromium.launch(executable_path=browser, args=list(FLAGS))
            for name, (path, window, scheme) in PICTURES.items():
                page = chromium.new_page(viewport=window, color_scheme=scheme)
                page.goto(address + path)
                page.evaluate("document.querySelector('#url').textContent = ''")
                page.wait_for_timeout(300)
                picture = HERE / f"{name}.png"
                page.screenshot(path=str(picture))
                page.close()
                Image.open(picture).convert("RGB").quantize(48).save(picture, optimize=True)
            chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
