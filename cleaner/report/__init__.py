"""Pages for a browser: a cleaned document with every change marked, and a list of documents.

Each page is one file that loads nothing. Its script is the only one that the browser runs, as a Content-Security-Policy
names its hash: what a scraped page holds is shown and does nothing.
"""

from __future__ import annotations

from cleaner.report.index import Row, index_page, row_of
from cleaner.report.page import Beside, document_page

__all__ = ["Beside", "Row", "document_page", "index_page", "row_of"]
