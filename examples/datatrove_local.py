"""Clean JSON lines in a datatrove pipeline: python examples/datatrove_local.py [OUT]; needs cleaner-zh[datatrove]."""

import json
import sys
from pathlib import Path

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from cleaner import Config
from cleaner.engines.datatrove import ChineseCleaner

out = Path(sys.argv[1] if len(sys.argv) > 1 else "out-datatrove").resolve()
pages = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
(out / "in").mkdir(parents=True, exist_ok=True)
lines = [json.dumps({"id": p.name, "text": p.read_text("utf-8", "replace")}) for p in pages]
(out / "in" / "pages.jsonl").write_text("\n".join(lines), "utf-8")

if __name__ == "__main__":
    LocalPipelineExecutor(
        [
            JsonlReader(str(out / "in")),
            ChineseCleaner(Config(script="hans"), articles_only=True),
            JsonlWriter(str(out / "clean"), compression=None),
        ],
        logging_dir=str(out / "logs"),
    ).run()
    for path in sorted((out / "clean").iterdir()):
        for record in map(json.loads, path.read_text("utf-8").splitlines()):
            print(record["id"], record["metadata"]["clean_verdict"], record["metadata"]["clean_title"], sep="\t")
