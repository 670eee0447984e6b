#!/usr/bin/env bash
# Small files of every format, for the fuzzer to begin with: written by the program itself from its
# examples, and some by hand.
set -euo pipefail
cd "$(dirname "$0")"
fulcrum=${FULCRUM:-../target/debug/fulcrum}
map=../examples/plant.orgmap
put() { mkdir -p "corpus/$1"; cp "$2" "corpus/$1/"; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for ending in graphml gexf net dl dot xlsx; do
    "$fulcrum" convert "$map" "$folder/map.$ending" --force > /dev/null
done
"$fulcrum" convert "$map" "$folder/tables" --force > /dev/null
put graphml "$folder/map.graphml"; put gexf "$folder/map.gexf"; put pajek "$folder/map.net"
put dl "$folder/map.dl"; put dot "$folder/map.dot"; put workbook "$folder/map.xlsx"
put orgmap "$map"; put list "$folder/tables/nodes.csv"
{ cat "$folder/tables/nodes.csv"; printf '\n====\n'; cat "$folder/tables/edges.csv"; } > "$folder/both"
put folder "$folder/both"
printf 'id;name;title;Reports To;Dotted Line Reports To;Email\r\n01;Ann;Head;;;a@x\r\n02;"B\nC";Clerk;01;a@x;\r\n' > "$folder/staff.csv"
put list "$folder/staff.csv"; put paste "$folder/staff.csv"
printf '*Node data\nID sex\nAnn 1\nBo 2\n*Tie data\nfrom to advice\nAnn Bo 3\n' > "$folder/net.vna"
put vna "$folder/net.vna"
printf '[{"id":1,"name":"Ann"},{"id":"2","parentId":1,"name":"Bo"}]' > "$folder/list.json"
put json "$folder/list.json"
printf '{"elements":[{"label":"Ann"},{"label":"Bo"}],"connections":[{"from":"Ann","to":"Bo","type":"asks"}]}' > "$folder/kumu.json"
put json "$folder/kumu.json"
printf -- '- Ann, Head (North)\n  - Bo, Clerk\n\t- Cy\n# Di\n' > "$folder/list.md"
put outline "$folder/list.md"; put paste "$folder/list.md"
