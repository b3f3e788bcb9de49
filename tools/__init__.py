"""Scripts that make the tables, models and word lists of the package; each states its sources and licences."""
