"""Hypothesis strategies that several test files share."""

from __future__ import annotations

from hypothesis import strategies as st

from cleaner.doc import Doc, Edit


@st.composite
def edited_docs(draw: st.DrawFn) -> Doc:
    """A short source after up to four rounds of arbitrary edits."""
    doc = Doc(draw(st.text("ab漢\n", max_size=20)))
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(doc.text)), max_size=6)))
        edits = []
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            new = draw(st.one_of(st.text("xy字", max_size=3), st.just("z" * (end - start))))
            edits.append(Edit(start, end, new, "test.rule"))
        doc = doc.apply("test", edits, draw(st.sampled_from([(), (Edit(0, len(doc.text), "", "test.mark"),)])))
    return doc
