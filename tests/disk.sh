#!/usr/bin/env bash
# Disks as they are: full, used up, read-only, slow to flush, slow to give; two windows on one map,
# a map behind a link, a map that another program writes. In the real window, by keyboard; each
# ending is told, and a wrong one ends with 1.
#
# Needs Xvfb, xdotool, python3 and, for the slow flush, a C compiler; root for disks of their own.
# What cannot be had is said and left out. Usage:
#   tests/disk.sh PATH_OF_FULCRUM [FOLDER_FOR_SCREENSHOTS]
set -uo pipefail

program=$(realpath "${1:?the path of the program}")
here=$(cd "$(dirname "$0")/.." && pwd)
shots=$(mkdir -p "${2:-window-shots}" && realpath "${2:-window-shots}")
for need in Xvfb xdotool python3; do
  command -v "$need" >/dev/null || { echo "disk.sh needs $need: skipped"; exit 77; }
done

base=$(mktemp -d)
display=":$((90 + RANDOM % 400))"
Xvfb "$display" -noreset -screen 0 1280x800x24 >/dev/null 2>&1 &
screen=$!
export DISPLAY="$display" LIBGL_ALWAYS_SOFTWARE=1 HOME="$base"
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR
# A folder with nothing in it in place of the path: no program for dialogs is found.
mkdir "$base/empty"
apps=()
mounts=()
clean() {
  for app in "${apps[@]}"; do kill -9 "$app" 2>/dev/null; done
  kill "$screen" 2>/dev/null
  for mount in "${mounts[@]}"; do umount -l "$mount" 2>/dev/null; done
  rm -rf "$base"
}
trap clean EXIT
sleep 1

