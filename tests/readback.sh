#!/usr/bin/env bash
# What is written is read back by the programs it is for, and what they write opens here: networkx,
# igraph, openpyxl and python-pptx in a virtual environment under the target folder, Graphviz and
# LibreOffice where they are installed. Counts and attributes must be equal both ways.
#
# Needs python3 with venv and a registry for the packages; 77 where they cannot be had. Usage:
#   tests/readback.sh PATH_OF_FULCRUM
set -euo pipefail

program=$(realpath "${1:?the path of the program}")
here=$(cd "$(dirname "$0")/.." && pwd)
place="$here/target/readback"

command -v python3 >/dev/null || { echo "readback.sh needs python3: skipped"; exit 77; }
if [ ! -x "$place/bin/python" ]; then
  python3 -m venv "$place" >/dev/null 2>&1 ||
    { echo "readback.sh needs the venv module of python3: skipped"; exit 77; }
fi
"$place/bin/python" -c "import networkx, igraph, openpyxl, pptx" 2>/dev/null ||
  "$place/bin/pip" install --quiet "networkx>=3,<4" "igraph>=0.11,<2" "openpyxl>=3.1,<4" "python-pptx>=1,<2" ||
  { echo "readback.sh cannot get networkx, igraph, openpyxl and python-pptx: skipped"; exit 77; }

exec "$place/bin/python" "$here/tests/readback.py" "$program" "$here/examples"
