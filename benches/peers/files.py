"""The peers of the benches of files: reads the files of a folder, over and over, as it is asked.

    files.py FOLDER

Asked: the name of a task. Answered: the processor seconds of the task, and how many records it read.
"""
import csv, gc, sys, time
from pathlib import Path
import igraph

folder = Path(sys.argv[1])


def tables():
    """Positions and ties of all tables, every row as a dict."""
    read = {path.stem: list(csv.DictReader(open(path, newline=""))) for path in sorted((folder / "tables").glob("*.csv"))}
    return len(read["nodes"]) + len(read["edges"])


def graphml():
    graph = igraph.Graph.Read_GraphML(str(folder / "org.graphml"))
    return graph.vcount() + graph.ecount()


tasks = {"csv": tables, "graphml": graphml}
print("ready: igraph", igraph.__version__, flush=True)
for line in sys.stdin:
    begin = time.process_time()
    value = tasks[line.strip()]()
    print(repr(time.process_time() - begin), repr(float(value)), flush=True)
    gc.collect()
