"""Reads back what Fulcrum writes with the programs it is for, and the other way round.

The readers of Pajek in networkx and igraph know one unnamed relation, and a map has several: what
they write is read here, what is written here they do not read.

Called by readback.sh. Every check says what it compared; a wrong one ends with 1.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import igraph
import networkx
import openpyxl
import pptx

PROGRAM, EXAMPLES = sys.argv[1], Path(sys.argv[2])
FOLDER = Path(tempfile.mkdtemp())
WRONG = []


def check(what, found, wanted):
    """Says whether two things are equal."""
    if found == wanted:
        print(f"right  {what}: {str(found)[:70]}")
    else:
        WRONG.append(what)
        print(f"WRONG  {what}: {str(found)[:300]} in place of {str(wanted)[:300]}")


def fulcrum(*arguments):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        WRONG.append(" ".join(map(str, arguments)))
        print(f"WRONG  {arguments}: {done.stderr}")
    return done.stdout


def stage(path):
    """The first stage of a map, from the text of its own file."""
    return json.loads(Path(path).read_text())["stages"][0]


def titles(first):
    return sorted(position.get("title", "") for position in first["positions"])


def by_title(first):
    """The ties of a stage by the titles of their ends: lines and flows with their kinds."""
    title = {position["id"]: position.get("title", "") for position in first["positions"]}
    lines = Counter(
        (title[line["from"]], title[line["to"]]) for line in first.get("lines", [])
    )
    flows = Counter(
        (title[flow["from"]], title[flow["to"]], flow["kind"]) for flow in first.get("flows", [])
    )
    return lines, flows


def out(example):
    """Everything that is written of one example."""
    name = example.stem
    first = stage(example)
    people, ties = len(first["positions"]), len(first.get("lines", [])) + len(first.get("flows", []))
    made = {}
    for ending in ["graphml", "gexf", "net", "dl", "dot", "xlsx"]:
        made[ending] = FOLDER / f"{name}.{ending}"
        fulcrum("convert", example, made[ending], "--force")

    graph = networkx.read_graphml(made["graphml"], force_multigraph=True)
    check(f"{name}, GraphML in networkx", (len(graph), graph.number_of_edges()), (people, ties))
    labels = sorted(str(facts.get("label", "")) for _, facts in graph.nodes(data=True))
    check(f"{name}, titles in networkx", labels, titles(first))
    kinds = Counter(facts.get("kind") for *_, facts in graph.edges(data=True))
    check(f"{name}, kinds in networkx", sum(kinds.values()), ties)
    known = {position["id"]: position for position in first["positions"]}
    explore = {
        str(facts["label"]): float(facts["explore"])
        for _, facts in graph.nodes(data=True)
        if facts.get("explore") not in (None, "")
    }
    wanted = {
        position["title"]: position["explore"]
        for position in known.values()
        if "explore" in position
    }
    check(f"{name}, explore in networkx", explore, wanted)

    graph = igraph.Graph.Read_GraphML(str(made["graphml"]))
    check(f"{name}, GraphML in igraph", (graph.vcount(), graph.ecount()), (people, ties))
    check(f"{name}, titles in igraph", sorted(graph.vs["label"]), titles(first))

    graph = networkx.read_gexf(made["gexf"])
    check(f"{name}, GEXF in networkx", len(graph), people)
    labels = sorted(str(facts.get("label", "")) for _, facts in graph.nodes(data=True))
    check(f"{name}, titles of GEXF in networkx", labels, titles(first))
    if graph.is_multigraph():
        check(f"{name}, ties of GEXF in networkx", graph.number_of_edges(), ties)

    if shutil.which("dot"):
        plain = subprocess.run(
            ["dot", "-Tplain", made["dot"]], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        found = Counter(line.split(" ", 1)[0] for line in plain)
        check(f"{name}, DOT in Graphviz", (found["node"], found["edge"]), (people, ties))
    else:
        print("Graphviz is not here: DOT is not read back")

    book = openpyxl.load_workbook(made["xlsx"], read_only=True)
    sheet = list(book["nodes"].iter_rows(values_only=True))
    place = sheet[0].index("label")
    found = sorted(str(row[place] or "") for row in sheet[1:] if any(row))
    check(f"{name}, XLSX in openpyxl", found, titles(first))
    check(
        f"{name}, ties of XLSX in openpyxl",
        sum(1 for row in book["edges"].iter_rows(min_row=2, values_only=True) if any(row)),
        ties,
    )
    presentation(example, first)
    document(example)
    measures(example)
    return made


def presentation(example, first):
    """The presentation, in python-pptx."""
    path = FOLDER / f"{example.stem}.pptx"
    fulcrum("render", example, "-o", path, "--unfold", "--force")
    shown = pptx.Presentation(path)
    check(f"{example.stem}, slides", len(shown.slides) >= 1, True)
    check(
        f"{example.stem}, every slide has a title and notes",
        all(
            slide.shapes.title.text.strip() and slide.notes_slide.notes_text_frame.text.strip()
            for slide in shown.slides
        ),
        True,
    )

    def shapes(group):
        for shape in group:
            if shape.shape_type == 6:
                yield from shapes(shape.shapes)
            else:
                yield shape

    slide = shown.slides[0]
    inside = [shape for shape in shapes(slide.shapes) if shape.has_text_frame]
    texts = " ".join(" ".join(shape.text_frame.text.split()) for shape in inside)
    missing = [title for title in titles(first) if " ".join(title.split()) not in texts]
    check(f"{example.stem}, titles on the first slide that are missing", missing, [])
    pictures = [shape for shape in shapes(slide.shapes) if shape.shape_type == 13]
    check(f"{example.stem}, pictures in place of shapes", len(pictures), 0)


# Titles that are cut to fit a box, run to the left, or need other fonts.
SCRIPTS = [
    "מנהלת מחלקת כספים",
    "مدير إدارة الموارد البشرية 123",
    "営業本部長 兼 海外事業部担当",
    "หัวหน้าฝ่ายบัญชี",
    "वरिष्ठ लेखा अधिकारी",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Acting Deputy Assistant Under-Secretary for Continuity of Operations (maternity cover)",
    "Tessa O'Connor <b>&amp;</b> \"Co\"",
]


def squeezed(text):
    """A text without spaces, at which lines break, and without marks of direction."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e")


