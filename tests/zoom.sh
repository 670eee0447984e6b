#!/usr/bin/env bash
# From a thousand people drawn as a few boxes to one name and back, by the wheel in the real window:
# screenshots of each tenth turn (EACH), and at every one of them boxes in sight. Usage:
#   FULCRUM_CASES=FOLDER tests/zoom.sh PATH_OF_FULCRUM [FOLDER_FOR_SCREENSHOTS]
# The people are made up by `bench/generate_org.py` beside the folder of cases.
set -euo pipefail
[ -n "${FULCRUM_CASES:-}" ] || { echo "zoom.sh: skipped, FULCRUM_CASES is not set"; exit 77; }
command -v python3 >/dev/null || { echo "zoom.sh: skipped, needs python3"; exit 77; }
bench=$(realpath "$FULCRUM_CASES/../bench")
# shellcheck source=tests/steps.sh
source "$(dirname "$0")/steps.sh"
people=${PEOPLE:-1000}
steps=${STEPS:-60}
each=${EACH:-10}
python3 "$bench/generate_org.py" "$people" "$folder/made" >/dev/null
python3 "$bench/to_table_folder.py" "$folder/made" "$folder/tables"
"$program" convert "$folder/tables" "$folder/people.orgmap" >/dev/null

# How many boxes were in sight on the last frame that told of them, and how many there were. Near
# by a box is larger than the window, so that its middle may lie half a window outside.
boxes() {
  local told=
  for _ in $(seq 40); do
    : >"$folder/told"
    xdotool mousemove_relative -- 1 0; sleep 0.15; xdotool mousemove_relative -- -1 0; sleep 0.3
    told=$(grep -aE 'trace: .* at -?[0-9]+ -?[0-9]+$' "$folder/told" | sort -u || true)
    [ -n "$told" ] && break
  done
  awk '
    NF { x = $(NF - 1); y = $NF; all++; if (x > -640 && x < 1920 && y > -360 && y < 1200) seen++ }
    END { print seen + 0, all + 0 }' <<<"$told"
}
look() {
  local seen all
  shot "$1"
  read -r seen all <<<"$(boxes)"
  echo "$1: $seen of $all boxes in sight"
  [ "$seen" -gt 0 ] || { echo "nothing is in sight"; exit 1; }
}
turn() { xdotool click "$1"; sleep "${PAUSE:-0.12}"; }

start "$folder/people.orgmap"
xdotool mousemove "${AT_X:-420}" "${AT_Y:-470}"
# The whole is shown until its first overview is there.
for _ in $(seq 120); do
  read -r _ folded <<<"$(boxes)"
  [ "$folded" -gt 0 ] && [ "$folded" -lt $((people / 4)) ] && break
  sleep 0.5
done
look 00-folded
read -r _ folded <<<"$(boxes)"
# In until everybody has a box, and a little nearer.
for step in $(seq "$steps"); do
  turn 4
  [ $((step % each)) = 0 ] || continue
  look "in-$(printf %02d "$step")"
  read -r _ opened <<<"$(boxes)"
  [ "$opened" = "$people" ] && break
done
for _ in 1 2 3; do turn 4; done
look "in-end"
read -r _ opened <<<"$(boxes)"
for step in $(seq $((steps + 20))); do
  turn 5
  [ $((step % each)) = 0 ] && look "out-$(printf %02d "$step")"
done
sleep 2
look "out-end"
read -r _ again <<<"$(boxes)"
leave
echo "$folded boxes, $opened when opened, $again when folded again"
[ "$opened" = "$people" ] && [ "$again" -le "$folded" ]
