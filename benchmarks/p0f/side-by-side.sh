#!/usr/bin/env bash
# p0f and `synoptic p0f` in turn on the same captures, whole process, log to a file: CPU and wall time, medians.
#
#   benchmarks/p0f/side-by-side.sh            everything, five runs each, less than 12 minutes on a quiet machine
#   benchmarks/p0f/side-by-side.sh --quick    one run each, without the slow rows
#
# The captures are made here on first use (in benchmarks/target: 1.5 GB, and 4.6 GB while ten copies of mail are read);
# mixed and mail need the folder of captures: SYNOPTIC_SHARED, else ../shared beside the checkout.
# What is printed is also written to benchmarks/p0f/results.md.
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -P "$here/../.." && pwd)
runs=5
quick=
case ${1:-} in
  --quick) runs=1 quick=yes ;;
  '') ;;
  *) echo "usage: $0 [--quick]" >&2; exit 2 ;;
esac
shared=${SYNOPTIC_SHARED:-$root/../shared}
work=$root/benchmarks/target/side-by-side
signatures=${P0F_FP:-/etc/p0f/p0f.fp}
results=$here/results.md
mkdir -p "$work"
export TZ=UTC
command -v p0f >/dev/null || { echo "p0f is not installed: apt-get install p0f" >&2; exit 3; }
"$root/synoptic" p0f -L >/dev/null # builds, if that is still to do
export SYNOPTIC_NO_BUILD=yes
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

make_capture() { # name, further arguments
  [ -s "$work/$1.pcap" ] && return
  "$java" "$here/Captures.java" "$1" "$work/$1.pcap.part" "${@:2}"
  mv "$work/$1.pcap.part" "$work/$1.pcap"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# One run; prints "CPU WALL" in seconds.
timed() { # capture, limits or -, command…
  local capture=$1 limits=$2 TIMEFORMAT='%U %S %R'
  shift 2
  [ "$limits" = - ] && limits=
  rm -f "$work/log"
  { time "$@" ${limits:+-m "$limits"} -f "$signatures" -r "$work/$capture.pcap" -o "$work/log" >/dev/null 2>"$work/err"; } 2>&1 |
    awk '{ print $1 + $2, $3 }'
}

# HTTP dates in mixed are read an hour off by p0f now and then, which shows in its change verdicts: two of its own runs differ.
sameness() {
  if cmp -s "$work/p0f.log" "$work/ours.log"; then
    echo equal
  elif cmp -s <(grep -av 'mod=host change|\|mod=ip sharing|' "$work/p0f.log") <(grep -av 'mod=host change|\|mod=ip sharing|' "$work/ours.log"); then
    echo "equal but for verdicts on dates"
  else
    echo differ
  fi
}

tell() { printf '%s\n' "$1" | tee -a "$results"; }

compare() { # capture, limits or -, budget, runs of p0f, runs of ours
  local capture=$1 limits=$2 budget=$3 i
  for who in p0f ours; do : >"$work/$who.times"; done
  cat "$work/$capture.pcap" >/dev/null # both read from memory
  for ((i = 0; i < $4 || i < $5; i++)); do
    if ((i < $4)); then timed "$capture" "$limits" p0f >>"$work/p0f.times"; mv "$work/log" "$work/p0f.log"; fi
    if ((i < $5)); then timed "$capture" "$limits" "$root/synoptic" p0f >>"$work/ours.times"; mv "$work/log" "$work/ours.log"; fi
  done
  local same pc oc pw ow
  same=$(sameness)
  pc=$(cut -d' ' -f1 "$work/p0f.times" | median); oc=$(cut -d' ' -f1 "$work/ours.times" | median)
  pw=$(cut -d' ' -f2 "$work/p0f.times" | median); ow=$(cut -d' ' -f2 "$work/ours.times" | median)
  tell "$(awk -v c="$capture" -v l="$limits" -v pc="$pc" -v oc="$oc" -v pw="$pw" -v ow="$ow" -v b="$budget" -v s="$same" -v n="$4/$5" \
    'BEGIN { printf "| %s | %s | %.2f | %.2f | %.1f | %.2f | %.2f | %.1f | %s | %s | %s |", c, (l == "-" ? "default" : l), pc, oc, pc / oc, pw, ow, pw / ow, b, s, n }')"
}

# Reading alone: how long it takes to bring every octet of the file before a program's eyes.
reading() { # capture
  local TIMEFORMAT='%U %S %R' seconds
  seconds=$({ time cat "$work/$1.pcap" >/dev/null; } 2>&1 | awk '{ print $1 + $2 }')
  tell "| $1 | $(stat -c %s "$work/$1.pcap" | awk '{ printf "%.0f", $1 / 1e6 }') | $seconds |"
}

make_capture syn1m
make_capture hs500k
corpus=
if [ -d "$shared/corpus" ]; then
  corpus=yes
  make_capture mixed "$shared/corpus"
  make_capture mail "$shared/corpus"
fi

: >"$results"
tell "Written by \`side-by-side.sh${quick:+ --quick}\` on $(date -u +%Y-%m-%d), $(nproc) CPUs ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)), load average $(cut -d' ' -f1 /proc/loadavg) at the start."
tell ""
tell "| capture | \`-m\` | p0f CPU s | Synoptic CPU s | ratio | p0f wall s | Synoptic wall s | ratio | budget | logs | runs |"
tell "|---|---|---|---|---|---|---|---|---|---|---|"
compare syn1m - 3 $runs $runs
compare hs500k - 3 $runs $runs
if [ -n "$corpus" ]; then
  compare mixed - 2 $runs $runs
  compare mail - 1 $runs $runs
fi
highest=100000,500000
if [ -n "$corpus" ]; then
  compare mixed $highest - $runs $runs
  compare mail $highest - $runs $runs
fi
if [ -z "$quick" ]; then
  # p0f takes two to three minutes a run here: one of its runs, five of ours.
  compare syn1m $highest 30 1 $runs
  compare hs500k $highest - 1 $runs
  if [ -n "$corpus" ]; then
    make_capture mail10 "$work/mail.pcap"
    compare mail10 - 2 3 3
  fi
fi
tell ""
tell "| capture | MB | CPU s to read it and do nothing |"
tell "|---|---|---|"
reading syn1m
[ -n "$corpus" ] && reading mixed
[ -n "$corpus" ] && reading mail
rm -f "$work/mail10.pcap" "$work"/*.log "$work/log"
