"""Compares the standard measures with python-igraph and networkx, value by value.

    benches/peers/setup.sh
    cargo build --release --no-default-features
    target/peers/bin/python tests/peers.py target/release/fulcrum 1000

Makes up an organization of so many people, has it measured, and says how far the furthest value of
each measure lies from that of the peer, as a part of it. Ends with 1 where one is further than 1e-9.
"""
import csv, json, math, os, random, subprocess, sys, tempfile
import igraph, networkx

program, people = sys.argv[1], int(sys.argv[2])
dice = random.Random(people)
folder = tempfile.mkdtemp()
superior = [None] + [(at - 1) // 6 for at in range(1, people)]
names = ["n%06d" % at for at in range(people)]
flows = {"consults": set(), "informs": set()}
for at in range(people):
    for kind, mean in (("consults", 3), ("informs", 2)):
        for _ in range(dice.randrange(2 * mean + 1)):
            near = dice.random() < 0.7
            to = dice.randrange(people) if not near else min(people - 1, max(0, at + dice.randrange(-9, 10)))
            if to != at:
                flows[kind].add((at, to))

def table(name, header, rows):
    with open(os.path.join(folder, name), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)

table("nodes.csv", ["id", "label"], [(name, name) for name in names])
lines = [(names[at], names[above], "reports_to", 1) for at, above in enumerate(superior) if above is not None]
arrows = [(names[a], names[b], kind, 1) for kind, all in flows.items() for a, b in sorted(all)]
table("edges.csv", ["from", "to", "kind", "weight"], lines + arrows)
told = json.loads(subprocess.run([program, "measure", folder, "--json"], check=True, capture_output=True).stdout)
views = {"reports_to": [(at, above) for at, above in enumerate(superior) if above is not None]}
views.update({kind: sorted(all) for kind, all in flows.items()})

worst = 0.0
def compare(view, name, own, other):
    global worst
    apart = max((abs(a - b) / max(abs(b), 1e-12) for a, b in zip(own, other, strict=True)), default=0.0)
    worst = max(worst, apart)
    print("%-11s %-28s %.1e" % (view, name, apart))

for kind, arcs in views.items():
    graph = igraph.Graph(n=people, edges=arcs, directed=True)
    near = graph.as_undirected(mode="collapse")
    other = networkx.DiGraph()
    other.add_nodes_from(range(people))
    other.add_edges_from(arcs)
    view = told["standard"][kind]
    whole, column = view["graph"], lambda name: [view["node"][name][it] for it in names]
    def of(name, value):
        compare(kind, name, [whole[name]], [value])
    compare(kind, "indegree", column("indegree"), graph.indegree())
    compare(kind, "outdegree", column("outdegree"), graph.outdegree())
    compare(kind, "betweenness", column("betweenness"), graph.betweenness())
    compare(kind, "betweenness_undirected", column("betweenness_undirected"), near.betweenness())
    harmonic = [value * (people - 1) for value in near.harmonic_centrality()]
    compare(kind, "harmonic_undirected", column("harmonic_undirected"), harmonic)
    compare(kind, "pagerank", column("pagerank"), graph.pagerank())
    compare(kind, "coreness_k", column("coreness_k"), near.coreness())
    bound = [(a, b) for a, b in zip(column("constraint_directed"), graph.constraint()) if not math.isnan(b)]
    compare(kind, "constraint_directed", *zip(*bound))
    reached = networkx.transitive_closure(other, reflexive=None)
    local = [sum(1 for to in reached.successors(at) if to != at) / (people - 1) for at in range(people)]
    compare(kind, "local_reaching_as_drawn", column("local_reaching_as_drawn"), local)
    pairs = {(a, b) for a, b in reached.edges() if a != b}
    both = sum(1 for a, b in pairs if (b, a) in pairs)
    either = len({(min(a, b), max(a, b)) for a, b in pairs})
    of("krackhardt_hierarchy", 1 - both / 2 / either)
    of("density", graph.density())
    of("reciprocity_edgewise", graph.reciprocity())
    of("components_weak", len(graph.connected_components(mode="weak")))
    of("components_strong", len(graph.connected_components(mode="strong")))
    of("mean_distance_directed", graph.average_path_length(directed=True, unconn=True))
    of("diameter_undirected", near.diameter(unconn=True))
    of("transitivity_undirected", near.transitivity_undirected())
    of("flow_hierarchy", networkx.flow_hierarchy(other))
    of("grc_as_drawn", networkx.global_reaching_centrality(other))
    cut = sorted(names[at] for at in near.articulation_points())
    if cut != sorted(whole["cutpoints"]):
        worst = math.inf
        print("%-11s cut points differ" % kind)
print("furthest: %.1e" % worst)
sys.exit(worst > 1e-9)
