"""Pages: the model in words, as Markdown files.

Enters the model and its history; leaves ``RenderedFile``s. A page's module
decides every word in a frozen view; its template prints and loops.

``all_pages`` gathers them. Nothing is imported here: the check quotes forecasts
in authored pages, and makes no page.
"""
