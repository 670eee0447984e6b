#!/usr/bin/env bash
# A whole workshop in the real window: twelve positions drawn round the table with whom they ask,
# what they know and decide, guesses with three pins and their answer, the scenes on the wall, the
# edit that clears the first misfit kept as a stage of its own, both stages compared, and the kit
# written. Prints how often a key was struck for the drawing, and checks after each step what the
# window tells, and at the end what was saved. Usage:
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
# How many states of its map the window has told of, and a wait until there is one more.
states() { grep -ac "fulcrum: debug: map " "$folder/told" || true; }
told_more_than() {
  for _ in $(seq 100); do [ "$(states)" -gt "$1" ] && return; sleep 0.1; done
  echo "nothing was changed: $2"; shot not-changed; exit 1
}
# What is on the screen is another thing than before.
differ() {
  cmp -s "$shots/$1.png" "$shots/$2.png" || return 0
  echo "$2 shows what $1 shows"; exit 1
}
# Waits until the window is called by this name.
called() {
  for _ in $(seq 100); do xdotool getwindowname "$window" | grep -q "$1" && return; sleep 0.1; done
  echo "the window is not called $1"; shot not-called; exit 1
}

start
xdotool mousemove 1279 799
keys ctrl+n
sleep 0.3
strokes=0

# Who reports to whom, person by person.
keys F4; sleep 0.5
keys Return; sleep 0.5
shot 01-who-is-at-the-top
say Director
say Research Workshop Accounts; ask_next
say Chemists Analysts Planners; ask_next
say Machines Assembly Foundries; ask_next
say Purchase Payrolls
shot 02-drawn
for title in Director Research Workshop Accounts Chemists Analysts Planners Machines Assembly \
  Foundries Purchase Payrolls; do
  [ -n "$(place "$title")" ] || { echo "$title was not drawn"; exit 1; }
done
keys Escape

# Whom they ask before they decide. Nobody is an answer.
sleep 0.3
keys F4; sleep 0.5
keys Tab Return; sleep 0.5
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
keys F4; sleep 0.5
keys Tab Tab
word currents
keys Tab Tab Return; sleep 0.5
say 1 2 1 0 5 4 3 2 1 1 0 0
shot 04-who-knows
keys Escape; sleep 0.3
keys F4; sleep 0.5
keys Tab Tab Return; sleep 0.5
say 3 1 1 1 0 0 0 0 0 0 0 0
shot 05-who-decides
keys Escape; sleep 0.5

keys ctrl+s
answer_dialog ctrl+a "$saved" 06-save-dialog
wait_for_file "$saved"
focus
called "workshop.orgmap – Fulcrum"

# Guess first: three pins, then the answer.
keys F9; sleep 0.5
keys Return; sleep 0.6
say "Ana: 0.9" "Bo: 0.4" "0.7"
shot 07-guesses-hidden
keys F9; sleep 0.6
shot 08-revealed
differ 07-guesses-hidden 08-revealed
keys Escape Escape; sleep 0.5

# The scenes on the wall.
command_named "usual scenes"
shot 09-strip
keys F5; sleep 1.2
for scene in 1 2 3 4 5 6 7 8; do
  shot "10-scene-$scene"
  [ "$scene" = 1 ] || differ "10-scene-$((scene - 1))" "10-scene-$scene"
  keys Next; sleep 0.8
done
keys h; sleep 0.5
shot 11-names-hidden
keys h; keys Escape; sleep 0.8

# The edit that clears the first misfit, kept in a stage of its own.
keys ctrl+shift+n; sleep 0.8
command_named "try what clears the first misfit"
sleep 1.5
shot 12-on-trial
before=$(states)
command_named "keep what is on trial"
told_more_than "$before" "what was on trial was not kept"
sleep 0.5
shot 13-kept
command_named "side by side"
sleep 1.5
shot 14-side-by-side
differ 13-kept 14-side-by-side
command_named "over each other"
sleep 1.5
shot 15-over
differ 14-side-by-side 15-over
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
# Every check says what it is about.
check() { "${@:2}" || { echo "not so: $1"; exit 1; }; }
pictures=$(find "$kit" -name 'scene-*.png' | wc -l)
pages=$(find "$kit" -name 'scene-*.pdf' | wc -l)
asked=$(count '"kind": "consult"')
echo "$drawing keystrokes for the drawing; $asked questions in both stages; $pictures scenes"
check "no more than 180 keystrokes for the drawing" [ "$drawing" -le 180 ]
check "two stages" [ "$(count '"id": "s')" = 2 ]
check "twelve positions in each" [ "$(count '"id": "p')" = 24 ]
check "the stage to be has a question more than twice the eight" [ "$asked" -gt 16 ]
check "one round of guesses" [ "$(count '"id": "g')" = 1 ]
check "a guess of Ana and one of Bo" [ "$(count '"who": "Ana"')$(count '"who": "Bo"')" = 11 ]
check "at least seven scenes, each with its picture" [ "$pictures" -ge 7 ]
check "as many scenes in the map" [ "$(count '"id": "c')" = "$pictures" ]
check "each scene with its page" [ "$pages" = "$pictures" ]
for file in report.html agenda.html guess-sheet.html survey.html map-sheet.html map.orgmap \
  scenes.pdf slides.pptx; do
  check "the kit has $file" [ -s "$kit/$file" ]
done
"$program" check "$saved"
cp "$saved" "$shots/workshop.orgmap"
