"""Papers on screen: looked at, printed, saved. `dialog.PaperPreview.show_pdf` and the inline `paper_view.PaperView`."""
