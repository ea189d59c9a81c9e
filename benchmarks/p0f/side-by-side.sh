#!/usr/bin/env bash
# p0f and `synoptic p0f` in turn on the same captures, whole process, log to a file: CPU and wall time, medians.
#
#   benchmarks/p0f/side-by-side.sh [RUNS]          default limits, 5 runs each
#   BENCH_LIMITS=100000,500000 benchmarks/p0f/side-by-side.sh 1      at p0f's highest limits, where it takes minutes
#
# The captures are made here on first use (a gigabyte, in benchmarks/target); mixed and mail need the folder ../shared.
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
runs=${1:-5}
limits=${BENCH_LIMITS:-}
shared=${SYNOPTIC_SHARED:-$root/../shared}
work=$root/benchmarks/target/side-by-side
signatures=${P0F_FP:-/etc/p0f/p0f.fp}
mkdir -p "$work"
export TZ=UTC
command -v p0f >/dev/null || { echo "p0f is not installed: apt-get install p0f" >&2; exit 3; }
"$root/synoptic" p0f -L >/dev/null # builds, if that is still to do
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

make_capture() { # name, further arguments
  [ -s "$work/$1.pcap" ] && return
  "$java" "$here/Captures.java" "$1" "$work/$1.pcap.part" "${@:2}"
  mv "$work/$1.pcap.part" "$work/$1.pcap"
}
captures=(syn1m hs500k)
make_capture syn1m
make_capture hs500k
if [ -d "$shared/corpus" ]; then
  make_capture mixed "$shared/corpus"
  make_capture mail "$shared/corpus"
  captures+=(mixed mail)
fi

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# One run; prints "CPU WALL" in seconds.
timed() {
  rm -f "$work/log"
  local TIMEFORMAT='%U %S %R'
  { time "$@" ${limits:+-m "$limits"} -f "$signatures" -r "$work/$capture.pcap" -o "$work/log" >/dev/null 2>"$work/err"; } 2>&1 |
    awk '{ print $1 + $2, $3 }'
}

printf '%-8s %10s %10s %7s %10s %10s %7s %8s  %s\n' capture p0f-cpu ours-cpu ratio p0f-wall ours-wall ratio budget logs
for capture in "${captures[@]}"; do
  for who in p0f ours; do : >"$work/$who.times"; done
  for ((i = 0; i < runs; i++)); do
    timed p0f >>"$work/p0f.times"; mv "$work/log" "$work/p0f.log"
    timed "$root/synoptic" p0f >>"$work/ours.times"; mv "$work/log" "$work/ours.log"
  done
  same=differ; cmp -s "$work/p0f.log" "$work/ours.log" && same=equal
  case $capture${limits:+-limits} in
    syn1m | hs500k) budget=3 ;;
    syn1m-limits) budget=30 ;;
    mixed) budget=2 ;;
    *) budget=- ;;
  esac
  pc=$(cut -d' ' -f1 "$work/p0f.times" | median); oc=$(cut -d' ' -f1 "$work/ours.times" | median)
  pw=$(cut -d' ' -f2 "$work/p0f.times" | median); ow=$(cut -d' ' -f2 "$work/ours.times" | median)
  awk -v c="$capture" -v pc="$pc" -v oc="$oc" -v pw="$pw" -v ow="$ow" -v b="$budget" -v s="$same" \
    'BEGIN { printf "%-8s %10.2f %10.2f %7.1f %10.2f %10.2f %7.1f %8s  %s\n", c, pc, oc, pc / oc, pw, ow, pw / ow, b, s }'
done
