"""The icons of the house: 20 × 20 strokes in ``resources/icons``, tinted with a colour of the theme when asked for."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from salesdesk.domain.resource_files import resource
from salesdesk.views.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon


@cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _render(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # the first window shows no icon and does not wait for it

    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(round(pixels * ratio), round(pixels * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap


def icon_pixmap(name: str, colour: str = "ink_2", pixels: int = 20, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap in a token's colour; ``ratio`` is the device pixel ratio of what it is painted on."""
    return _render(name, theme().colour(colour).name(), pixels, ratio)


def icon(name: str, colour: str = "ink_2", pixels: int = 20) -> QIcon:
    """An icon for Qt's own widgets (menus, actions); ask again after the palette changed."""
    from PySide6.QtGui import QIcon  # a millisecond that the first window does not need

    made = QIcon()
    for ratio in (1.0, 1.25, 1.5, 2.0):
        made.addPixmap(icon_pixmap(name, colour, pixels, ratio))
    return made


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str = "ink_2") -> None:
    """Paint an icon into a square of whole pixels, sharp at the painter's scaling."""
    ratio = painter.device().devicePixelRatio()
    pixels = round(rect.width())
    painter.drawPixmap(rect.topLeft(), icon_pixmap(name, colour, pixels, ratio))
