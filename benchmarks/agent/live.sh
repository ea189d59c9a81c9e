#!/bin/bash
# Sends the same frames over a virtual cable to tcpdump, p0f and the agent, each alone, and prints what each lost.
#   live.sh [FRAMES PER SECOND] [SECONDS]        needs root, tcpdump, p0f, python3, iproute2, curl; a built tree
# Every frame is a SYN, of which each makes a record: the most that a frame can cost. The agent has no brokers, so all goes
# to its spool. AGENT runs another agent than the tree's.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
rate=${1:-20000} seconds=${2:-20}
read -ra agent <<<"${AGENT:-$home/synoptic agent}"
work=$(mktemp -d) space=synoptic-b$$ near=syb$$ jobs=
finish() {
  [ -z "$jobs" ] || kill $jobs 2>/dev/null || true
  ip link del "$near" 2>/dev/null || true
  ip netns del "$space" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
ip netns add "$space"
ip link add "$near" type veth peer name far netns "$space"
ip addr add 10.97.0.1/24 dev "$near"
ip link set "$near" up
ip -n "$space" link set far up

cat >"$work/send.py" <<'P'
import socket, struct, sys, time
rate, seconds = int(sys.argv[1]), int(sys.argv[2])
out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
out.bind(("far", 0))
head = b"\x02\0\0\0\0\1\x02\0\0\0\0\2\x08\0"
def frame(i):
    tcp = struct.pack("!HHIIBBHHH", 1024 + i % 60000, 25, i, 0, 6 << 4, 2, 29200, 0, 0) + b"\x02\x04\x05\xb4"
    return head + struct.pack("!BBHHHBBH4sI", 0x45, 0, 20 + len(tcp), 1, 0x4000, 64, 6, 0, bytes([10, 97, i >> 16 & 255, 2]), 0x0a610001) + tcp
start, sent = time.monotonic(), 0
frames = [frame(i) for i in range(1 << 16)]
while (now := time.monotonic() - start) < seconds:
    while sent < rate * now:
        out.send(frames[sent & 65535]); sent += 1
    time.sleep(0.001)
print(sent)
P

told() { # name, frames seen
  printf '%-8s sent %9d  seen %9d  lost %8d  CPU %5s s\n' "$1" "$sent" "$2" $((sent - $2)) "$cpu"
}

run() { # name, what prints how many frames it saw
  local name=$1
  sent=$(ip netns exec "$space" python3 "$work/send.py" "$rate" "$seconds")
  sleep 1
  cpu=$(awk '{ print ($14 + $15) / 100 }' "/proc/$pid/stat")
  kill -TERM "$pid"; wait "$pid" 2>/dev/null || true
  told "$name" "$("$2")"
}

tcpdump -q -n -s 128 -i "$near" -w /dev/null 'tcp port 25' 2>"$work/tcpdump" & pid=$!; jobs=$pid; sleep 1
seen_tcpdump() { sed -n 's/ packets\? captured//p' "$work/tcpdump"; }
run tcpdump seen_tcpdump
p0f -i "$near" -o "$work/p0f.log" 'port 25' >"$work/p0f" 2>&1 & pid=$!; jobs=$pid; sleep 1
seen_p0f() { grep -c 'mod=syn|' "$work/p0f.log"; }
run p0f seen_p0f

cat >"$work/agent.yaml" <<Y
kafka: {bootstrap.servers: "127.0.0.1:1"}
agent: {name: bench, site: bench, live: {interfaces: [$near], folder: "$work/agent", status-port: 18482, syns-per-second: 1000000}}
Y
"${agent[@]}" --config "$work/agent.yaml" 2>"$work/agent.log" & pid=$!; jobs=$pid
metric() { curl -fs http://127.0.0.1:18482/metrics | sed -n "s/^synoptic_agent_$1 \([0-9.E]*\)\$/\1/p" | awk '{ printf "%d", $1 }'; }
until metric segments_total | grep -q .; do kill -0 "$pid"; sleep 0.2; done
started=$(awk '{ print ($14 + $15) / 100 }' "/proc/$pid/stat")
sent=$(ip netns exec "$space" python3 "$work/send.py" "$rate" "$seconds")
seen=-1
until now=$(metric segments_total) && [ "$now" = "$seen" ]; do seen=$now; sleep 1; done
cpu=$(awk '{ print ($14 + $15) / 100 }' "/proc/$pid/stat")
told agent "$seen"
echo "         of the CPU time $started s went into its start; the kernel lost $(metric kernel_drops_total), the queue $(metric queue_dropped_total)"
awk '/^VmHWM/ { print "         memory " $2 " KiB" }' "/proc/$pid/status"
kill -TERM "$pid"; wait "$pid" || [ $? = 143 ]
