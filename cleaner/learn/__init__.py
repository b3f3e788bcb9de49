"""Host profiles: lines that stand on a large share of the pages of one site, learnt from a corpus."""
