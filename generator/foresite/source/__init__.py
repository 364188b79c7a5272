"""Text with positions: what an author typed, and where.

Enters the bytes of a file; leaves a ``Document``: plain values in which every
scalar is still the text that was typed, the place of each of them, and the
Markdown body if there is one. What a scalar *means* is decided by the field it
stands in (``records``), so ``no``, ``1.10``, ``012``, ``12:30`` and dates
survive. This package knows no field.
"""

from foresite.source.documents import Document, body_alone, markdown_document, yaml_document
from foresite.source.text import FORBIDDEN, MOST_INVISIBLE, SourceFile, cut, decode, text_lines
from foresite.source.yaml_values import DEEPEST, Path, Scalar, Value

__all__ = [
    "DEEPEST",
    "FORBIDDEN",
    "MOST_INVISIBLE",
    "Document",
    "Path",
    "Scalar",
    "SourceFile",
    "Value",
    "body_alone",
    "cut",
    "decode",
    "markdown_document",
    "text_lines",
    "yaml_document",
]
