"""The peers of the benches: loads a graph once, then runs what it is asked for, line by line.

    peers.py EDGES PEOPLE

EDGES is a file with a pair of indices a line. Asked: the name of a task. Answered: the processor
seconds of the task, without reading the graph, and a number to compare by.
"""
import sys, time
import igraph

edges = [tuple(map(int, line.split())) for line in open(sys.argv[1])]
people = int(sys.argv[2])
graph = igraph.Graph(n=people, edges=edges, directed=True)
near = graph.as_undirected(mode="collapse")
some = [at * people // 256 for at in range(256)]
tasks = {
    "betweenness": lambda: sum(graph.betweenness()),
    "sampled": lambda: sum(graph.betweenness(sources=some)),
    "harmonic": lambda: sum(graph.harmonic_centrality(mode="out", normalized=False)),
    "pagerank": lambda: max(graph.pagerank()),
    "coreness": lambda: sum(near.coreness()),
    "reciprocity": lambda: graph.reciprocity(),
    "components": lambda: len(graph.connected_components(mode="weak")) + len(graph.connected_components(mode="strong")),
    "constraint": lambda: sum(value for value in graph.constraint() if value == value),
}
print("ready: igraph", igraph.__version__, flush=True)
for line in sys.stdin:
    begin = time.process_time()
    value = tasks[line.strip()]()
    print(repr(time.process_time() - begin), repr(float(value)), flush=True)