wrong=0
tell() { # what, whether it is so, how it ended
  if [ "$2" = yes ]; then echo "right  $1: $3"; else wrong=1; echo "WRONG  $1: $3"; fi
}
is() { if "$@" >/dev/null 2>&1; then echo yes; else echo no; fi; }
state="$base/state"
fresh() { state=$(mktemp -d -p "$base"); }
window=
# Starts the window; $1 is a word of its title.
start() {
  local title=$1
  shift
  env PATH="$base/empty" XDG_CONFIG_HOME="$state/config" XDG_STATE_HOME="$state/state" \
    ${preload:+LD_PRELOAD=$preload} "$program" "$@" 2>>"$base/errors" &
  app=$!
  apps+=("$app")
  local found=
  for _ in $(seq 400); do
    found=$(xdotool search --onlyvisible --name "$title" 2>/dev/null | while read -r id; do
      [ "$(xdotool getwindowpid "$id" 2>/dev/null)" = "$app" ] && echo "$id"; done | head -n 1)
    [ -n "$found" ] && break
    sleep 0.05
  done
  window=$found
  xdotool windowmove "$window" 0 0 windowsize "$window" 1280 800 windowfocus "$window"
  sleep 0.8
}
stop() { kill -9 "$app" 2>/dev/null; wait "$app" 2>/dev/null; }
keys() { xdotool key --clearmodifiers "$@"; sleep 0.25; }
edit() { keys p; sleep 0.2; xdotool type --delay 20 "$1"; sleep 0.1; keys Return; sleep 0.2; }
shot() { sleep 0.4; command -v import >/dev/null && import -window root "$shots/disk-$1.png"; true; }
title() { xdotool getwindowname "$window" 2>/dev/null; }
holds() { grep -q "\"$2\"" "$1" 2>/dev/null; }
whole() { python3 -c 'import json,sys; json.load(open(sys.argv[1]))' "$1"; }
journal() { cat "$state"/state/fulcrum/journals/*.journal 2>/dev/null; }
until_true() { for _ in $(seq 100); do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done; return 1; }
map() { cp "$here/examples/plant.orgmap" "$1"; }
alive() { kill -0 "$app" 2>/dev/null; }

small_disk() { # a disk of its own, $2 as mount knows it
  mkdir -p "$1"
  mount -t tmpfs -o "$2" tmpfs "$1" 2>/dev/null || return 1
  mounts+=("$1")
}

# 1. A full disk.
fresh
disk="$base/full"
if small_disk "$disk" size=256k; then
  map "$disk/map.orgmap"; cp "$disk/map.orgmap" "$base/before"
  start map.orgmap "$disk/map.orgmap"
  head -c 1000000 /dev/zero >"$disk/filler" 2>/dev/null
  edit Fullday; keys ctrl+s; sleep 1; shot full
  tell "full disk: the old file is whole" "$(is cmp "$disk/map.orgmap" "$base/before")" "nothing of it changed"
  tell "full disk: no leftover" "$(is test -z "$(ls -A "$disk" | grep part)")" "$(ls -A "$disk" | tr '\n' ' ')"
  tell "full disk: the edit is in the journal" "$(is grep -q Fullday <<<"$(journal)")" "and the window goes on"
  rm "$disk/filler"; keys Escape Return; keys ctrl+s
  tell "full disk: saved once there is room" "$(is until_true holds "$disk/map.orgmap" Fullday)" "$(title)"
  stop
else
  echo "left out: a full disk (a disk of its own needs root)"
fi

# 2. A full disk under the journal: told once, saving goes on.
fresh
disk="$base/fullstate"
if small_disk "$disk" size=64k; then
  state="$disk"; mkdir -p "$disk/config" "$disk/state"
  head -c 1000000 /dev/zero >"$disk/filler" 2>/dev/null
  map "$base/j.orgmap"; start j.orgmap "$base/j.orgmap"
  edit Nojournal; edit Again; sleep 0.6; shot full-journal
  keys ctrl+s
  tell "full disk under the journal: the map is saved" "$(is until_true holds "$base/j.orgmap" Again)" "$(title)"
  stop
else
  echo "left out: a full disk under the journal"
fi

# 3. A share of the disk that is used up: as a limit on the size of files, which ends alike.
fresh
map "$base/quota.orgmap"; cp "$base/quota.orgmap" "$base/before"
cat >"$base/limited" <<LIMITED
#!/bin/sh
ulimit -f 8
trap '' XFSZ
exec "$program" "\$@"
LIMITED
chmod +x "$base/limited"; kept=$program; program="$base/limited"
start quota.orgmap "$base/quota.orgmap"
edit Toomuch; keys ctrl+s; sleep 1; shot quota
tell "used-up share: the old file is whole" "$(is cmp "$base/quota.orgmap" "$base/before")" "$(title)"
tell "used-up share: the window goes on" "$(is alive)" "and says why"
program=$kept; stop

# 4. Read-only: the file, and the disk.
fresh
map "$base/locked.orgmap"; chmod 444 "$base/locked.orgmap"; cp "$base/locked.orgmap" "$base/before"
start locked.orgmap "$base/locked.orgmap"
edit Locked; keys ctrl+s; sleep 0.8; shot read-only
tell "read-only file: refused" "$(is cmp "$base/locked.orgmap" "$base/before")" "$(title)"
tell "read-only file: its mode stays" "$(is test "$(stat -c %a "$base/locked.orgmap")" = 444)" "444"
stop
fresh
disk="$base/ro"
if small_disk "$disk" size=1m && map "$disk/map.orgmap" && mount -o remount,ro "$disk"; then
  start map.orgmap "$disk/map.orgmap"
  edit Readonly; keys ctrl+s; sleep 0.8
  tell "read-only disk: the edit is kept" "$(is grep -q Readonly <<<"$(journal)")" "$(title)"
  stop
else
  echo "left out: a read-only disk"
fi

# 5. A disk that flushes slowly: the window stays awake, and quitting waits.
if command -v cc >/dev/null; then
  cat >"$base/slow.c" <<'SLOW'
#include <unistd.h>
int fsync(int file) { (void)file; sleep(3); return 0; }
int fdatasync(int file) { (void)file; return 0; }
SLOW
  cc -shared -fPIC -o "$base/slow.so" "$base/slow.c"
  fresh; map "$base/slow.orgmap"
  preload="$base/slow.so" start slow.orgmap "$base/slow.orgmap"
  edit Slow; keys ctrl+s; edit Meanwhile; keys ctrl+q; sleep 0.7; shot slow
  tell "slow flush: the window waits" "$(is alive)" "$(title)"
  tell "slow flush: the file is whole when it is there" "$(is until_true holds "$base/slow.orgmap" Slow)" "$(is whole "$base/slow.orgmap")"
  sleep 1
  tell "slow flush: what was edited meanwhile is asked about" "$(is alive)" "not lost in silence"
  stop
  fresh; map "$base/slow2.orgmap"
  preload="$base/slow.so" start slow2.orgmap "$base/slow2.orgmap"
  edit Slow; keys ctrl+s ctrl+q
  gone() { ! alive; }
  tell "slow flush: it quits by itself once written" "$(is until_true gone)" "$(is holds "$base/slow2.orgmap" Slow)"
else
  echo "left out: a slow flush (no C compiler)"
fi

# 6. A disk that gives slowly: the window can be used, and edits made meanwhile are asked about.
fresh; mkfifo "$base/pipe.orgmap"
start Fulcrum "$base/pipe.orgmap"
keys ctrl+n; edit Early; shot pipe-waiting
cat "$here/examples/plant.orgmap" >"$base/pipe.orgmap" &
sleep 1.5; shot pipe-asked
tell "slow read: what was edited meanwhile stays" "$(is grep -q Early <<<"$(journal)")" "$(title)"
stop

# 7. Settings on a slow disk: the window comes all the same.
fresh; mkdir -p "$state/config/fulcrum"; mkfifo "$state/config/fulcrum/settings.json"
map "$base/set.orgmap"; start set.orgmap "$base/set.orgmap"
tell "settings on a slow disk: the window opens" "$(is test -n "$window")" "$(title)"
stop

# 8. Two windows on one map: told, and whoever saves second is asked.
fresh; map "$base/two.orgmap"
start two.orgmap "$base/two.orgmap"; first=$window first_app=$app
start two.orgmap "$base/two.orgmap"; second=$window second_app=$app
sleep 0.5; shot two-told
keys Escape Return; edit Second; keys ctrl+s
tell "two windows: the first to save saves" "$(is until_true holds "$base/two.orgmap" Second)" "$(title)"
sleep 1.5
xdotool windowfocus "$first"; window=$first; app=$first_app; sleep 0.3; xdotool windowraise "$first" 2>/dev/null
edit First; keys ctrl+s; sleep 1; shot two-asked
tell "two windows: the second is asked" "$(is holds "$base/two.orgmap" Second)" "nothing was written over"
tell "two windows: nothing of the first is lost" "$(is grep -q First <<<"$(journal)")" "it is in its journal"
app=$second_app; stop; app=$first_app; stop
left=$(ls "$state"/state/fulcrum/journals/*.journal 2>/dev/null | wc -l)
tell "two windows: one journal is left" "$(is test "$left" = 1)" "$left"

# 9. A link is followed and stays a link.
fresh; mkdir "$base/real"; map "$base/real/map.orgmap"; ln -s real/map.orgmap "$base/link.orgmap"
start link.orgmap "$base/link.orgmap"
edit Linked; keys ctrl+s
tell "a link: the file behind it is written" "$(is until_true holds "$base/real/map.orgmap" Linked)" "$(title)"
tell "a link: it is one still" "$(is test -L "$base/link.orgmap")" "$(readlink "$base/link.orgmap")"
stop

# 10. Another program writes the file: told at once, asked on saving.
fresh; map "$base/out.orgmap"
start out.orgmap "$base/out.orgmap"
edit Ours
sed 's/"title": "A plant"/"title": "Theirs"/' "$here/examples/plant.orgmap" >"$base/out.orgmap"
cp "$base/out.orgmap" "$base/theirs"
sleep 1.5; shot outside-told
keys ctrl+s; sleep 1; shot outside-asked
tell "an outside change: not written over" "$(is cmp "$base/out.orgmap" "$base/theirs")" "$(title)"
# Save as, Overwrite, Open theirs, Cancel: the second button.
keys Tab; keys Return
tell "an outside change: overwritten by word" "$(is until_true holds "$base/out.orgmap" Ours)" "$(title)"
stop

# 11. The screen goes away: the journal has the edit.
fresh; map "$base/gone.orgmap"
Xvfb ":$((${display#:} + 401))" -screen 0 1280x800x24 >/dev/null 2>&1 &
other=$!; sleep 1
DISPLAY=":$((${display#:} + 401))"
start gone.orgmap "$base/gone.orgmap"
edit Kept; sleep 1; kill -9 "$other"; sleep 1
DISPLAY="$display"
tell "the screen goes away: the edit is in the journal" "$(is grep -q Kept <<<"$(journal)")" "the program has ended"
start Fulcrum; shot recovered
tell "the screen goes away: the next start offers it" "$(is test -n "$window")" "see the screenshot"
stop
[ "$wrong" = 0 ] || tail -n 5 "$base/errors"
exit "$wrong"
