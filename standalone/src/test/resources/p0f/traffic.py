"""Real connections inside one network namespace towards another: plain, mail-like and HTTP, IPv4 and IPv6.

Roles: `server` listens and says "ready"; `client` opens COUNT connections of several kinds, one after the other.
"""
import socket
import sys
import threading
import time

V4, V6 = "10.99.0.2", "fd99::2"
MAIL, WEB = 25, 80


def serve(family, address, port, answer):
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen(512)

    def loop():
        while True:
            connection, _ = listener.accept()
            with connection:
                try:
                    answer(connection)
                except OSError:
                    pass

    threading.Thread(target=loop, daemon=True).start()


def mail(connection):
    connection.sendall(b"220 mx.example.net ESMTP\r\n")
    connection.recv(512)
    connection.sendall(b"250 mx.example.net\r\n")
    connection.recv(512)


def web(connection):
    connection.recv(4096)
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nServer: Apache/2.4.62\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n"
        b"Connection: close\r\n\r\nok"
    )


def server():
    for family, address in ((socket.AF_INET, V4), (socket.AF_INET6, V6)):
        serve(family, address, MAIL, mail)
        serve(family, address, WEB, web)
    print("ready", flush=True)
    sys.stdin.read()


AGENTS = (
    b"curl/7.88.1",
    b"Mozilla/5.0 (X11; Linux x86_64; rv:10.0) Gecko/20100101 Firefox/10.0",
    b"Wget/1.21.3",
)


def connect(number):
    v6 = number % 3 == 2
    port = WEB if number % 2 else MAIL
    connection = socket.socket(socket.AF_INET6 if v6 else socket.AF_INET, socket.SOCK_STREAM)
    if number % 5 == 3:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    if number % 7 == 4:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1300)
    connection.connect((V6 if v6 else V4, port))
    with connection:
        if port == MAIL:
            connection.recv(512)
            connection.sendall(b"EHLO client.example.org\r\n")
            connection.recv(512)
            connection.sendall(b"QUIT\r\n")
        else:
            agent = AGENTS[number % len(AGENTS)]
            connection.sendall(
                b"GET /%d HTTP/1.1\r\nHost: web.example.net\r\nUser-Agent: %s\r\nAccept: */*\r\n"
                b"Accept-Language: de,en;q=0.5\r\nConnection: close\r\n\r\n" % (number, agent)
            )
            while connection.recv(4096):
                pass


if __name__ == "__main__":
    if sys.argv[1] == "server":
        server()
    else:
        # The listeners' buffers are small, p0f's the smallest: no faster than they can take it on a busy machine.
        for each in range(int(sys.argv[2])):
            connect(each)
            time.sleep(0.004)
