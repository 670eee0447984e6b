"""Opens a table folder with Python's csv and a GraphML file with python-igraph: medians.

    python3 benches/peers.py FOLDER FILE.graphml
"""

import csv
import sys
import time
from pathlib import Path
from statistics import median

import igraph


def timed(work, runs=5):
    """The median of several runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def tables(folder):
    """All rows of all tables as dicts."""
    return [list(csv.DictReader(open(path, newline=""))) for path in sorted(folder.glob("*.csv"))]


folder, graph = Path(sys.argv[1]), sys.argv[2]
print(f"csv of Python: {timed(lambda: tables(folder)):.3f} s")
print(f"igraph, GraphML: {timed(lambda: igraph.Graph.Read_GraphML(graph), 3):.3f} s")
