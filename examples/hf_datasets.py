"""Clean a Hugging Face data set: python examples/hf_datasets.py; needs cleaner-zh[hf]."""

from pathlib import Path

from datasets import Dataset

from cleaner import Config
from cleaner.engines.hf import clean_dataset

pages = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
dataset = Dataset.from_dict({"id": [p.name for p in pages], "raw": [p.read_bytes() for p in pages]})
for row in clean_dataset(dataset, Config(script="hans")):
    print(row["id"], row["verdict"], row["title"], len(row["edits"]), sep="\t")
