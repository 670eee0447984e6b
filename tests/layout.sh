#!/usr/bin/env bash
# A keyboard with Russian letters in the real window: keys that mean commands are known by their
# place, and what is typed into a name is what stands on the keys. Usage:
#   tests/layout.sh PATH_OF_FULCRUM [FOLDER_FOR_SCREENSHOTS]
set -euo pipefail
command -v setxkbmap >/dev/null || { echo "layout.sh: skipped, needs setxkbmap"; exit 77; }
# shellcheck source=tests/steps.sh
source "$(dirname "$0")/steps.sh"
map="$folder/three.orgmap"
cp "$(dirname "$0")/../examples/three-ways.orgmap" "$map"

# Keys by their numbers on a keyboard of 105 keys, whatever stands on them.
readonly control=37 a=38 s=39 y=29 z=52 p=33 delete=119 enter=36
struck() { xdotool key "$1"; sleep 0.5; }
held() { xdotool keydown "$control" key "$1" keyup "$control"; sleep 0.7; }
titles() { count_in "$map" '"title":'; }
is() { [ "$(titles)" = "$1" ] || { echo "$2: $(titles) titles, not $1"; shot wrong-layout; exit 1; }; }

setxkbmap ru
start "$map"
before=$(titles)
held $a; struck $delete; held $s; sleep 1
[ "$(titles)" -lt "$before" ] || { echo "nothing was removed and saved"; shot wrong-layout; exit 1; }
removed=$(titles)
held $z; held $s; sleep 1; is "$before" "taken back"
held $y; held $s; sleep 1; is "$removed" "done again"
held $z; struck $p
for key in 24 25 26 27; do struck $key; done
struck $enter; held $s; sleep 1
is $((before + 1)) "a new position"
grep -q '"title": "йцук"' "$map" || { echo "its name is not what stands on the keys"; exit 1; }
setxkbmap us; leave
echo "commands by place, letters by keyboard"
