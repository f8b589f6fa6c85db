#!/bin/sh
# Plays the orderings of this kit on a real kernel under QEMU, and keeps what its console says.
# Needs gcc, QEMU (Debian: gcc, qemu-system-x86), xz; and apt-get for --debian. No root.
set -eu

usage() {
  cat <<'USAGE'
usage: ./run.sh --debian [VERSION] [options]       a stock kernel of Debian's; the newest of its line
       ./run.sh --kernel IMAGE --modules DIR [options]

  --debian [VERSION]   6.12 (if none is said), 6.1, 6.12.107+deb12, ...
  --kernel IMAGE       a kernel image, such as bzImage
  --modules DIR        where its modules are, anywhere below
  --module FILE.ko     takes the place of the module of that name; may be said several times
  --cache DIR          where packages are kept (default: .cache in this folder)
  --logs DIR           where console logs go (default: logs in this folder)
  --watchdog SECONDS   time-out of the hung-task watchdog (default: 2)
  --rounds N           so many rounds of each raced ordering (default: 20)
  --repeat N           each staged ordering so many times, for what is a race all the same (default: 1)
  --limit SECONDS      for each boot (default: 1200)
  --before SCRIPT      a shell script that the machine runs before each ordering
  --during SCRIPT      one that it runs while somebody is stuck
  --busybox FILE       a static busybox, which these two need (Debian: busybox-static)
  --accel NAME         tcg, or kvm where it can be had (default: tcg)
USAGE
}

die() {
  echo "run.sh: $1" >&2
  exit "${2:-2}"
}

unset CDPATH # with it cd would say where it went
here=$(cd "$(dirname "$0")" && pwd)
image='' modules='' debian='' cache=$here/.cache logs=$here/logs replace=''
watchdog=2 rounds=20 repeat=1 limit=1200 accel=tcg before='' during='' busybox=''

number() {
  case $2 in '' | *[!0-9]* | 0*) die "$1 wants a number of 1 or more, not '$2'" ;; esac
  [ "${#2}" -lt 6 ] || die "$1 wants a smaller number than $2"
}

[ $# -gt 0 ] || { usage; exit 2; }
while [ $# -gt 0 ]; do
  option=$1
  shift
  case $option in
    --debian)
      debian=6.12
      case ${1:-} in [0-9]*) debian=$1; shift ;; esac
      continue ;;
    -h | --help) usage; exit 0 ;;
    --kernel | --modules | --module | --cache | --logs | --watchdog | --rounds | --repeat | --limit | --accel | \
      --before | --during | --busybox)
      [ $# -gt 0 ] || die "$option wants a value" ;;
    *) die "unknown option '$option'; --help says which there are" ;;
  esac
  case $option in
    --kernel) image=$1 ;;
    --modules) modules=$1 ;;
    --module)
      [ -f "$1" ] || die "there is no module $1"
      replace="$replace
$(cd "$(dirname "$1")" && pwd)/$(basename "$1")" ;;
    --cache) cache=$1 ;;
    --logs) logs=$1 ;;
    --watchdog) number "$option" "$1"; watchdog=$1 ;;
    --rounds) number "$option" "$1"; rounds=$1 ;;
    --repeat) number "$option" "$1"; repeat=$1 ;;
    --limit) number "$option" "$1"; limit=$1 ;;
    --accel) accel=$1 ;;
    --before) before=$1 ;;
    --during) during=$1 ;;
    --busybox) busybox=$1 ;;
  esac
  shift
done
[ -n "$debian" ] || [ -n "$image" ] || die "--debian, or --kernel and --modules"
[ -z "$debian" ] || [ -z "$image" ] || die "--debian or --kernel, not both"

for file in "$before" "$during" "$busybox"; do
  [ -z "$file" ] || [ -f "$file" ] || die "there is no file $file"
done
[ -z "$before$during" ] || [ -n "$busybox" ] || die "a script needs --busybox"

