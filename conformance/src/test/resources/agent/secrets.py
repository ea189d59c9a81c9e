"""A mail and an HTTP conversation full of secrets: each begins with `Geheim`. `server ADDRESS`, `client ADDRESS`."""
import asyncio, sys

SMTP, HTTP = 25, 8080

async def smtp(reader, writer):
    writer.write(b"220 mail.example ESMTP\r\n")
    in_data = False
    while line := await reader.readline():
        if in_data and line != b".\r\n":
            continue
        in_data = line == b"DATA\r\n"
        writer.write(b"354 go on\r\n" if in_data else b"250 ok\r\n")
        if line == b"QUIT\r\n":
            break
    await writer.drain()
    writer.close()

async def http(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nServer: nginx\r\nSet-Cookie: GeheimCookie\r\nContent-Length: 12\r\n\r\nGeheimInhalt")
    await writer.drain()
    writer.close()

async def serve(address):
    await asyncio.start_server(smtp, address, SMTP)
    web = await asyncio.start_server(http, address, HTTP)
    print("listening", flush=True)
    await web.serve_forever()

async def client(address):
    for _ in range(20):
        reader, writer = await asyncio.open_connection(address, SMTP)
        await reader.readline()
        for line in ("EHLO GeheimHelo", "AUTH PLAIN GeheimWort", "MAIL FROM:<GeheimSender@x>", "RCPT TO:<GeheimRcpt@x>",
                     "DATA", "Subject: GeheimSache\r\n\r\nGeheimBrief\r\n.", "QUIT"):
            writer.write(line.encode() + b"\r\n")
            await reader.readline()
        writer.close()
    for _ in range(5):
        reader, writer = await asyncio.open_connection(address, HTTP)
        await asyncio.sleep(0)
        writer.write(b"GET /GeheimPfad?token=GeheimToken HTTP/1.1\r\nHost: GeheimHost\r\nUser-Agent: Probe/1\r\n"
                     b"Cookie: GeheimCookie\r\nAuthorization: Basic GeheimWort\r\n\r\n")
        await reader.read()
        writer.close()
    print("done", flush=True)

asyncio.run(serve(sys.argv[2]) if sys.argv[1] == "server" else client(sys.argv[2]))
