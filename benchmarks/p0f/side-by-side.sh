#!/usr/bin/env bash
# p0f and `synoptic p0f` in turn on the same captures, whole process, log to a file: CPU and wall time, medians.
#
#   benchmarks/p0f/side-by-side.sh [--quick] [--runs N] [ROW…]
#
# Without ROW everything, five runs each, about a quarter of an hour on a quiet machine; --quick makes one run each and leaves the
# slow rows out. Rows: syn1m hs500k mixed mail mail10 scaling, and syn1m-highest and so on for p0f's highest limits.
#
# The captures are made here on first use (in benchmarks/target: 1.5 GB, and 4.6 GB more for ten copies of mail); mixed and
# mail need the folder of captures: SYNOPTIC_SHARED, else ../shared beside the checkout.
# What is printed goes to benchmarks/p0f/results.md, which keeps the rows of earlier calls beside those of this one.
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -P "$here/../.." && pwd)
runs=5
quick=
chosen=
while [ $# -gt 0 ]; do
  case $1 in
    --quick) runs=1 quick=yes ;;
    --runs) runs=${2:?--runs needs a number} && shift ;;
    -*) echo "usage: $0 [--quick] [--runs N] [ROW…]" >&2; exit 2 ;;
    *) chosen="$chosen $1" ;;
  esac
  shift
done
shared=${SYNOPTIC_SHARED:-$root/../shared}
work=$root/benchmarks/target/side-by-side
signatures=${P0F_FP:-/etc/p0f/p0f.fp}
results=$here/results.md
rows=$work/rows
mkdir -p "$rows"
export TZ=UTC
command -v p0f >/dev/null || { echo "p0f is not installed: apt-get install p0f" >&2; exit 3; }
"$root/synoptic" p0f -L >/dev/null # builds, if that is still to do
export SYNOPTIC_NO_BUILD=yes
. "$here/../jdk.sh"

make_capture() { # name, further arguments
  [ -s "$work/$1.pcap" ] && return
  "$JAVA" "$here/Captures.java" "$1" "$work/$1.pcap.part" "${@:2}"
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

# Whether a row is to be run: all that are not slow, unless some were chosen.
wanted() { # row, slow or -
  if [ -n "$chosen" ]; then
    case " $chosen " in *" $1 "*) return 0 ;; *) return 1 ;; esac
  fi
  [ -z "$quick" ] || [ "$2" = - ]
}

compare() { # capture, limits or -, budget, runs of p0f, runs of ours, slow or -
  local capture=$1 limits=$2 budget=$3 i row=$1 load
  [ "$limits" = - ] || row=$1-highest
  wanted "$row" "$6" || return 0
  case $capture in
    mixed | mail) [ -n "$corpus" ] || return 0; make_capture "$capture" "$shared/corpus" ;;
    mail10) [ -n "$corpus" ] || return 0; make_capture mail "$shared/corpus"; make_capture mail10 "$work/mail.pcap" ;;
    *) make_capture "$capture" ;;
  esac
  for who in p0f ours; do : >"$work/$who.times"; done
  cat "$work/$capture.pcap" >/dev/null # both read from memory
  load=$(cut -d' ' -f1 /proc/loadavg)
  for ((i = 0; i < $4 || i < $5; i++)); do
    if ((i < $4)); then timed "$capture" "$limits" p0f >>"$work/p0f.times"; mv "$work/log" "$work/p0f.log"; fi
    if ((i < $5)); then timed "$capture" "$limits" "$root/synoptic" p0f >>"$work/ours.times"; mv "$work/log" "$work/ours.log"; fi
  done
  local same pc oc pw ow
  same=$(sameness)
  pc=$(cut -d' ' -f1 "$work/p0f.times" | median); oc=$(cut -d' ' -f1 "$work/ours.times" | median)
  pw=$(cut -d' ' -f2 "$work/p0f.times" | median); ow=$(cut -d' ' -f2 "$work/ours.times" | median)
  awk -v c="$capture" -v l="$limits" -v pc="$pc" -v oc="$oc" -v pw="$pw" -v ow="$ow" -v b="$budget" -v s="$same" -v n="$4/$5" -v load="$load" \
    'BEGIN { printf "| %s | %s | %.2f | %.2f | %.1f | %.2f | %.2f | %.1f | %s | %s | %s | %s |\n", c, (l == "-" ? "default" : l), pc, oc, pc / oc, pw, ow, pw / ow, b, s, n, load }' |
    tee "$rows/$row"
}

# Reading alone: how long it takes to bring every octet of the file before a program's eyes.
reading() { # capture
  local TIMEFORMAT='%U %S %R' seconds
  [ -f "$work/$1.pcap" ] || return 0
  seconds=$({ time cat "$work/$1.pcap" >/dev/null; } 2>&1 | awk '{ print $1 + $2 }')
  echo "| $1 | $(stat -c %s "$work/$1.pcap" | awk '{ printf "%.0f", $1 / 1e6 }') | $seconds |"
}

# Half a million handshakes of ever more hosts, all of which are remembered: Synoptic alone.
scaling() {
  wanted scaling - || return 0
  local hosts i cpu
  for hosts in 10k 100k 500k; do
    make_capture hs$hosts
    : >"$work/ours.times"
    for ((i = 0; i < runs; i++)); do timed hs$hosts $highest "$root/synoptic" p0f >>"$work/ours.times"; done
    cpu=$(cut -d' ' -f1 "$work/ours.times" | median)
    awk -v h=$hosts -v c="$cpu" 'BEGIN { printf "| %s | %.2f | %.0f |\n", h, c, c / 1.5e6 * 1e9 }'
  done | tee "$rows/scaling"
}

corpus=
[ -d "$shared/corpus" ] && corpus=yes
highest=100000,500000
compare syn1m - 3 "$runs" "$runs" -
compare hs500k - 3 "$runs" "$runs" -
compare mixed - 2 "$runs" "$runs" -
compare mail - 1 "$runs" "$runs" -
compare mail10 - 2 "$runs" "$runs" slow
compare mixed $highest - "$runs" "$runs" -
compare mail $highest - "$runs" "$runs" -
scaling
compare syn1m $highest 30 1 "$runs" slow # p0f takes two to three minutes a run
compare hs500k $highest - 1 "$runs" slow

{
  echo "Written by \`side-by-side.sh\`, last on $(date -u +%Y-%m-%d), $(nproc) CPUs ($(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)). Load: average at the start of the row; runs: of p0f and of Synoptic."
  echo
  echo "| capture | \`-m\` | p0f CPU s | Synoptic CPU s | ratio | p0f wall s | Synoptic wall s | ratio | budget | logs | runs | load |"
  echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
  for row in syn1m hs500k mixed mail mail10 syn1m-highest hs500k-highest mixed-highest mail-highest; do
    if [ -f "$rows/$row" ]; then cat "$rows/$row"; fi
  done
  if [ -f "$rows/scaling" ]; then
    echo
    echo "| hosts | CPU s for 1.5 million packets at the highest limits | ns per packet |"
    echo "|---|---|---|"
    cat "$rows/scaling"
  fi
  echo
  echo "| capture | MB | CPU s to read it and do nothing |"
  echo "|---|---|---|"
  for capture in syn1m mixed mail mail10; do reading "$capture"; done
} >"$results"
rm -f "$work"/*.log "$work/log"
