#!/usr/bin/env bash
# A person at the keyboard of the real window: twelve positions with their names and lines, two
# units and eight flows, without the mouse. Prints how often a key was struck, and saves.
#
# Needs Xvfb, xdotool and ImageMagick's import; zenity gives the dialog. Usage:
#   tests/keyboard.sh PATH_OF_FULCRUM [FOLDER_FOR_SCREENSHOTS]
set -euo pipefail

program=$(realpath "${1:?the path of the program}")
shots=$(mkdir -p "${2:-window-shots}" && realpath "${2:-window-shots}")
folder=$(mktemp -d)
saved="$folder/twelve.orgmap"

for need in Xvfb xdotool import zenity; do
  command -v "$need" >/dev/null || { echo "keyboard.sh needs $need"; exit 2; }
done

display=":$((90 + RANDOM % 400))"
Xvfb "$display" -screen 0 1280x800x24 >/dev/null 2>&1 &
screen=$!
export DISPLAY="$display" XDG_CONFIG_HOME="$folder/config" LIBGL_ALWAYS_SOFTWARE=1
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
app=
clean() {
  [ -n "$app" ] && kill "$app" 2>/dev/null || true
  kill "$screen" 2>/dev/null || true
  rm -rf "$folder"
}
trap clean EXIT
sleep 1

shot() { sleep 0.5; import -window root "$shots/$1.png"; }
strokes=0
keys() {
  for key in "$@"; do
    xdotool key --clearmodifiers "$key"
    strokes=$((strokes + 1))
    sleep 0.04
  done
}
word() {
  xdotool type --delay 12 "$1"
  strokes=$((strokes + ${#1}))
}
unit() { keys alt+shift+t ctrl+g; word "$1"; keys Return; }
flow() { keys "$1"; word "$2"; keys Return; }
branch() {
  word "$1"; keys Tab; shift
  word "$1"; keys Return; shift
  for name in "$@"; do keys Return; word "$name"; keys Return; done
}

"$program" &
app=$!
window=$(timeout 30 xdotool search --sync --onlyvisible --name Fulcrum | head -n 1)
xdotool windowmove "$window" 0 0 windowsize "$window" 1280 800 windowfocus "$window"
# The pointer is out of the way.
xdotool mousemove 1279 799
sleep 1.5

keys ctrl+n p
word Director
keys Tab
branch Research Chemists Analysts Planners
keys Up Return
branch Workshop Machines Assembly Foundries
keys Up Return
branch Accounts Purchase Payrolls
shot 01-twelve
keys Up Left Left
unit Sciences
keys Right
unit Factory
keys Left
flow c m
flow c w
keys Up
flow i w
flow i ac
flow n r
keys Down Down
flow c pl
keys Right
flow c ch
keys Right
flow n d
shot 02-flows

keys ctrl+s
box=$(timeout 20 xdotool search --sync --onlyvisible --class zenity | head -n 1)
xdotool windowfocus --sync "$box" 2>/dev/null || true
sleep 0.6
xdotool key --clearmodifiers ctrl+a
xdotool type --delay 12 "$saved"
xdotool key --clearmodifiers Return
for _ in $(seq 50); do [ -s "$saved" ] && break; sleep 0.1; done
[ -s "$saved" ] || { echo "nothing was saved"; shot 03-not-saved; exit 1; }

count() { grep -c "$1" "$saved" || true; }
echo "positions $(count '"id": "p') lines $(count '"id": "l') units $(count '"id": "u')" \
  "flows $(count '"id": "f')"
echo "$strokes keystrokes"
[ "$(count '"id": "p')" = 12 ] && [ "$(count '"id": "l')" = 11 ] \
  && [ "$(count '"id": "u')" = 2 ] && [ "$(count '"id": "f')" = 8 ] && [ "$strokes" -le 235 ]
