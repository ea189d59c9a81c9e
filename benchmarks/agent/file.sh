#!/bin/bash
# Reads one capture of frames without a SYN by tcpdump, p0f and the agent, and prints how fast.
#   benchmarks/agent/file.sh [FRAMES]       needs tcpdump, p0f, python3; a built tree: mvn package -DskipTests -pl benchmarks -am
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
frames=${1:-5000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. benchmarks/jdk.sh
: "${CP:=benchmarks/target/classes:$(echo standalone/target/standalone-*.jar):$(cat standalone/target/launcher/dependencies.all)}"

# ACKs with timestamps to port 25, of clients at random.
python3 - "$frames" "$work/acks.pcap" <<'P'
import random, struct, sys
random.seed(1)
def frame():
    tcp = struct.pack("!HHIIBBHHHBBBBII", random.randrange(1024, 65536), 25, random.getrandbits(32), random.getrandbits(32),
                      8 << 4, 16, 29200, 0, 0, 1, 1, 8, 10, random.getrandbits(32), random.getrandbits(32))
    ip = struct.pack("!BBHHHBBHII", 0x45, 0, 52, 1, 0x4000, 64, 6, 0, random.getrandbits(32), 0xC0000219)
    return b"\x02\0\0\0\0\1\x02\0\0\0\0\2\x08\0" + ip + tcp
some = [frame() for _ in range(4096)]
with open(sys.argv[2], "wb") as out:
    out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
    left, second = int(sys.argv[1]), 1700000000
    while left > 0:
        head = struct.pack("<IIII", second, 0, 66, 66)
        out.write(b"".join(head + each for each in some[:left]))
        left -= 4096; second += 1
P
TIMEFORMAT='%U s user, %S s system, %R s'
echo "tcpdump -w /dev/null:"; time tcpdump -r "$work/acks.pcap" -w /dev/null 2>/dev/null
if command -v p0f >/dev/null; then echo "p0f:"; time p0f -r "$work/acks.pcap" -o "$work/log" >/dev/null 2>&1; fi
echo "the agent:"
"$JAVA" -Xmx128m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.synoptic.schemas \
  -cp "$CP" dev.synoptic.benchmarks.ReadCapture "$work/acks.pcap"
