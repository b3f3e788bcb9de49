"""Short pages in windows-1252 and its neighbours, where a detector by statistics sees code pages that nobody uses."""

from __future__ import annotations

import pytest

from cleaner.stages.decode import decode
from cleaner.stages.decode.detect import detect
from cleaner.stages.decode.western import fits, words

ENGLISH = (
    "He said “Hello” – it’s naïve café for €20.",
    "It’s a “test”.",
    "“Hello,” she said.",
    "The naïve café",
    "Price: €20 – £15",
    "don’t worry — be happy…",
    "Copyright © 2020 Acme™",
    "Señor Muñoz’s piñata",
    "50 °C – 60 °C",
)
OTHERS = (
    "C’est l’été à Paris – où êtes-vous ? « Oui », dit-il.",
    "Größe: 20 cm – „Hallo“",
    "È vero: perché no? L’università è più bella.",
    "El niño comió piña; ¿qué pasó?",
    "São Paulo não é a capital",
    "œuvre, cœur, sœur",
)


@pytest.mark.parametrize("text", [*ENGLISH, *OTHERS])
def test_western_text_is_read_as_browsers_read_it(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1250", "Książka jest świetna, a życie piękne."),
        ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy"),
        ("cp1250", "Měl jsem „dobrý“ den – vážně."),
        ("iso8859-2", "Zażółć gęślą jaźń"),
        ("cp1251", "Привет, мир! «Ура» – сказал он."),
        ("cp1253", "Καλημέρα κόσμε – “τι” κάνεις;"),
        ("cp1254", "İstanbul’da güneşli bir gün – çok güzel"),
        ("cp1257", "Ačiū, labas rytas – šviečia saulė ir žydi gėlės"),
        ("mac-roman", "C’est l’été à Paris – où êtes-vous ?"),
        ("cp437", "C'est l'été à Paris"),
        ("cp850", "Straße, Grüße und schöne Mädchen"),
    ],
)
def test_other_code_pages_are_still_found(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text


def test_a_sentence_with_curly_marks_alone_is_windows_1252() -> None:
    text = "She didn’t say a word – “never mind”, he thought… " * 10
    assert detect(text.encode("cp1252")) == "cp1252"


def test_letters_stand_where_languages_write_them() -> None:
    assert fits("naïve “café” – it’s €20".encode("cp1252"), "cp1252")
    assert not fits("Привет".encode("cp1251"), "cp1252")
    assert not fits("C'est l'été".encode("cp850"), "cp1252")
    assert not fits("don’t".encode("mac-roman"), "cp1252")


def test_words_tell_the_side() -> None:
    assert words(b"the book is not here") == (3, 0)
    assert words(b"to jest dla nas oraz") == (0, 3)
