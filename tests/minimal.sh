#!/usr/bin/env bash
# The window in a Debian that has nothing but what the readme names: with each library taken away,
# the program says in one sentence what to install and ends with 1; with all of them it opens.
#
# Needs root, debootstrap, Xvfb and xdotool. Usage:
#   tests/minimal.sh PATH_OF_FULCRUM [FOLDER_OF_THE_DEBIAN]
# The folder is filled when it is empty, and kept.
set -euo pipefail

program=$(realpath "${1:?the path of the program}")
root=${2:-$(mktemp -d)}
suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}

for need in debootstrap Xvfb xdotool chroot; do
  command -v "$need" >/dev/null || { echo "minimal.sh needs $need: skipped"; exit 77; }
done
[ "$(id -u)" = 0 ] || { echo "minimal.sh needs root: skipped"; exit 77; }

[ -x "$root/bin/bash" ] || debootstrap --variant=minbase "$suite" "$root" "$mirror" >/dev/null
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
install -m 755 "$program" "$root/usr/bin/fulcrum"

display=$((90 + RANDOM % 400))
Xvfb ":$display" -noreset -screen 0 1280x800x24 >/dev/null 2>&1 &
screen=$!
app=
clean() {
  [ -n "$app" ] && kill "$app" 2>/dev/null
  kill "$screen" 2>/dev/null
  true
}
trap clean EXIT
sleep 1

inside() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/bin:/bin "$@"; }
wrong=0
# One sentence with these words, no path of the machine it was built on, and 1.
refuses() {
  local what=$1 said code=0
  shift
  local words=()
  while [ "$1" != -- ]; do words+=("$1"); shift; done
  shift
  said=$(inside "$@" timeout 60 fulcrum 2>&1) || code=$?
  local bad=
  [ "$code" = 1 ] || bad="ended with $code"
  [ "$(wc -l <<<"$said")" = 1 ] || bad="$bad; not one line"
  grep -q '\.rs\b\|registry\|panicked' <<<"$said" && bad="$bad; names its sources"
  for word in "${words[@]}"; do
    grep -qF -- "$word" <<<"$said" || bad="$bad; does not name $word"
  done
  if [ -n "$bad" ]; then wrong=1; echo "WRONG  $what: $bad: $said"; else echo "right  $what: $said"; fi
}

here="DISPLAY=:$display"
needed=(libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon0 libxkbcommon-x11-0)
if ! inside dpkg -s libx11-6 >/dev/null 2>&1; then
  refuses "nothing installed" "${needed[@]}" -- "$here"
fi
inside apt-get -qq update >/dev/null 2>&1 || true
inside DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install \
  "${needed[@]}" libegl1 libgl1-mesa-dri >/dev/null 2>&1

refuses "no display" "no display" -- "NOTHING="
refuses "a wrong display" ":9999" "X server" -- "DISPLAY=:9999"
refuses "a display that is none" "nonsense" "X server" -- "DISPLAY=nonsense"

lib="$root/usr/lib/$(ls "$root/usr/lib" | grep -m1 linux-gnu)"
without() {
  local file=$1
  shift
  mkdir -p "$root/hidden"
  mv "$lib/$file"* "$root/hidden/"
  refuses "without $file" "$@" -- "$here"
  mv "$root/hidden/"* "$lib/"
}
without libX11.so.6 libx11-6 "libX11 " "libx11 "
without libX11-xcb.so.1 libx11-xcb1 libX11-xcb
without libXcursor.so.1 libxcursor1 libXcursor libxcursor
without libXi.so.6 libxi6 "libXi " "libxi "
without libxkbcommon.so.0 libxkbcommon0
without libxkbcommon-x11.so.0 libxkbcommon-x11-0
without libEGL.so.1 libegl1 libgl1-mesa-dri mesa-vulkan-drivers libglvnd-egl vulkan-swrast

inside "$here" LIBGL_ALWAYS_SOFTWARE=1 fulcrum &
app=$!
if DISPLAY=":$display" timeout 60 xdotool search --sync --onlyvisible --name Fulcrum >/dev/null; then
  echo "right  with what the readme names, the window opens"
else
  wrong=1
  echo "WRONG  with what the readme names, no window opens"
fi
exit "$wrong"
