#!/usr/bin/env bash
# The real window, drawn by software, in figures for the table: one line each, NAME and VALUES apart
# by blanks. Usage:
#   benches/window.sh PROGRAM SMALL.orgmap PAN-10000.orgmap PAN-100000.orgmap WHOLE-100000.orgmap \
#       [DRAW.mjs NETWORK-10000.json NETWORK-100000.json]
# `start`: milliseconds from the call to the first frame; `pan`: processor milliseconds of all
# threads that draw, for the frames of a pan, with their number; `open`: processor milliseconds of all
# threads from the call to the first picture, and those that had passed, of the map that is panned
# and of the whole one; `memory`: megabytes once nothing is worked out any more, of what programs
# share the part that falls to this one, as the peer's were counted, then the most of all that it
# ever held, shared or not. With DRAW.mjs, which `benches/peers/setup.sh` puts where its libraries
# are, peers in a browser take turns with it: their lines bear the name of the library behind that
# of the task. Where Xvfb or xdotool is missing nothing is said.
set -euo pipefail
program=$(realpath "$1")
command -v Xvfb >/dev/null && command -v xdotool >/dev/null || exit 0
folder=$(mktemp -d)
display=":$((500 + RANDOM % 400))"
Xvfb "$display" -noreset -screen 0 1600x900x24 >/dev/null 2>&1 &
screen=$!
app=
end() {
  [ -n "$app" ] && kill "$app" 2>/dev/null || true
  kill "$screen" 2>/dev/null || true
  rm -rf "$folder"
}
trap end EXIT
export DISPLAY="$display" XDG_CONFIG_HOME="$folder/config" XDG_STATE_HOME="$folder/state"
export XDG_DATA_HOME="$folder/data" LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
sleep 1

# Processor milliseconds of all threads so far.
spent() { awk '{print ($14 + $15) * 10}' "/proc/$app/stat"; }
# The same in microseconds, without the threads that read the map: they go on for minutes.
drawing() {
  local task readers=0
  for task in "/proc/$app"/task/*; do
    case $(cat "$task/comm" 2>/dev/null) in
      analysis | chance)
        readers=$((readers + $(cut -d' ' -f1 "$task/schedstat" 2>/dev/null || echo 0) / 1000)) ;;
    esac
  done
  echo "$(($(spent) * 1000 - readers))"
}
frames() { grep -c 'a frame took' "$folder/told" || true; }
# Opens a map; with a second word, how much the program says of itself.
open() {
  : >"$folder/told"
  FULCRUM_LOG="${2:-info}" "$program" "$1" 2>"$folder/told" &
  app=$!
}
close() { kill "$app" 2>/dev/null || true; wait "$app" 2>/dev/null || true; app=; }
# Waits until something was told, for two minutes at most.
until_told() {
  for _ in $(seq 12000); do
    grep -q "$1" "$folder/told" && return
    kill -0 "$app" 2>/dev/null || return 1
    sleep 0.01
  done
  return 1
}
# Waits until nothing is worked out any more, for three minutes at most.
rested() {
  local before now still=0
  for _ in $(seq 150); do
    before=$(spent)
    sleep 1
    now=$(spent)
    if [ $((now - before)) -lt 60 ]; then still=$((still + 1)); else still=0; fi
    [ "$still" -ge 4 ] && return
  done
}
fill() {
  window=$(timeout 60 xdotool search --sync --onlyvisible --name Fulcrum | head -n 1)
  xdotool windowmove "$window" 0 0 windowsize "$window" 1600 900 windowfocus "$window"
}
pan() {
  open "$2" debug
  fill
  until_told 'the first picture' || return 0
  local before count step
  # Until its readings and the picture with them are there, and nothing else is drawn any more.
  for _ in $(seq 60); do
    before=$(drawing)
    sleep 1
    if [ $(($(drawing) - before)) -lt 30000 ]; then count=$((${count:-0} + 1)); else count=0; fi
    [ "$count" -ge 4 ] && break
  done
  # On paper, where nothing lies.
  xdotool mousemove 20 780 mousedown 1
  sleep 0.5
  before=$(drawing)
  count=$(frames)
  for step in $(seq 120); do
    xdotool mousemove $((20 + 4 * (step % 60))) $((780 - step % 40))
    sleep 0.02
  done
  sleep 0.2
  echo "pan-$1 $((($(drawing) - before) / 1000)) $(($(frames) - count))"
  xdotool mouseup 1
  if [ -n "${SHOTS:-}" ]; then import -window root "$SHOTS/pan-$1.png"; fi
  close
}

for _ in 1 2 3 4 5; do
  open "$2"
  until_told 'the first frame' || continue
  echo "start $(sed -n 's/.*the first frame was there after \([0-9]*\) ms.*/\1/p' "$folder/told" | head -n 1)"
  close
done
# What a library in a browser takes for a pan, or to draw what is in the page.
peer() {
  [ -n "${draw:-}" ] || return 0
  local loaded frame clock
  read -r loaded frame clock < <(node "$draw" "$2" "$3" "$4" 2>/dev/null || true)
  [ -n "${clock:-}" ] || return 0
  case "$1" in
    open-*) echo "$1/$2 $loaded" ;;
    *) echo "$1/$2 $frame" ;;
  esac
}
first_picture() {
  open "$2"
  until_told 'the first picture' || return 0
  echo "open-$1 $(spent) $(sed -n 's/.*the first picture of a map was there after \([0-9]*\) ms.*/\1/p' "$folder/told" | head -n 1)"
}
draw=${6:-}
for _ in 1 2 3; do
  pan 10000 "$3"
  peer pan-10000 force-graph "${7:-}" 30
done
pan 100000 "$4"
peer pan-100000 vis-network "${8:-}" 10
peer pan-100000 canvas "${8:-}" 10
for _ in 1 2 3; do
  first_picture 200000 "$4"
  close
  peer open-200000 force-graph "${8:-}" 1
done
for _ in 1 2; do
  first_picture 589000 "$5"
  close
done
first_picture 589000 "$5"
fill
rested
echo "memory $(awk '/^Pss:/ {print int($2 / 1024)}' "/proc/$app/smaps_rollup") $(awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$app/status")"
if [ -n "${SHOTS:-}" ]; then import -window root "$SHOTS/open-100000.png"; fi
