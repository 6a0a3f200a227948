"""The board's painting: what the screen of the board is put together from.

canvas.BoardCanvas      all units: `set_cells(cells, gaps)`, `update_cells(changed)`, `set_filter`, `select`,
                        `set_building`, `set_zoom` (overview, dense, medium, wide); tells `selected`, `activated`,
                        `context_menu`, `typed`, `zoom_changed`, `building_changed`
legend.Legend           always under the board: `set_counts(summary.states, summary.restrictions)`
tabs.BuildingTabs       over the board: `set_buildings(domain.board.summarise(cells))`, `set_key`, `chosen`
cells.CellPainter       one cell, for whoever shows a cell elsewhere

``units`` holds the data, ``geometry`` and ``overview`` say where cells stand, ``painting`` and ``heads`` paint.
"""