# Holds a lock of util-linux on an open file; where there is none, nobody is kept out.
alone() {
  ! command -v flock >/dev/null 2>&1 || flock "$@"
}
# Two of them would take away each other's logs. QEMU has the lock as well, should it live longer.
mkdir -p "$logs" && : >>"$logs/.lock" || die "nothing can be kept in $logs" 3
exec 9>>"$logs/.lock"
alone -n 9 || die "another run.sh plays into $logs; --logs says where else to"

need() {
  command -v "$1" >/dev/null 2>&1 || die "$1 is missing (Debian: apt-get install $2)" 3
}
need "${CC:-gcc}" gcc
need qemu-system-x86_64 qemu-system-x86
need xz xz-utils

# The newest package of a line, fetched and unpacked once.
fetch_debian() {
  need apt-get apt
  need dpkg-deb dpkg
  case $debian in
    *+deb* | *-*) pattern="^linux-image-$debian-amd64-unsigned\$" ;;
    *) pattern="^linux-image-$debian\\.[0-9.+a-z-]*-amd64-unsigned\$" ;;
  esac
  pattern=$(printf '%s' "$pattern" | sed 's/+/\\+/g')
  package=$(apt-cache pkgnames linux-image- | grep -E -e "$pattern" |
    grep -v -e -rt- -e -cloud- | sort -V | tail -n 1)
  [ -n "$package" ] ||
    die "apt-cache knows no linux-image-$debian...-amd64-unsigned; apt-get update may help" 3
  mkdir -p "$cache"
  exec 8>>"$cache/.lock"
  alone 8 # until whoever else fetches is through
  unpacked=$cache/$package
  if [ ! -e "$unpacked/.complete" ]; then
    echo "run.sh: fetching $package" >&2
    rm -rf "$unpacked.part" "$unpacked"
    mkdir -p "$unpacked.part/deb"
    (cd "$unpacked.part/deb" && apt-get -o APT::Sandbox::User=root download "$package" >&2) ||
      die "$package could not be fetched" 3
    dpkg-deb -x "$unpacked.part"/deb/*.deb "$unpacked.part"
    rm -rf "$unpacked.part/deb"
    touch "$unpacked.part/.complete"
    mv "$unpacked.part" "$unpacked"
  fi
  exec 8>&-
  image=$(ls "$unpacked"/boot/vmlinuz-*)
  modules=$unpacked/lib/modules
}

[ -z "$debian" ] || fetch_debian
[ -f "$image" ] || die "there is no kernel image $image"
[ -z "$modules" ] || [ -d "$modules" ] || die "there is no directory $modules"

work=$(mktemp -d "${TMPDIR:-/tmp}/killpath-kit.XXXXXX")
machine=''
trap 'rm -rf "$work"' EXIT
# A shell acts on a signal when what it waits for is over: so it waits for the machine with "wait".
end() {
  [ -z "$machine" ] || kill "$machine" 2>/dev/null || true
  exit "$1"
}
trap 'end 129' HUP
trap 'end 130' INT
trap 'end 143' TERM

"${CC:-gcc}" -std=c11 -O2 -static -pthread -Wall -Wextra -o "$work/player" "$here"/player/*.c ||
  die "the player could not be built (Debian: apt-get install gcc libc6-dev)" 3

# Modules, each behind those that it depends on; what is built into the kernel is nowhere here.
mkdir "$work/modules"
: >"$work/loaded"
unpack() {
  case $1 in
    *.ko) cat "$1" ;;
    *.ko.xz) xz -dc "$1" ;;
    *.ko.gz) gzip -dc "$1" ;;
    *.ko.zst) need zstd zstd; zstd -qdc "$1" ;;
  esac
}
find_module() {
  printf '%s\n' "$replace" | grep -e "/$1\\.ko\$" | head -n 1 | grep . && return
  [ -n "$modules" ] || return 0
  find "$modules" \( -name "$1.ko" -o -name "$1.ko.xz" -o -name "$1.ko.gz" -o -name "$1.ko.zst" \) \
    | head -n 1
}
add_module() {
  if grep -qx "$1" "$work/loaded"; then return; fi
  echo "$1" >>"$work/loaded"
  local file name
  # Names have dashes or underscores, as it happens.
  file=$(find_module "$1")
  [ -n "$file" ] || file=$(find_module "$(printf '%s' "$1" | tr _ -)")
  [ -n "$file" ] || return 0
  unpack "$file" >"$work/module.$1"
  for name in $(tr '\0' '\n' <"$work/module.$1" | sed -n 's/^depends=//p' | tr , ' '); do
    add_module "$name"
  done
  mv "$work/module.$1" "$work/modules/$(printf '%03d' "$(ls "$work/modules" | wc -l)")-$1.ko"
}
for module in $(cat "$here/modules"); do add_module "$module"; done
# Whoever tries a patch wants that module played, and no other.
printf '%s\n' "$replace" | while IFS= read -r file; do
  [ -n "$file" ] || continue
  name=$(basename "$file" .ko)
  grep -qxF -e "$name" -e "$(printf '%s' "$name" | tr - _)" "$work/loaded" ||
    die "no ordering of this kit needs a module of the name of $file"
done

set -- "init=$work/player"
for file in "$work"/modules/*; do
  [ -e "$file" ] || continue
  set -- "$@" "killpath/modules/$(basename "$file")=$file"
done
for file in "$here"/plans/*; do set -- "$@" "killpath/plans/$(basename "$file")=$file"; done
[ -z "$before" ] || set -- "$@" "killpath/before=$before"
[ -z "$during" ] || set -- "$@" "killpath/during=$during"
[ -z "$busybox" ] || set -- "$@" "bin/busybox=$busybox"
"$work/player" pack "$work/initrd" "$@" || die "the initial file system could not be made" 3

rm -f "$logs"/console-*.log "$logs"/failed-boot-*.log
from=0 boot=1 status=0 failures=0
plans=$(ls "$here/plans" | wc -l)
while [ "$from" -lt "$plans" ]; do
  log=$logs/console-$boot.log
  echo "run.sh: boot $boot, from ordering $((from + 1)) of $plans, into $log" >&2
  begin=$(date +%s) qemu=0
  timeout --foreground --kill-after=10 "$limit" qemu-system-x86_64 -machine "q35,accel=$accel" -cpu max \
    -smp 2 -m 512 -nographic -no-reboot -kernel "$image" -initrd "$work/initrd" \
    -append "console=ttyS0 panic=-1 quiet loglevel=7 rdinit=/init killpath.from=$from killpath.watchdog=$watchdog killpath.rounds=$rounds killpath.repeat=$repeat" \
    </dev/null >"$log" 2>&1 &
  machine=$!
  wait "$machine" || qemu=$?
  machine=''
  echo "run.sh: boot $boot took $(($(date +%s) - begin)) s" >&2
  played=$(tr -d '\r' <"$log" | sed -n 's/.*killpath: stop played=\([0-9]*\) .*/\1/p' | tail -n 1)
  if [ -z "$played" ]; then
    # It says how far it came before it fell silent; go on behind that.
    echo "run.sh: boot $boot did not come to an end (QEMU: $qemu)" >&2
    played=$(tr -d '\r' <"$log" |
      sed -n 's/.*killpath: begin ordering=\([^ ]*\) .*/\1/p' | uniq | wc -l)
    if [ "$played" -eq 0 ]; then
      # Emulated processors crash now and then while a kernel patches its own code.
      failures=$((failures + 1))
      [ "$failures" -lt 3 ] || die "the player never began; see $log" 3
      mv "$log" "$logs/failed-boot-$failures.log"
      continue
    fi
    status=3
  fi
  [ "$played" -gt 0 ] || played=1
  from=$((from + played))
  boot=$((boot + 1))
done
echo "run.sh: done; to compare: java -jar killpath.jar compare --orderings $here/scripts $logs/console-*.log" >&2
exit "$status"