def said(path):
    """All text of a document, squeezed."""
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return squeezed(done.stdout)


def document(example):
    """The document, in poppler: titles are found, fonts are subsets, hidden names are hidden."""
    if not shutil.which("pdftotext"):
        print("poppler's programs are not here: documents are not read back")
        return
    path, name = FOLDER / f"{example.stem}.pdf", example.stem
    fulcrum("render", example, "-o", path, "--unfold", "--force")
    text, first = said(path), stage(example)

    def there(title):
        """Whether a title is found; numbers beside words that run to the left may stand on either side."""
        return squeezed(title) in text or (
            any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in title)
            and all(squeezed(word) in text for word in title.split())
        )

    missing = [title for title in titles(first) if not there(title)]
    check(f"{name}, titles that pdftotext does not find", missing, [])
    rows = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    fonts = [row.split()[-5:-2] for row in rows.stdout.splitlines()[2:]]
    check(f"{name}, fonts are embedded subsets with their letters", {*map(tuple, fonts)}, {("yes",) * 3})
    fulcrum("render", example, "-o", path, "--unfold", "--hide-names", "--force")
    text = said(path)
    told = squeezed(" ".join(titles(first)))
    holders = [holder for position in first["positions"] for holder in position.get("holders", [])]
    held = {squeezed(holder.get("name", "")) for holder in holders} - {""}
    shown = sorted(who for who in held if who in text and who not in told)
    check(f"{name}, hidden names that pdftotext finds", shown, [])


def scripts():
    """A map of titles in many scripts, some too long for their box, as a document."""
    table = FOLDER / "scripts.csv"
    with open(table, "w", newline="") as text:
        rows = [(number, title, 0 if number else "") for number, title in enumerate(SCRIPTS)]
        csv.writer(text).writerows([("id", "title", "reports to"), *rows])
    fulcrum("convert", table, FOLDER / "scripts.orgmap", "--force")
    document(FOLDER / "scripts.orgmap")
    field = os.environ.get("FULCRUM_CASES")
    if field is None:
        print("FULCRUM_CASES is not set: the field case of scripts is left out")
        return
    case = Path(field).parent / "field" / "13-scripts-long-titles"
    fulcrum("convert", case, FOLDER / "case.orgmap", "--force")
    document(FOLDER / "case.orgmap")


def measures(example):
    """The table of measures, in Python's csv."""
    text = fulcrum("measure", example, "--csv")
    rows = list(csv.reader(text.splitlines()))
    first = stage(example)
    # Nobody measures a seat in which nobody sits.
    held = [position for position in first["positions"] if position.get("holders") != []]
    check(f"{example.stem}, rows of measures", len(rows) - 1 <= len(first["positions"]), True)
    check(f"{example.stem}, rows of measures at least", len(rows) - 1 >= len(held) - 5, True)
    check(f"{example.stem}, columns of measures", len({len(row) for row in rows}), 1)


