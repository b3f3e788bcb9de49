"""Files in and out: finding and reading inputs, settings files, record files, atomic writes."""
