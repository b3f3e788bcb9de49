"""Long repairs come in pieces, so that the ledger of what later stages do in them stays small."""

from __future__ import annotations

import pytest

from cleaner import Cleaner, Config
from cleaner.doc import Edit
from cleaner.stages.encoding.aligned import in_pieces

SENTENCE = "北京今天下午大雨，地铁站里挤满了没有带伞的人，他们发现后面还有很多复杂的事情。"


@pytest.mark.parametrize(
    ("written", "read"), [("gb18030", "latin-1"), ("utf-8", "latin-1"), ("utf-8", "mac-roman"), ("big5", "gb18030")]
)
def test_pieces_do_what_the_whole_does(written: str, read: str) -> None:
    new = (SENTENCE if written != "big5" else "山上的雪化了，水從石頭上流下來。") * 12
    old = new.encode(written).decode(read)
    pieces = in_pieces(f"前{old}後", [Edit(1, 1 + len(old), new, "encoding.misread")])
    assert len(pieces) > 3
    assert "".join(piece.new for piece in pieces) == new
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert (pieces[0].start, pieces[-1].end) == (1, 1 + len(old))
    assert all(old[piece.start - 1 : piece.end - 1] == piece.new.encode(written).decode(read) for piece in pieces)


def test_what_no_codec_explains_stays_whole() -> None:
    edit = Edit(0, 300, SENTENCE * 8, "encoding.misread-guess")
    assert in_pieces("？" * 300, [edit]) == [edit]


def test_the_ledger_grows_with_the_text() -> None:
    cleaner = Cleaner(Config(script="hant-tw"))
    small, large = (cleaner.clean((SENTENCE * n).encode("gb18030").decode("latin-1")) for n in (6, 24))
    assert len(large.ledger()) < 5 * len(small.ledger())
    assert large.restore() == (SENTENCE * 24).encode("gb18030").decode("latin-1")
