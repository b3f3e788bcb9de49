"""Formulas: pages hold each as TeX, as MathML and as it is drawn, and only the TeX is text.

KaTeX writes MathML with the TeX as its annotation before what it draws; MathJax draws before the script that holds the
TeX; Wikipedia hides the MathML behind an image; Zhihu and Jianshu give the TeX as the alternative text of an image.
(https://katex.org/docs/api, https://docs.mathjax.org, https://www.w3.org/TR/mathml4/#mixing_annotation_elements)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.needles import places_in
from cleaner.patterns import lazy
from cleaner.stages.markup.scan import Tags

SERVERS = (b"/equation?tex=", b"/math?formula=", b"codecogs.com/")
"""Parts of the addresses of images of formulas."""

_KATEX = b"katex-mathml"
_SCRIPT = b"math/tex"
_ANNOTATION = b"application/x-tex"
_DRAWN_BY_KATEX = frozenset(("katex-html",))
_DRAWN_BY_MATHJAX = frozenset(
    (
        "MathJax_Preview",
        "MathJax",
        "MathJax_Display",
        "MathJax_SVG",
        "MathJax_SVG_Display",
        "MathJax_CHTML",
        "mjx-chtml",
    )
)
_HIDDEN_MATHML = frozenset(("mwe-math-mathml-inline", "mwe-math-mathml-display", "mwe-math-mathml-a11y"))
_SEMANTICS = re.compile(r"<semantics\b[^<>]{0,200}>\s{0,40}(?=<m)", re.IGNORECASE)
_IS_SCRIPT = re.compile(r"""<script\b[^<>]{0,100}\btype\s?=\s?["']?math/tex\b[^<>]{0,60}>""", re.IGNORECASE)
_OPENED, _CLOSED = re.compile(r"\s{0,9}%?\s{0,9}<!\[CDATA\["), re.compile(r"\s{0,9}%?\s{0,9}\]\]>\s{0,9}\Z")
_LONGEST = 4000  # characters of a formula
_TEX = lazy(r"""<annotation\b[^<>]{0,60}application/x-tex[^<>]{0,60}>([^<>]{1,4000})</annotation""", re.IGNORECASE)
_IMAGE = lazy(r"<img\b[^<>]{1,2000}>", re.IGNORECASE)
_ALTERNATIVE = lazy(r"""(?<=[\s"'])alt=["']([^"'<>]{1,1000})["']""")
_SERVED = lazy(r"""\bsrc=["'][^"'<>]{0,80}(?:/equation\?tex=|/math\?formula=|codecogs\.com/)""")


def drawn(text: str, tags: Tags) -> set[int]:
    """The tags of what scripts draw of formulas, and of the MathML of those whose TeX stands beside it."""
    page = tags.page
    names: frozenset[str] = frozenset()
    if _ANNOTATION in page and _KATEX in page:
        names |= _DRAWN_BY_KATEX
    if _SCRIPT in page and b"MathJax" in page:
        names |= _DRAWN_BY_MATHJAX
    found = {tag for tag, classes in tags.classes.items() if not names.isdisjoint(classes.split())} if names else set()
    return found | set(_annotated(text, tags))


def _annotated(text: str, tags: Tags) -> Iterator[int]:
    """The tags of MathML that has an annotation in TeX behind it."""
    if not (places := places_in(tags.page, _ANNOTATION)):
        return
    begins = [match.end() for match in _SEMANTICS.finditer(text)]
    # The last one before each annotation: what stands between them is what the annotation says in TeX.
    for number in np.unique(np.searchsorted(begins, places) - 1).tolist():
        if number >= 0:
            yield int(np.searchsorted(tags.starts, begins[number]))


def formulas(text: str) -> list[tuple[int, int]]:
    """The ranges of the TeX of formulas in the source of a page, in order."""
    found = [match.span(1) for match in _TEX.finditer(text)] if _ANNOTATION.decode() in text else []
    if _SCRIPT.decode() in text:
        for match in _IS_SCRIPT.finditer(text):
            end = text.find("</script", match.end(), match.end() + _LONGEST)
            if end >= 0 and (tex := tex_of(text, match.start(), end)):
                found.append(tex)
    if any(server.decode() in text for server in SERVERS):
        images = (match.span() for match in _IMAGE.finditer(text))
        told = (_ALTERNATIVE.search(text, *image) for image in images if is_served(text, *image))
        found += [match.span(1) for match in told if match]
    return sorted(found)


def unhidden(tags: Tags) -> set[int]:
    """The tags of MathML that a page hides and shows an image of it instead."""
    if not places_in(tags.page, b"mwe-math-mathml"):
        return set()
    return {tag for tag, classes in tags.classes.items() if not _HIDDEN_MATHML.isdisjoint(classes.split())}


def tex_of(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of the TeX in a script ``text[start:end]`` that holds that of a formula; ``None`` for another one."""
    begun = _IS_SCRIPT.match(text, start, end)
    if begun is None:
        return None
    opened, closed = _OPENED.match(text, begun.end(), end), _CLOSED.search(text, max(begun.end(), end - 40), end)
    return opened.end() if opened else begun.end(), closed.start() if closed else end


def is_served(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is the tag of an image that a server drew of its TeX."""
    return _SERVED.search(text, start, end) is not None
