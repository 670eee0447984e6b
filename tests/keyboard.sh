#!/usr/bin/env bash
# A person at the keyboard of the real window: twelve positions with their names and lines, two
# units and eight flows, without the mouse. Prints how often a key was struck, and saves. Usage:
#   tests/keyboard.sh PATH_OF_FULCRUM [FOLDER_FOR_SCREENSHOTS]
set -euo pipefail
# shellcheck source=tests/steps.sh
source "$(dirname "$0")/steps.sh"
saved="$folder/twelve.orgmap"

unit() { keys alt+shift+t ctrl+g; word "$1"; keys Return; }
flow() { keys "$1"; word "$2"; keys Return; }
branch() {
  word "$1"; keys Tab; shift
  word "$1"; keys Return; shift
  for name in "$@"; do keys Return; word "$name"; keys Return; done
}

start
# The pointer is out of the way.
xdotool mousemove 1279 799

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
answer_dialog ctrl+a "$saved" 03-save-dialog
wait_for_file "$saved"

count() { count_in "$saved" "$1"; }
echo "positions $(count '"id": "p') lines $(count '"id": "l') units $(count '"id": "u')" \
  "flows $(count '"id": "f')"
echo "$strokes keystrokes"
[ "$(count '"id": "p')" = 12 ] && [ "$(count '"id": "l')" = 11 ] \
  && [ "$(count '"id": "u')" = 2 ] && [ "$(count '"id": "f')" = 8 ] && [ "$strokes" -le 235 ]
