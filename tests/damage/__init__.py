"""Forward models of damage: each turns clean text into what a known accident makes of it."""
