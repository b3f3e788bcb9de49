"""The line model at work: which lines of a page are its article, where the model may say so."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import numpy as np

from cleaner.doc import Doc
from cleaner.stages.boilerplate.choice import choose
from cleaner.stages.boilerplate.features import Table, text_features
from cleaner.stages.boilerplate.markup_features import markup_features
from cleaner.stages.boilerplate.page import Flags, Page
from cleaner.stages.boilerplate.trees import Forest, read
from cleaner.stages.markup.pagemap import TAGS, LineFeatures, PageMap

CONTROLS = [TAGS.index(name) for name in ("option", "select", "button", "optgroup") if name in TAGS]
# A page shows that it has a frame by links, by lines of the frame, or by its elements.
LEAST_LINKS = 0.04
LEAST_KEPT = 12
GAP = 2


def article(page: Page, doc: Doc, pagemap: PageMap, title: str | None) -> Flags | None:
    """The lines of the article on a page with markup; ``None`` where nothing says that the page has a frame."""
    table, rows = markup_features(page, doc, pagemap, text_features(page, title))
    if not _framed(page, rows):
        return None
    keep: Flags = rows.keep > 0.5
    if not keep.any():
        never = np.isin(rows.tag, CONTROLS) | (rows.drop > 0.5)
        logits = np.where(never, np.float32(-9), forest("html").logits(table))
        keep = _mended(page, rows, choose(page, table, logits)) & ~never
    if page.han[keep].sum() < LEAST_KEPT and page.han.sum() > page.han[keep].sum():
        return None
    return keep | _title(table, keep)


@cache
def forest(name: str) -> Forest:
    """The trees for pages with markup (``html``)."""
    with as_file(files("cleaner.data").joinpath("models/boilerplate.npz")) as path, np.load(path) as arrays:
        return read(arrays, name + ".")


def _framed(page: Page, rows: LineFeatures) -> bool:
    links = float(rows.links.sum()) / max(float(rows.chars.sum()), 1.0)
    frame = rows.has("nav") | rows.has("footer") | rows.has("nav-tag") | rows.has("footer-tag") | rows.has("related")
    return len(page) > 2 and (links > LEAST_LINKS or bool(page.sure) or bool(page.heads) or bool(frame.any()))


def _mended(page: Page, rows: LineFeatures, keep: Flags) -> Flags:
    """``keep`` with short gaps filled: a line or two inside the article, in the same element as their neighbours."""
    out = keep.copy()
    kept = np.flatnonzero(keep)
    for left, right in zip(kept[:-1].tolist(), kept[1:].tolist(), strict=True):
        inner = slice(left + 1, right)
        if 1 < right - left <= GAP + 1 and rows.parent[left] == rows.parent[right] >= 0:
            same = rows.parent[inner] == rows.parent[left]
            quiet = ~page.fired[inner] & (rows.links[inner] * 2 < np.maximum(rows.chars[inner], 1))
            out[inner] |= same & quiet
    return out


def _title(table: Table, keep: Flags) -> Flags:
    """The line that says the page's title, if it stands above the article."""
    out = np.zeros(len(keep), np.bool_)
    likeness = table["like-title"] * table["whole-title"]
    first = int(np.argmax(keep)) if keep.any() else 0
    above = likeness[: first + 1]
    if len(above) and above.max() > 0.5:
        out[len(above) - 1 - int(np.argmax(above[::-1]))] = True
    return out
