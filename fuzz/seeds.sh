#!/usr/bin/env bash
# Small files of every format, for the fuzzer to begin with: written by the program itself from a
# list of three people and from one of its examples, and some by hand.
set -euo pipefail
cd "$(dirname "$0")"
fulcrum=${FULCRUM:-../target/debug/fulcrum}
put() { mkdir -p "corpus/$1"; cp "$2" "corpus/$1/"; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf 'id;name;title;Reports To;Dotted Line Reports To;Email\r\n01;Ann;Head;;;a@x\r\n02;"B\nC";Clerk;01;a@x;\r\n' > "$folder/staff.csv"
put list "$folder/staff.csv"; put paste "$folder/staff.csv"
"$fulcrum" convert "$folder/staff.csv" "$folder/small.orgmap" --force > /dev/null
cp ../examples/three-ways.orgmap "$folder/larger.orgmap"
for size in small larger; do
    for ending in graphml gexf net dl dot xlsx; do
        "$fulcrum" convert "$folder/$size.orgmap" "$folder/$size.$ending" --force > /dev/null
    done
    "$fulcrum" convert "$folder/$size.orgmap" "$folder/$size" --force > /dev/null
    put graphml "$folder/$size.graphml"; put gexf "$folder/$size.gexf"; put pajek "$folder/$size.net"
    put dl "$folder/$size.dl"; put dot "$folder/$size.dot"; put workbook "$folder/$size.xlsx"
    put orgmap "$folder/$size.orgmap"; cp "$folder/$size/nodes.csv" "$folder/$size.csv"
    put list "$folder/$size.csv"
    { cat "$folder/$size/nodes.csv"; printf '\n====\n'; cat "$folder/$size/edges.csv"; } > "$folder/both-$size"
    put folder "$folder/both-$size"
done
printf '*Node data\nID sex\nAnn 1\nBo 2\n*Tie data\nfrom to advice\nAnn Bo 3\n' > "$folder/net.vna"
put vna "$folder/net.vna"
printf '[{"id":1,"name":"Ann"},{"id":"2","parentId":1,"name":"Bo"}]' > "$folder/list.json"
put json "$folder/list.json"
printf '{"elements":[{"label":"Ann"},{"label":"Bo"}],"connections":[{"from":"Ann","to":"Bo","type":"asks"}]}' > "$folder/kumu.json"
put json "$folder/kumu.json"
printf -- '- Ann, Head (North)\n  - Bo, Clerk\n\t- Cy\n# Di\n' > "$folder/list.md"
put outline "$folder/list.md"; put paste "$folder/list.md"
