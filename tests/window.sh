#!/usr/bin/env bash
# The whole path in the real window, by mouse and keyboard alone: a new map, five positions, four
# lines, three flows, one expertise, one decision right; saved through the dialog, quit, started
# again, opened through the dialog; the same map.
#
# Needs Xvfb, xdotool and ImageMagick's import; zenity gives the dialog. Usage:
#   tests/window.sh PATH_OF_FULCRUM [FOLDER_FOR_SCREENSHOTS]
set -euo pipefail

program=$(realpath "${1:?the path of the program}")
shots=$(mkdir -p "${2:-window-shots}" && realpath "${2:-window-shots}")
folder=$(mktemp -d)
saved="$folder/five.orgmap"

for need in Xvfb xdotool import zenity; do
  command -v "$need" >/dev/null || { echo "window.sh needs $need"; exit 2; }
done

display=":$((90 + RANDOM % 400))"
Xvfb "$display" -screen 0 1280x800x24 >/dev/null 2>&1 &
screen=$!
export DISPLAY="$display" XDG_CONFIG_HOME="$folder/config" LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
window=
app=
clean() {
  [ -n "$app" ] && kill "$app" 2>/dev/null || true
  kill "$screen" 2>/dev/null || true
  rm -rf "$folder"
}
trap clean EXIT
sleep 1

shot() { sleep 0.4; import -window root "$shots/$1.png"; }
start() {
  "$program" "$@" &
  app=$!
  window=$(timeout 30 xdotool search --sync --onlyvisible --name Fulcrum | head -n 1)
  xdotool windowmove "$window" 0 0 windowsize "$window" 1280 800 windowfocus "$window"
  sleep 1.5
}
click() { xdotool mousemove "$1" "$2"; sleep 0.15; xdotool click 1; sleep 0.3; }
double() { xdotool mousemove "$1" "$2"; sleep 0.15; xdotool click --repeat 2 --delay 60 1; sleep 0.35; }
focus() { xdotool windowfocus "$window"; sleep 0.3; }
keys() { xdotool key --clearmodifiers "$@"; sleep 0.3; }
words() { xdotool type --delay 15 "$1"; sleep 0.2; }
drag() {
  xdotool mousemove "$1" "$2"; sleep 0.15; xdotool mousedown 1; sleep 0.1
  xdotool mousemove $((($1 + $3) / 2)) $((($2 + $4) / 2)); sleep 0.1
  xdotool mousemove "$3" "$4"; sleep 0.15; xdotool mouseup 1; sleep 0.35
}
name() { double "$1" "$2"; words "$3"; keys Return; }
leave() {
  keys ctrl+q
  for _ in $(seq 50); do kill -0 "$app" 2>/dev/null || { app=; return; }; sleep 0.1; done
  echo "the program did not quit"; shot not-quit; exit 1
}
dialog() { timeout 20 xdotool search --sync --onlyvisible --class zenity | head -n 1; }

start
shot 01-welcome
keys ctrl+n

name 460 230 Director
name 220 430 "Head of Design"
name 460 430 "Head of Sales"
name 700 430 "Head of Works"
name 220 620 Designer
shot 02-five-positions

keys r
drag 220 430 460 230
drag 460 430 460 230
drag 700 430 460 230
drag 220 620 220 430
keys Escape
shot 03-four-lines

keys c; drag 460 230 220 620; keys Escape
keys i; drag 460 230 700 430; keys Escape
keys n; drag 460 430 700 430; keys Escape
shot 04-three-flows

click 220 620
click 1013 713; words design; keys Return
xdotool mousemove 1100 600
for _ in 1 2 3 4 5 6 7 8; do xdotool click 5; done
sleep 0.5
click 1013 234; words design; keys Return
shot 05-selected

keys ctrl+s
box=$(dialog)
xdotool windowfocus --sync "$box" 2>/dev/null || true
sleep 0.6
keys ctrl+a
words "$saved"
shot 06-save-dialog
keys Return
for _ in $(seq 50); do [ -s "$saved" ] && break; sleep 0.1; done
[ -s "$saved" ] || { echo "nothing was saved"; shot 06-not-saved; exit 1; }
cp "$saved" "$folder/first.orgmap"
sleep 0.5
focus
shot 07-saved
leave

start
keys ctrl+o
box=$(dialog)
xdotool windowfocus --sync "$box" 2>/dev/null || true
sleep 0.6
keys ctrl+l
words "$saved"
keys Return
sleep 1.5
focus
shot 08-opened-again
keys ctrl+s
sleep 1
cmp "$saved" "$folder/first.orgmap"
leave

count() { grep -c "$1" "$folder/first.orgmap" || true; }
# Once what the designer knows of design, once what it may decide there.
[ "$(count '"design": 3')" = 2 ] || { echo "expertise and right are not both saved"; exit 1; }
echo "positions $(count '"id": "p') lines $(count '"id": "l') flows $(count '"id": "f')"
"$program" check "$saved"
[ "$(count '"id": "p')" = 5 ] && [ "$(count '"id": "l')" = 4 ] && [ "$(count '"id": "f')" = 3 ]
echo "the same map, byte for byte"
