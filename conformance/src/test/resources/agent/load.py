"""Sends RATE whole handshakes a second (SYN, SYN+ACK, ACK) as raw frames out of INTERFACE for SECONDS, of
connections that the first FIRST of them did not make; prints how many."""
import socket, struct, sys, time

device, rate, seconds, first = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
SERVER = bytes([198, 51, 100, 25])
HEAD = b"\x02\0\0\0\0\1\x02\0\0\0\0\2\x08\0"
MSS = b"\x02\x04\x05\xb4"

def frame(source, target, sport, dport, seq, ack, flags, options=b""):
    tcp = struct.pack("!HHIIBBHHH", sport, dport, seq, ack, (5 + len(options) // 4) << 4, flags, 29200, 0, 0) + options
    return HEAD + struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(tcp), 1, 0x4000, 64, 6, 0, source, target) + tcp

out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
out.bind((device, 0))
start, sent = time.monotonic(), 0
while (now := time.monotonic() - start) < seconds:
    while sent < rate * now:
        at = first + sent
        client, port = struct.pack("!I", (192 << 24) + (at // 60000 << 8) + at % 251), 1024 + at % 60000
        out.send(frame(client, SERVER, port, 25, 1000, 0, 2, MSS))
        out.send(frame(SERVER, client, 25, port, 5000, 1001, 18, MSS))
        out.send(frame(client, SERVER, port, 25, 1001, 5001, 16))
        sent += 1
    time.sleep(0.002)
print(sent, flush=True)
