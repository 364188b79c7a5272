"""Foresite publishes probability forecasts kept as files in a git repository.

Text in, records, model, views, text out. Every arrow is a pure function that
returns a value and the Problems it met; only the edges (``reading``,
``building``, ``cli``, ``mkdocs_plugin``, ``export``) touch disk, clock, git or
MkDocs.
"""

__version__ = "0.1.0"
