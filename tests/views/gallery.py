"""Every widget of the kit and the board with invented data, as pictures: ``python -m tests.views.gallery FOLDER``.

For the eye, beside the mocks: light, dark, 1366 × 768, 1440 × 900, 1920 × 1080 and 125 % scaling. No test reads it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

Mode = Literal["light", "dark"]
_MODES: tuple[Mode, ...] = ("light", "dark")
_SIZES = ((1366, 768), (1440, 900), (1920, 1080))


def main(folder: Path) -> None:
    """Paint all pictures; 125 % runs in a process of its own, since Qt reads its scaling once."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.environ.get("QT_SCALE_FACTOR") is None:
        environment = {**os.environ, "QT_SCALE_FACTOR": "1.25", "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run([sys.executable, "-m", "tests.views.gallery", str(folder)], env=environment, check=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QWidget

    from salesdesk.domain.i18n import use_language
    from salesdesk.views import theme
    from tests.views.gallery_board import board_page
    from tests.views.gallery_kit import kit_page

    app = QApplication([])
    use_language("zh_CN")
    theme.install(app, "light")
    scaled = "-125" if os.environ.get("QT_SCALE_FACTOR") else ""

    def picture(page: QWidget, name: str) -> None:
        page.show()
        app.processEvents()
        page.grab().save(str(folder / f"{name}{scaled}.png"))
        page.close()

    for mode in _MODES:
        theme.use(mode)
        for width, height in _SIZES if not scaled else _SIZES[1:2]:
            page = board_page(narrowed=mode == "dark", width=width)
            page.resize(width, height)
            picture(page, f"board-{mode}-{width}")
        for zoom in ("overview", "wide"):
            page = board_page(zoom, narrowed=mode == "dark")
            page.resize(*_SIZES[1])
            picture(page, f"board-{mode}-{zoom}")
        picture(kit_page(), f"kit-{mode}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery"))
