"""A switch's port onto a trunk: every frame that comes from PLAIN goes out of TRUNK behind VLAN tags, every frame that comes
from TRUNK goes out of PLAIN without. TCP connections are spread over one tag (802.1Q), a tag in a tag (802.1ad), and
two tags of the older kind; everything else has one. Runs until it is killed; prints `tagging` once it has begun."""
import select, socket, struct, sys

PLAIN, TRUNK = sys.argv[1], sys.argv[2]
Q, AD, TAGS = 0x8100, 0x88A8, (0x8100, 0x88A8, 0x9100)
KINDS = ([(Q, 7)], [(AD, 100), (Q, 7)], [(Q, 100), (Q, 7)])
SOL_PACKET, AUXDATA, IGNORE_OUTGOING = 263, 8, 23
TAG_TAKEN_OUT = 1 << 4  # TP_STATUS_VLAN_VALID: the kernel took the outer tag out of the frame and told it beside

def door(device):
    opened = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    opened.bind((device, 0))
    opened.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)  # SO_RCVBUFFORCE
    opened.setsockopt(SOL_PACKET, AUXDATA, 1)
    opened.setsockopt(SOL_PACKET, IGNORE_OUTGOING, 1)
    return opened

def receive(door):
    """A frame, and whether a tag was taken out of it."""
    frame, beside, _, _ = door.recvmsg(1 << 16, 256)
    taken = any(level == SOL_PACKET and kind == AUXDATA and struct.unpack_from("I", data)[0] & TAG_TAKEN_OUT
                for level, kind, data in beside)
    return frame, taken

def ports(frame):
    """Sum of the TCP ports, the same in both directions; 0 of what is no TCP."""
    kind = int.from_bytes(frame[12:14], "big")
    if kind == 0x0800 and frame[23] == 6:
        at = 14 + 4 * (frame[14] & 15)
    elif kind == 0x86DD and frame[20] == 6:
        at = 54
    else:
        return 0
    return sum(struct.unpack_from("!HH", frame, at))

def tagged(frame):
    tags = b"".join(struct.pack("!HH", kind, number) for kind, number in KINDS[ports(frame) % 3])
    return frame[:12] + tags + frame[12:]

def untagged(frame, taken):
    """Nothing where there was no tag: that is no frame of ours."""
    rest = frame[12:]
    while int.from_bytes(rest[:2], "big") in TAGS:
        rest, taken = rest[4:], True
    return frame[:12] + rest if taken else None

plain, trunk = door(PLAIN), door(TRUNK)
print("tagging", flush=True)
while True:
    for ready in select.select([plain, trunk], [], [])[0]:
        frame, taken = receive(ready)
        if ready is plain:
            trunk.send(tagged(frame))
        elif (bare := untagged(frame, taken)) is not None:
            plain.send(bare)
