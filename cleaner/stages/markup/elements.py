"""Names of HTML elements by what they do to the text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of ``text``, which are divided by blanks."""
    return frozenset(text.split())


BLOCKS = words(
    """address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option
    p pre search section select summary table tbody td textarea tfoot th thead title tr ul xmp"""
)
"""Elements that stand on lines of their own."""

VOIDS = words("area base basefont bgsound col embed frame img input keygen link meta param source track wbr")
"""Elements without content, line breaks apart."""

INLINE = words(
    """a abbr b bdi bdo big cite code em font i ins kbd label mark q rb rp rt ruby s small span strike strong sub sup tt
    u br script style iframe noscript svg video"""
)
"""Other elements that pages use."""

UNSEEN = words("audio canvas datalist noscript object svg template video rt rp")
"""Elements whose text a browser with scripts does not show, and ruby annotations."""

ENDS_P = words(
    """address article aside blockquote center details dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5
    h6 header hgroup hr main menu nav ol p pre section table ul"""
)
"""Elements that end an open paragraph."""

CELLS = words("td th")
TABLE_PARTS = words("td th tr tbody thead tfoot table")

IMPLIED = {
    "li": (words("li"), words("ul ol dir menu")),
    **dict.fromkeys(("dt", "dd"), (words("dt dd"), words("dl"))),
    **dict.fromkeys(("td", "th"), (CELLS, words("tr table"))),
    "tr": (words("tr"), words("table")),
    **dict.fromkeys(("tbody", "thead", "tfoot"), (words("tbody thead tfoot"), words("table"))),
    "option": (words("option"), words("select datalist")),
}
"""For an element that begins: the open ones that it ends, and those beyond which it ends none."""
