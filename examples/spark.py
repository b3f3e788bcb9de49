"""Clean a data frame on Spark: python examples/spark.py; needs cleaner-zh[spark] and Java 17.

Its workers take the ``python3`` of PATH, so outside an activated environment set PYSPARK_PYTHON to its python.
"""

from pathlib import Path

from pyspark.sql import SparkSession

from cleaner import Config
from cleaner.engines.spark import BATCH_ROWS, clean_frame

session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config(BATCH_ROWS, 64)
spark = session.getOrCreate()
pages = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
frame = spark.createDataFrame([(p.name, bytearray(p.read_bytes())) for p in pages], "id STRING, raw BINARY")
clean = clean_frame(frame, Config(script="hans"))
for row in clean.select("id", "verdict", "title").sort("id").collect():
    print(row.id, row.verdict, row.title, sep="\t")
spark.stop()
