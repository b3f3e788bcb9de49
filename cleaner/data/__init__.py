"""Rules, tables and models: data, no code."""
