"""Makes the kernel put checksums into what it sends out of INTERFACE, as a cable would have them (ethtool --offload tx off)."""
import array, fcntl, socket, struct, sys

SIOCETHTOOL, SET_TX_CHECKSUMS = 0x8946, 0x17
value = array.array("B", struct.pack("II", SET_TX_CHECKSUMS, 0))
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, SIOCETHTOOL, struct.pack("16sP", sys.argv[1].encode(), value.buffer_info()[0]))
