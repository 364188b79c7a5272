"""A forecast's page: each part's words, gathered in one view.

``page`` makes the file, ``words`` the view of it; the other modules each decide
the words of one part of the page. Values are in ``view``, ``criteria_view`` and
``ledger_view``, which import nothing of these.
"""
