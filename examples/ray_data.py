"""Clean a Parquet data set on Ray Data: python examples/ray_data.py [OUT]; needs cleaner-zh[ray].

A second run with the same OUT goes on where the first one stopped; another config starts afresh.
"""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import ray

from cleaner import Config
from cleaner.engines.ray import block_bytes, checkpointed, clean_dataset

out = Path(sys.argv[1] if len(sys.argv) > 1 else "out-ray").resolve()
pages = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
out.mkdir(parents=True, exist_ok=True)
pq.write_table(pa.table({"id": [p.name for p in pages], "raw": [p.read_bytes() for p in pages]}), out / "pages.parquet")

config = Config(script="hans")
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
block_bytes(16 << 20)
checkpointed(str(out / "checkpoint"), config)
clean_dataset(ray.data.read_parquet(str(out / "pages.parquet")), config).write_parquet(str(out / "clean"))
for row in pq.read_table(out / "clean").sort_by("id").to_pylist():
    print(row["id"], row["verdict"], row["title"], len(row["edits"]), sep="\t")
