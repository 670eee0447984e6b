"""The peers of the benches: loads a graph once, then runs what it is asked for, line by line.

    peers.py EDGES PEOPLE

EDGES is a file with a pair of indices a line. Asked: the name of a task. Answered: the processor
seconds of the task, without reading the graph, and a number to compare by.
"""
import math, sys, time
import igraph

edges = [tuple(map(int, line.split())) for line in open(sys.argv[1])]
people = int(sys.argv[2])
graph = igraph.Graph(n=people, edges=edges, directed=True)
near = graph.as_undirected(mode="collapse")
some = [at * people // 256 for at in range(256)]
sources = [at * people // 64 for at in range(64)]


def stress(places):
    """How far the distances of a drawing are from the steps, over the pairs of 64 with all, at its best scale."""
    at = places.coords
    ratios = [
        math.dist(at[source], at[other]) / steps
        for source, row in zip(sources, near.distances(source=sources))
        for other, steps in enumerate(row)
        if 0 < steps < math.inf
    ]
    scale = sum(ratios) / sum(ratio * ratio for ratio in ratios)
    return sum((scale * ratio - 1) ** 2 for ratio in ratios) / len(ratios)


tasks = {
    "betweenness": lambda: sum(graph.betweenness()),
    "sampled": lambda: sum(graph.betweenness(sources=some)),
    "harmonic": lambda: sum(graph.harmonic_centrality(mode="out", normalized=False)),
    "pagerank": lambda: max(graph.pagerank()),
    "coreness": lambda: sum(near.coreness()),
    "reciprocity": lambda: graph.reciprocity(),
    "components": lambda: len(graph.connected_components(mode="weak")) + len(graph.connected_components(mode="strong")),
    "layout": near.layout_fruchterman_reingold,
    "constraint": lambda: sum(value for value in graph.constraint() if value == value),
}
print("ready: igraph", igraph.__version__, flush=True)
for line in sys.stdin:
    begin = time.process_time()
    value = tasks[line.strip()]()
    spent = time.process_time() - begin
    if line.strip() == "layout":
        value = stress(value)
    print(repr(spent), repr(float(value)), flush=True)
