"""`client COUNT ADDRESS,PORT...` makes COUNT connections to each, one after the other, to servers that read and say nothing;
prints one line `local-address local-port` for each that the server has closed, then `done`."""
import socket, sys

for word in sys.argv[3:]:
    address, port = word.rsplit(",", 1)
    for _ in range(int(sys.argv[2])):
        with socket.create_connection((address, int(port)), timeout=60) as line:
            local = line.getsockname()
            line.sendall(b"QUIT\r\n")
            line.shutdown(socket.SHUT_WR)
            while line.recv(100):
                pass
            print(local[0], local[1])
print("done", flush=True)
