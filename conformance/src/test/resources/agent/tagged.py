"""Sends COUNT handshakes (SYN, SYN+ACK, ACK) as raw Ethernet frames out of INTERFACE, behind the VLAN tags named (none,
`7`, or `7,8` for a tag in a tag); client ports count up from FIRST."""
import socket, struct, sys

device, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
tags = [int(t) for t in sys.argv[4].split(",")] if len(sys.argv) > 4 else []
CLIENT, SERVER, SYN, ACK = bytes([192, 0, 2, 77]), bytes([192, 0, 2, 25]), 2, 16

def tcp(source, target, seq, ack, flags, options=b""):
    return struct.pack("!HHIIBBHHH", source, target, seq, ack, (5 + len(options) // 4) << 4, flags, 29200, 0, 0) + options

def ip(source, target, payload):
    return struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 1, 0x4000, 64, 6, 0, source, target) + payload

def frame(payload):
    kinds = ([0x88A8] if len(tags) > 1 else [0x8100]) + [0x8100]
    head = b"\x02\0\0\0\0\1" + b"\x02\0\0\0\0\2"
    for kind, tag in zip(kinds, tags):
        head += struct.pack("!HH", kind, tag)
    return head + struct.pack("!H", 0x0800) + payload

out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
out.bind((device, 0))
mss = b"\x02\x04\x05\xb4"
for port in range(first, first + count):
    out.send(frame(ip(CLIENT, SERVER, tcp(port, 25, 1000, 0, SYN, mss))))
    out.send(frame(ip(SERVER, CLIENT, tcp(25, port, 5000, 1001, SYN | ACK, mss))))
    out.send(frame(ip(CLIENT, SERVER, tcp(port, 25, 1001, 5001, ACK))))
print("done", flush=True)
