#!/usr/bin/env bash
# A whole company in the real window: opened, zoomed into and back, a name searched, everybody
# selected in a box, a branch of thousands dragged and put back, a superior changed, saved. Prints
# the longest frame of the window's thread after each step, in processor time, and the memory; wrong
# is a frame of more than MOST milliseconds (50) that the window itself took. Screenshots are to be looked at. Usage:
#   FULCRUM_CASES=FOLDER [PEOPLE=100000] tests/scale.sh PATH_OF_FULCRUM [FOLDER_FOR_SCREENSHOTS]
# The people are made up by `bench/generate_org.py` beside the folder of cases; MAP names a file to
# be opened instead.
set -euo pipefail
[ -n "${FULCRUM_CASES:-}${MAP:-}" ] || { echo "scale.sh: skipped, FULCRUM_CASES is not set"; exit 77; }
command -v python3 >/dev/null || { echo "scale.sh: skipped, needs python3"; exit 77; }
# shellcheck source=tests/steps.sh
source "$(dirname "$0")/steps.sh"
people=${PEOPLE:-100000}
most=${MOST:-50}
map="$folder/people.orgmap"
if [ -n "${MAP:-}" ]; then
  cp "$MAP" "$map"
else
  bench=$(realpath "$FULCRUM_CASES/../bench")
  python3 "$bench/generate_org.py" "$people" "$folder/made" >/dev/null
  python3 "$bench/to_table_folder.py" "$folder/made" "$folder/tables"
  "$program" convert "$folder/tables" "$map" >/dev/null
  rm -r "$folder/made" "$folder/tables"
fi

wrong=0
from=1
# The longest frame since the last step: what the window took to make it, and with what the toolkit
# and the drawing by software took after it.
told() {
  local made whole line
  line=$(wc -l <"$folder/told")
  made=$(tail -n "+$from" "$folder/told" | sed -n 's/.*of the window, \([0-9]*\) to make it.*/\1/p' | sort -n | tail -n 1)
  whole=$(tail -n "+$from" "$folder/told" | sed -n 's/.*a frame took \([0-9]*\) ms.*/\1/p' | sort -n | tail -n 1)
  from=$((line + 1))
  printf '%-34s longest frame %4s ms, with drawing by software %4s ms, memory %s MB\n' \
    "$1" "${made:-<16}" "${whole:-<16}" "$(($(memory VmRSS) / 1024))"
  if [ "${made:-0}" -gt "$most" ]; then wrong=1; fi
}
memory() { sed -n "s/^$1:[^0-9]*\([0-9]*\) kB/\1/p" "/proc/$app/status"; }
# The processor time, in milliseconds, of the threads that place and draw: readings go on for longer.
drawing() {
  local sum=0 task
  for task in "/proc/$app"/task/*; do
    case $(cat "$task/comm" 2>/dev/null) in
      places | unfolding | picture | look | file | files | fulcrum)
        sum=$((sum + $(cut -d' ' -f1 "$task/schedstat" 2>/dev/null || echo 0) / 1000000)) ;;
    esac
  done
  echo "$sum"
}
# Waits, so many half seconds at most, until nothing is placed or drawn any more.
rested() {
  local before now still=0
  for _ in $(seq "${1:-240}"); do
    before=$(drawing)
    sleep 0.5
    now=$(drawing)
    if [ $((now - before)) -lt 40 ]; then still=$((still + 1)); else still=0; fi
    [ "$still" -ge 4 ] && return
  done
  echo "  (still being drawn)"
}
turns() { for _ in $(seq "$2"); do xdotool click "$1"; sleep 0.06; done; }

begun=$(date +%s)
FULCRUM_LOG=info "$program" "$map" 2>>"$folder/told" &
app=$!
window=$(timeout 60 xdotool search --sync --onlyvisible --name Fulcrum | head -n 1)
xdotool windowmove "$window" 0 0 windowsize "$window" 1280 800 windowfocus "$window"
sleep 1
shot 01-while-it-is-read
told "the window is there"
for _ in $(seq 240); do
  xdotool getwindowname "$window" | grep -q people && break
  sleep 0.25
done
echo "  read after $(($(date +%s) - begun)) s"
sleep 2
shot 02-just-read
rested 600
echo "  drawn after $(($(date +%s) - begun)) s"
shot 03-opened
told "open"
xdotool mousemove 480 400
turns 4 40
rested 60
shot 04-nearer
told "zoom in"
keys Left Right
drag 480 400 300 300
shot 05-panned
told "pan"
turns 5 60
rested 60
shot 06-back
told "zoom out"

who=$(printf 'P%07d' $((people * 2 / 3)))
keys ctrl+f
sleep 0.6
word "$who"
sleep 1
shot 07-search
told "search a name"
keys Return
rested 240
shot 08-found
told "fly to it, with everybody drawn"
xdotool mousemove 600 300
sleep 0.3
xdotool mousemove 470 420
turns 5 3
sleep 1
turns 4 3
sleep 1
shot 09-near-by
told "point and turn the wheel near it"
turns 5 "${OUT:-34}"
rested 60
shot 10-far
told "zoom out with everybody drawn"
xdotool keydown shift
drag 60 160 900 740
xdotool keyup shift
sleep 2
shot 11-boxed
told "select in a box"
keys Escape Escape
sleep 0.5
# A whole branch with everybody drawn: from somebody up six superiors, whose box comes into the
# middle and is taken with all below it.
keys ctrl+f
sleep 0.6
word "$who"
sleep 0.8
keys Return
rested 120
xdotool mousemove 470 730
keys Up Up Up Up Up Up
sleep 1
keys shift+2
rested 60
shot 12-leader
keys alt+shift+t
rested 60
told "select a branch of thousands"
drag 470 420 540 470
rested 120
shot 13-dragged
told "drag it"
keys ctrl+z
rested 120
shot 14-undone
told "undo"
keys Escape Escape
sleep 0.5
keys ctrl+f
sleep 0.5
word "$who"
sleep 0.8
keys Return
rested 120
keys r
sleep 0.3
word "$(printf 'P%07d' $((people / 3)))"
sleep 0.8
shot 15-superior-offered
keys Return
rested 240
shot 16-superior-changed
told "change a superior"
keys ctrl+s
for _ in $(seq 120); do
  xdotool getwindowname "$window" | grep -q unsaved || break
  sleep 0.25
done
rested 60
shot 17-saved
told "save"
echo "memory at the end $(($(memory VmRSS) / 1024)) MB, at most $(($(memory VmHWM) / 1024)) MB"
leave
cp "$map" "$folder/saved.orgmap"
"$program" check "$folder/saved.orgmap" | head -n 3
[ "$wrong" = 0 ] || echo "a frame took more than $most ms"
exit "$wrong"