def office(made, example):
    """Tables and slides in LibreOffice."""
    if not shutil.which("soffice"):
        print("LibreOffice is not here: tables and slides are not opened in it")
        return
    first = stage(example)

    def turned(path, ending):
        subprocess.run(
            ["soffice", "--headless", "--convert-to", ending, "--outdir", FOLDER / "office", path],
            capture_output=True,
            check=True,
            timeout=180,
        )
        return FOLDER / "office" / f"{Path(path).stem}.{ending.split(':')[0]}"

    table = turned(made["xlsx"], "csv")
    with open(table, newline="") as text:
        rows = [row for row in csv.reader(text) if any(row)]
    check("XLSX in LibreOffice: rows", len(rows) - 1 >= 1, True)
    slides = turned(FOLDER / f"{example.stem}.pptx", "pdf")
    shown = pptx.Presentation(FOLDER / f"{example.stem}.pptx")
    if shutil.which("pdfinfo"):
        said = subprocess.run(["pdfinfo", slides], capture_output=True, text=True).stdout
        pages = int(next(line.split()[1] for line in said.splitlines() if line[:6] == "Pages:"))
        check("PPTX in LibreOffice: pages", pages, len(shown.slides))
    # A staff list that LibreOffice saves opens here, in every form it saves one.
    staff = FOLDER / "staff.csv"
    staff.write_text(
        "Employee ID,Name,Title,Manager ID\n007,Ann,Head,\n008,Bo,Clerk,007\n009,Cyd,Cook,007\n"
    )
    for ending in ["xlsx", "xls", "ods"]:
        path = turned(staff, ending)
        back = FOLDER / f"{ending}.orgmap"
        fulcrum("convert", path, back, "--force")
        lines, _ = by_title(stage(back))
        wanted = Counter({("Clerk", "Head"): 1, ("Cook", "Head"): 1})
        check(f"{ending} of LibreOffice", lines, wanted)
    del first


def back():
    """What the other programs write opens here, with all its nodes, ties and names."""
    graph = networkx.MultiDiGraph()
    for number, (name, unit) in enumerate([("Ann", "North"), ("Bo", "South"), ("Cyd", "South")]):
        graph.add_node(str(number), label=name, unit=unit, score=number * 0.5)
    wanted = Counter()
    for source, target, kind, weight in [
        ("0", "1", "consults", 2.0),
        ("1", "2", "informs", 3.0),
        ("2", "0", "consults", 1.0),
    ]:
        graph.add_edge(source, target, kind=kind, label=kind, weight=weight)
        names = networkx.get_node_attributes(graph, "label")
        wanted[(names[source], names[target])] += 1
    files = {
        "networkx.graphml": lambda path: networkx.write_graphml(graph, path),
        "networkx.gexf": lambda path: networkx.write_gexf(graph, path),
    }
    for name, write in files.items():
        path, made = FOLDER / name, FOLDER / f"{name}.orgmap"
        write(path)
        fulcrum("convert", path, made, "--force")
        first = stage(made)
        check(f"{name} here: names", titles(first), ["Ann", "Bo", "Cyd"])
        _, flows = by_title(first)
        ends = Counter()
        for (one, other, _), count in flows.items():
            ends[(one, other)] += count
        check(f"{name} here: ties", ends, wanted)
    plain = igraph.Graph(n=4, edges=[(0, 1), (1, 2), (2, 3)], directed=True)
    plain.vs["label"] = plain.vs["id"] = ["Ann", "Bo", "Cyd", "Di"]
    for name, write in {
        "igraph.graphml": plain.write_graphml,
        "igraph.net": plain.write_pajek,
        "igraph.dot": plain.write_dot,
    }.items():
        path, made = FOLDER / name, FOLDER / f"{name}.orgmap"
        write(str(path))
        fulcrum("convert", path, made, "--force")
        first = stage(made)
        # igraph writes names of vertices into Pajek only beside coordinates.
        names = ["1", "2", "3", "4"] if name == "igraph.net" else ["Ann", "Bo", "Cyd", "Di"]
        check(f"{name} here: names", titles(first), names)
        check(f"{name} here: ties", len(first.get("flows", [])), 3)
    book = openpyxl.Workbook()
    for row in [
        ["Employee ID", "Name", "Title", "Reports To", "Dotted Line Reports To"],
        [101, "Ann", "Head", None, None],
        [102.0, "Bo", "Clerk", 101, None],
        ["103", "Cyd", "=SUM(1,1)", "101.0", "102"],
    ]:
        book.active.append(row)
    path, made = FOLDER / "openpyxl.xlsx", FOLDER / "openpyxl.orgmap"
    book.save(path)
    fulcrum("convert", path, made, "--force")
    lines = stage(made).get("lines", [])
    kinds = Counter(line.get("kind", "solid") for line in lines)
    check("openpyxl.xlsx here: lines", sum(kinds.values()), 3)


for example in sorted(EXAMPLES.glob("*.orgmap")):
    files = out(example)
    last = example
scripts()
office(files, last)
back()
shutil.rmtree(FOLDER)
print(f"{len(WRONG)} wrong" if WRONG else "all as it should be")
sys.exit(1 if WRONG else 0)
