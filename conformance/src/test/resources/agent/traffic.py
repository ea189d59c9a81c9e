"""Real TCP connections: `server ADDRESS,PORT...` answers each with a greeting; `client COUNT ADDRESS,PORT...` makes COUNT
connections to each, prints one line `local-address local-port` for every connection that was made, then `done`."""
import asyncio, sys

def targets(words):
    return [(w.rsplit(",", 1)[0], int(w.rsplit(",", 1)[1])) for w in words]

async def greet(reader, writer):
    try:
        writer.write(b"220 mail.example ESMTP\r\n")
        await writer.drain()
        await reader.readline()
        writer.write(b"221 2.0.0 Bye\r\n")
        await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()

async def serve(where):
    servers = [await asyncio.start_server(greet, a, p, backlog=1024) for a, p in where]
    print("listening", flush=True)
    await asyncio.gather(*(s.serve_forever() for s in servers))

async def visit(address, port, gate):
    async with gate:
        reader, writer = await asyncio.open_connection(address, port)
        local = writer.get_extra_info("sockname")
        try:
            await reader.readline()
            writer.write(b"QUIT\r\n")
            await reader.read()
            writer.close()
            await writer.wait_closed()
        except ConnectionResetError:
            pass  # a busy server may hang up on somebody: the connection was made all the same
        print(local[0], local[1], flush=False)

async def call(count, where):
    gate = asyncio.Semaphore(50)
    await asyncio.gather(*(visit(a, p, gate) for _ in range(count) for a, p in where))
    print("done", flush=True)

if sys.argv[1] == "server":
    asyncio.run(serve(targets(sys.argv[2:])))
else:
    asyncio.run(call(int(sys.argv[2]), targets(sys.argv[3:])))
