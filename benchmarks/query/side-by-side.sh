#!/usr/bin/env bash
# p0f and the gateway's query socket in turn, asked by the same C client: rates and times of answers, medians.
#
#   benchmarks/query/side-by-side.sh [ROUNDS] [SECONDS]      3 rounds of 2 seconds each: under three minutes
#
# Needs root (p0f captures on lo), p0f, cc, python3 and bench_v3.c in ../shared/clients or named in BENCH_V3_SOURCE.
# SYNOPTIC_CLASS_PATH takes the place of the built tree's class path.
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
rounds=${1:-3}
seconds=${2:-2}
source=${BENCH_V3_SOURCE:-${SYNOPTIC_SHARED:-$root/../shared}/clients/bench_v3.c}
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT
for program in p0f cc python3; do
  command -v "$program" >/dev/null || { echo "$program is not installed" >&2; exit 3; }
done
[ -f "$source" ] || { echo "$source: no such file; name bench_v3.c in BENCH_V3_SOURCE" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "p0f captures: run as root" >&2; exit 2; }
ulimit -n 8192
cc -O2 -o "$work/bench" "$source"

if [ -n "${SYNOPTIC_CLASS_PATH:-}" ]; then
  class_path=$SYNOPTIC_CLASS_PATH
else
  "$root/synoptic" config reference >/dev/null # builds, if that is still to do
  out=$root/standalone/target
  class_path=$(echo "$out"/standalone-*.jar):$(cat "$out/launcher/dependencies.all")
fi
. "$here/../jdk.sh"
"$JAVA" --enable-native-access=ALL-UNNAMED -XX:+UseCompactObjectHeaders -Xmx1g -cp "$class_path" \
  "$here/QueryServer.java" "$work/synoptic" &
pids+=($!)
p0f -i lo -s "$work/p0f" -S 100 -o "$work/p0f.log" 'tcp port 47313' >"$work/p0f.out" 2>&1 &
pids+=($!)
wait_for() { for _ in $(seq 300); do [ -S "$1" ] && return; sleep 0.1; done; cat "$work/p0f.out" >&2; echo "$1 does not come" >&2; exit 3; }
wait_for "$work/p0f"
wait_for "$work/synoptic"
# one connection over lo, so that p0f knows 127.0.0.1
python3 - <<'P'
import socket, time
s = socket.create_server(("127.0.0.1", 47313)); c = socket.create_connection(("127.0.0.1", 47313)); a, _ = s.accept()
time.sleep(0.5); c.close(); a.close()
P

ask() { "$work/bench" -t "$seconds" "${@:2}" "$work/$1" 127.0.0.1; }
for _ in 1 2 3; do # the compiler's turn
  ask synoptic -c 64 >/dev/null
  ask synoptic -n >/dev/null
done

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
number() { sed -n "s/.*$1 *\([0-9.]*\).*/\1/p"; }

printf '%-34s %10s %10s %6s   %s\n' "case" "p0f/s" "synoptic/s" "ratio" "p50, p99, p99.9 us: p0f; synoptic"
run_case() { # name, budget or -, arguments
  local name=$1 budget=$2 line
  shift 2
  rm -f "$work"/{p0f,synoptic}.{rate,p50,p99,p999}
  for _ in $(seq "$rounds"); do
    for who in p0f synoptic; do
      line=$(ask "$who" "$@")
      case $line in *" nomatch 0 bad 0 malformed 0 connerr 0;"*) ;; *) echo "$who: $line" >&2 ;; esac
      number 'mode=[a-z]*:' <<<"$line" >>"$work/$who.rate"
      number 'p50' <<<"$line" >>"$work/$who.p50"
      number 'p99 ' <<<"$line" >>"$work/$who.p99"
      number 'p99\.9' <<<"$line" >>"$work/$who.p999"
    done
  done
  local a b
  a=$(median <"$work/p0f.rate")
  b=$(median <"$work/synoptic.rate")
  printf '%-34s %10.0f %10.0f %6.2f   %s %s %s; %s %s %s   %s\n' "$name" "$a" "$b" \
    "$(awk -v a="$a" -v b="$b" 'BEGIN { print b / a }')" \
    "$(median <"$work/p0f.p50")" "$(median <"$work/p0f.p99")" "$(median <"$work/p0f.p999")" \
    "$(median <"$work/synoptic.p50")" "$(median <"$work/synoptic.p99")" "$(median <"$work/synoptic.p999")" "$budget"
}
run_case "1 connection kept" ">= 0.9" -c 1
run_case "16 connections kept" ">= 0.9" -c 16
run_case "20 connections kept" ">= 0.9" -c 20
run_case "64 connections kept" ">= 0.9" -c 64
run_case "1 connection, 16 in flight" ">= 0.9" -c 1 -d 16
run_case "a new connection for every query" "> 1" -n
printf '%-34s %s\n' "1,000 connections (p0f ends at 100)" "$(ask synoptic -c 1000)"
