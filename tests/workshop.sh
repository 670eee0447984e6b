#!/usr/bin/env bash
# A whole workshop in the real window: twelve positions drawn round the table with whom they ask,
# what they know and decide, guesses with three pins and their answer, the scenes on the wall, the
# edit that clears the first misfit kept as a stage of its own, both stages compared, and the kit
# written. Prints how often a key was struck for the drawing, and checks what is saved. Usage:
#   tests/workshop.sh PATH_OF_FULCRUM [FOLDER_FOR_SCREENSHOTS]
set -euo pipefail
# shellcheck source=tests/steps.sh
source "$(dirname "$0")/steps.sh"
saved="$folder/workshop.orgmap"
kit="$folder/kit"

# A command by its name in the palette.
command_named() { keys ctrl+k; sleep 0.3; xdotool type --delay 12 "$1"; sleep 0.3; keys Return; sleep 0.6; }
# Types answers, each taken with Enter; Enter alone goes on to the next person.
say() { for answer in "$@"; do word "$answer"; keys Return; done; }
ask_next() { keys Return; }

start
xdotool mousemove 1279 799
keys ctrl+n
sleep 0.3
strokes=0

# Who reports to whom, person by person.
keys F4; sleep 0.4
keys Tab Return; sleep 0.4
shot 01-who-is-at-the-top
say Director
say Research Workshop Accounts; ask_next
say Chemists Analysts Planners; ask_next
say Machines Assembly Foundries; ask_next
say Purchase Payrolls
shot 02-drawn
keys Escape

# Whom they ask before they decide. Nobody is an answer.
sleep 0.3
keys F4; sleep 0.4
keys Tab Tab Return; sleep 0.4
say m; ask_next
say c; say w; ask_next
say an; ask_next
say pa; ask_next
say c; ask_next
say c; ask_next
say m; ask_next
shot 03-who-is-asked
keys Escape
drawing=$strokes
sleep 0.5

# What they know and may decide in one domain.
domain() {
  keys F4; sleep 0.5
  for _ in $(seq "$1"); do keys Tab; done
  xdotool type --delay 12 "currents"
  for _ in $(seq "$2"); do keys Tab; done
  keys Return; sleep 0.5
}
domain 3 2
say 1 2 1 0 5 4 3 2 1 1 0 0
shot 04-who-knows
keys Escape; sleep 0.3
keys F4; sleep 0.5
keys Tab Tab Tab Return; sleep 0.5
say 3 1 1 1 0 0 0 0 0 0 0 0
shot 05-who-decides
keys Escape; sleep 0.5

keys ctrl+s
answer_dialog ctrl+a "$saved" 06-save-dialog
wait_for_file "$saved"
focus

# Guess first: three pins, then the answer.
keys F9; sleep 0.5
keys Tab Return; sleep 0.6
say "Ana: 0.9" "Bo: 0.4" "0.7"
shot 07-guesses-hidden
keys F9; sleep 0.6
shot 08-revealed
keys Escape Escape; sleep 0.5

# The scenes on the wall.
command_named "usual scenes"
shot 09-strip
keys F5; sleep 1.2
for scene in 1 2 3 4 5 6 7 8; do
  shot "10-scene-$scene"
  keys Next; sleep 0.8
done
keys h; sleep 0.5
shot 11-names-hidden
keys h; keys Escape; sleep 0.8

# The edit that clears the first misfit, kept in a stage of its own.
keys ctrl+shift+n; sleep 0.8
command_named "clear the first misfit"
sleep 1.5
shot 12-on-trial
command_named "keep what is on trial"
sleep 0.8
shot 13-kept
command_named "side by side"
sleep 1.5
shot 14-side-by-side
command_named "over each other"
sleep 1.5
shot 15-over
keys Escape; sleep 0.4

# The kit.
command_named "workshop kit"
answer_dialog ctrl+a "$kit" 16-kit-dialog
for _ in $(seq 300); do [ -s "$kit/map.orgmap" ] && break; sleep 0.2; done
focus
sleep 0.5
shot 17-kit
keys ctrl+s
sleep 1
focus
leave

count() { count_in "$saved" "$1"; }
echo "$drawing keystrokes for the drawing"
echo "stages $(count '"id": "s') scenes $(count '"id": "c') rounds $(count '"id": "g')"
for file in report.html agenda.html guess-sheet.html survey.html map-sheet.html map.orgmap; do
  [ -s "$kit/$file" ] || { echo "the kit has no $file"; exit 1; }
done
pictures=$(find "$kit" -name 'scene-*.png' | wc -l)
echo "pictures $pictures"
"$program" check "$saved"
[ "$drawing" -le 180 ] && [ "$(count '"id": "s')" = 2 ] && [ "$(count '"id": "g')" = 1 ] \
  && [ "$(count '"id": "c')" = "$pictures" ] && [ "$pictures" -ge 7 ]
