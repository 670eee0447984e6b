#!/usr/bin/env bash
# The whole path in the real window, by mouse and keyboard alone: a new map, five positions, four
# lines, three flows, one expertise, one decision right; saved through the dialog, quit, started
# again, opened through the dialog; the same map. Usage:
#   tests/window.sh PATH_OF_FULCRUM [FOLDER_FOR_SCREENSHOTS]
set -euo pipefail
# shellcheck source=tests/steps.sh
source "$(dirname "$0")/steps.sh"
saved="$folder/five.orgmap"

name() { double "$1" "$2"; word "$3"; keys Return; sleep 0.3; }
link() {
  local from to
  read -r -a from <<<"$(place "$1")"
  read -r -a to <<<"$(place "$2")"
  drag "${from[@]}" "${to[@]}"
  sleep 0.2
}
arrow() { keys "$1"; sleep 0.2; link "$2" "$3"; keys Escape; sleep 0.2; }
domain() {
  local at
  read -r -a at <<<"$(field "$1")"
  click "${at[@]}"
  word "$2"
  keys Return
  sleep 0.3
}

start
shot 01-welcome
keys ctrl+n
sleep 0.3

name 460 230 Director
name 220 430 "Head of Design"
name 460 430 "Head of Sales"
name 700 430 "Head of Works"
name 220 620 Designer
shot 02-five-positions

keys r; sleep 0.2
link "Head of Design" Director
link "Head of Sales" Director
link "Head of Works" Director
link Designer "Head of Design"
keys Escape
shot 03-four-lines

arrow c Director Designer
arrow i Director "Head of Works"
arrow n "Head of Sales" "Head of Works"
shot 04-three-flows

read -r -a at <<<"$(place Designer)"
click "${at[@]}"
domain "Add expertise in" design
domain "Add a right in" design
shot 05-selected

keys ctrl+s
answer_dialog ctrl+a "$saved" 06-save-dialog
wait_for_file "$saved"
sleep 0.5
cp "$saved" "$folder/first.orgmap"
focus
shot 07-saved
leave

start
keys ctrl+o
answer_dialog ctrl+l "$saved" 08-open-dialog
sleep 1.5
focus
shot 09-opened-again
keys ctrl+s
sleep 1
cmp "$saved" "$folder/first.orgmap"
leave

count() { count_in "$folder/first.orgmap" "$1"; }
# Once what the designer knows of design, once what it may decide there.
[ "$(count '"design": 3')" = 2 ] || { echo "expertise and right are not both saved"; exit 1; }
echo "positions $(count '"id": "p') lines $(count '"id": "l') flows $(count '"id": "f')"
"$program" check "$saved"
[ "$(count '"id": "p')" = 5 ] && [ "$(count '"id": "l')" = 4 ] && [ "$(count '"id": "f')" = 3 ]
echo "the same map, byte for byte"
