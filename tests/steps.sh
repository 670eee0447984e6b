# What a person does in the real window, shared by the scripts that drive it. To be sourced, with
# the path of the program and a folder for screenshots as arguments.
#
# Needs Xvfb, xdotool and ImageMagick's import; zenity gives the dialog. Where one of them is not
# there, that is said, and nothing is checked: the script ends with 77.

program=$(realpath "${1:?the path of the program}")
shots=$(mkdir -p "${2:-window-shots}" && realpath "${2:-window-shots}")
folder=$(mktemp -d)

for need in Xvfb xdotool import zenity; do
  command -v "$need" >/dev/null || { echo "$(basename "$0"): skipped, needs $need"; exit 77; }
done

display=":$((90 + RANDOM % 400))"
Xvfb "$display" -noreset -screen 0 1280x800x24 >/dev/null 2>&1 &
screen=$!
export DISPLAY="$display" XDG_CONFIG_HOME="$folder/config" XDG_STATE_HOME="$folder/state"
export XDG_DATA_HOME="$folder/data" LIBGL_ALWAYS_SOFTWARE=1
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

# How often a key was struck.
strokes=0

shot() { sleep 0.4; import -window root "$shots/$1.png"; }
start() {
  FULCRUM_LOG=trace "$program" "$@" 2>>"$folder/told" &
  app=$!
  window=$(timeout 30 xdotool search --sync --onlyvisible --name Fulcrum | head -n 1)
  xdotool windowmove "$window" 0 0 windowsize "$window" 1280 800 windowfocus "$window"
  sleep 1.5
}
# Where something of this name was drawn last, by its own word: "X Y".
place() { grep -aF "fulcrum: trace: $1 at " "$folder/told" | tail -n 1 | sed 's/.* at //'; }
# The same, of a field in the side panel, which is scrolled until the field is in sight.
field() {
  local y
  xdotool mousemove 1140 500
  for _ in $(seq 60); do
    y=$(place "$1" | cut -d' ' -f2)
    if [ "$y" -gt 720 ]; then xdotool click 5; elif [ "$y" -lt 140 ]; then xdotool click 4; else break; fi
    sleep 0.15
  done
  sleep 0.3
  place "$1"
}
focus() { xdotool windowfocus "$window"; sleep 0.3; }
click() { xdotool mousemove "$1" "$2"; sleep 0.15; xdotool click 1; sleep 0.3; }
double() { xdotool mousemove "$1" "$2"; sleep 0.15; xdotool click --repeat 2 --delay 60 1; sleep 0.35; }
drag() {
  xdotool mousemove "$1" "$2"; sleep 0.15; xdotool mousedown 1; sleep 0.1
  xdotool mousemove $((($1 + $3) / 2)) $((($2 + $4) / 2)); sleep 0.1
  xdotool mousemove "$3" "$4"; sleep 0.15; xdotool mouseup 1; sleep 0.35
}
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
# Waits for the dialog, types a path into it and takes it.
answer_dialog() {
  local box
  box=$(timeout 20 xdotool search --sync --onlyvisible --class zenity | head -n 1)
  xdotool windowfocus --sync "$box" 2>/dev/null || true
  sleep 0.6
  xdotool key --clearmodifiers "$1"
  xdotool type --delay 15 "$2"
  shot "$3"
  xdotool key --clearmodifiers Return
}
wait_for_file() {
  for _ in $(seq 50); do [ -s "$1" ] && return; sleep 0.1; done
  echo "nothing was saved"; shot not-saved; exit 1
}
leave() {
  keys ctrl+q
  for _ in $(seq 50); do kill -0 "$app" 2>/dev/null || { app=; return; }; sleep 0.1; done
  echo "the program did not quit"; shot not-quit; exit 1
}
# How often a text stands in a file, however many times in one line.
count_in() { { grep -o -- "$2" "$1" || true; } | wc -l; }
