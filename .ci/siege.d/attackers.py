"""What attackers do. Each attack is a function; it runs in a process of its own, for a number of seconds.

They come from 127.0.0.1. All write as fast as the server reads, and read at once, unless the attack is not to read."""
import itertools, json, os, random, selectors, signal, socket, struct, sys, time

from people import connect, frame

ADDRESS = "127.0.0.1"
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: a close resets the connection


class Peer:
    """A connection with what it is going to write. `refill` returns more bytes, b"" for now, or None for ever."""

    def __init__(self, port, name, refill=lambda: None, reads=True):
        self.port, self.name, self.refill, self.reads = port, name, refill, reads
        self.received = self.written = 0
        self.open()

    def open(self):
        self.socket = socket.socket()
        if not self.reads:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.bind((ADDRESS, 0))
        self.socket.settimeout(10)
        self.socket.connect(("127.0.0.1", self.port))
        self.socket.setblocking(False)
        self.out = frame({"type": "hello", "nick": self.name, "extensions": True}) if self.name else b""

    def fileno(self):
        return self.socket.fileno()

    def write(self):
        """Returns whether there may be more to write."""
        if not self.out:
            self.out = self.refill()
        if self.out:
            sent = self.socket.send(self.out)
            self.written, self.out = self.written + sent, self.out[sent:]
        return self.out is not None

    def read(self):
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("closed")
        self.received += len(data)
        return data


class Run:
    """One attack: its end, random numbers, ports, and what is reported."""

    def __init__(self, order):
        self.ports, self.rng, self.order = order["ports"], random.Random(order["seed"]), order
        self.end = time.monotonic() + order["seconds"]
        self.report = {"written": 0, "ended": 0}

    @property
    def port(self):
        return self.ports["beej"]

    def ready(self):
        print("ready", flush=True)

    def drive(self, peers, comes_back=False):
        """Lets peers write and read until the end. A peer that is disconnected ends, or comes back."""
        selector = selectors.DefaultSelector()
        for peer in peers:
            selector.register(peer, (selectors.EVENT_READ if peer.reads else 0) | selectors.EVENT_WRITE)
        living = set(peers)
        while living and (now := time.monotonic()) < self.end:
            idle = True
            for key, events in selector.select(min(0.1, self.end - now)):
                peer = key.fileobj
                try:
                    if events & selectors.EVENT_READ:
                        peer.read()
                        idle = False
                    if events & selectors.EVENT_WRITE:
                        more = peer.write()
                        idle = idle and not peer.out
                        if not more and peer.reads:
                            selector.modify(peer, selectors.EVENT_READ)
                        elif not more:
                            selector.unregister(peer)
                except BlockingIOError:
                    pass
                except OSError:
                    self.report["ended"] += 1
                    selector.unregister(peer)
                    peer.socket.close()
                    try:
                        if not comes_back:
                            raise ConnectionError()
                        time.sleep(0.05)
                        peer.open()
                        selector.register(peer, selectors.EVENT_READ | selectors.EVENT_WRITE)
                    except OSError:
                        living.discard(peer)
            if idle:  # nothing to write for now
                time.sleep(0.002)
        self.report["written"] = sum(peer.written for peer in peers)
        self.report["received"] = sum(peer.received for peer in peers)
        time.sleep(max(0, self.end - time.monotonic()))


def flood(run, packet, clients=1, lines_per_second=0, comes_back=False):
    """Clients that send a packet again and again."""
    data, start, sent = frame(packet), time.monotonic(), 0
    block = data * max(1, 16384 // len(data))

    def paced():
        nonlocal sent
        if sent >= (time.monotonic() - start) * lines_per_second:
            return b""
        sent += 1
        return data

    peers = [Peer(run.port, "evil%d" % number, paced if lines_per_second else lambda: block) for number in range(clients)]
    run.ready()
    run.drive(peers, comes_back)


def deaf_readers(run, count, questions):
    """Members who ask for long answers and never read."""
    ask = frame({"type": "history", "room": "lobby", "limit": 200})
    peers = []
    for number in range(count):
        asked = iter([ask] * questions)
        peers.append(Peer(run.port, "deaf%d" % number, lambda asked=asked: next(asked, None), reads=False))
    run.ready()
    run.drive(peers)


def deaf_members(run, count):
    """Members who never read, and one who sends long lines that fill their buffers."""
    peers = [Peer(run.port, "deaf%d" % number, reads=False) for number in range(count)]
    for peer in peers:
        peer.write()
    run.ready()
    flood(run, {"type": "chat", "message": "y" * 4000}, lines_per_second=200)


def connections(run, count):
    """Opens as many connections as it gets, and keeps them."""
    hold(run, count)


def incomplete_packets(run, count):
    """Connections that send the greater part of a packet, and never the rest."""
    hold(run, count, frame({"type": "chat", "message": "h" * 29000})[:28000])


def hold(run, count, written=b""):
    """Opens connections, writes the same on each, and keeps them to the end."""
    held = []
    run.ready()
    for _ in range(count):
        if time.monotonic() > run.end:
            break
        try:
            peer = connect(run.port, ADDRESS)
            held.append(peer)
            peer.sendall(written)
        except OSError:
            run.report["ended"] += 1
    run.report["opened"] = len(held)
    time.sleep(max(0, run.end - time.monotonic()))


def rooms(run, members, each):
    """Members who make rooms as long as they may."""
    peers = []
    for member in range(members):
        packets = iter([frame({"type": "join", "room": "evil%dx%d" % (member, number)}) for number in range(each)])
        peers.append(Peer(run.port, "maker%d" % member, lambda packets=packets: next(packets, None)))
    run.ready()
    run.drive(peers)


def churn(run, lowest, highest):
    """New connections: some reset at once, some register and leave, some try names that are taken."""
    run.ready()
    start, count, held = time.monotonic(), 0, []
    while (now := time.monotonic()) < run.end:
        share = (now - start) / run.order["seconds"]
        if count >= (now - start) * (lowest + (highest - lowest) * share / 2):
            time.sleep(0.001)
            continue
        count += 1
        kind = run.rng.randrange(3)
        try:
            peer = connect(run.port, ADDRESS)
            if kind == 0:
                peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            elif kind == 1:
                peer.sendall(frame({"type": "hello", "nick": "churn%d" % run.rng.randrange(1 << 30)}) + frame({"type": "leave"}))
            else:
                peer.sendall(frame({"type": "hello", "nick": "honest%d" % run.rng.randrange(20)}))
            held.append(peer)
        except OSError:
            run.report["ended"] += 1
        while len(held) > 50:
            held.pop(0).close()
    run.report["opened"] = count


def joins(run, count):
    """People who all enter at once."""
    run.ready()
    peers = [Peer(run.port, "joiner%d" % number) for number in range(count)]
    start = time.monotonic()
    run.drive(peers)
    run.report["registered"] = sum(peer.received > 0 for peer in peers)
    run.report["opened"] = len(peers)
    run.report["seconds"] = time.monotonic() - start


def packet(stream):
    length = struct.unpack(">H", stream.read(2))[0]
    return json.loads(stream.read(length))


def answer(stream, kinds):
    """The first packet of one of these kinds."""
    while (received := packet(stream))["type"] not in kinds:
        pass
    return received


def guesses(run, count, names=0):
    """One connection tries many passwords: those of one account, or one each of many nicknames without an account."""
    peer = connect(run.port, ADDRESS)
    peer.settimeout(30)
    stream = peer.makefile("rb")
    if not names:
        peer.sendall(frame({"type": "hello", "nick": "victim", "extensions": True}) + frame({"type": "register", "password": "correct horse"}))
        answer(stream, ["account"])
        peer.sendall(frame({"type": "logout"}))
        answer(stream, ["error"])
        peer.close()
        peer = connect(run.port, ADDRESS)
        peer.settimeout(30)
        stream = peer.makefile("rb")
    run.ready()
    codes = {}
    for number in range(count):
        if time.monotonic() > run.end:
            break
        nick = "nobody%d" % (number % names) if names else "victim"
        peer.sendall(frame({"type": "hello", "nick": nick, "extensions": True, "password": "guess number %d" % number}))
        code = answer(stream, ["error", "join"]).get("code", "IN")
        codes[code] = codes.get(code, 0) + 1
    run.report.update(codes)
    peer.close()


FORGERIES = [
    "honest1: lend me money", "***: the server ends", "[honest1] lend me money", "honest1\uff1a lend me money",
    "\u200bhonest1: lend me money", "honest1\u2236 lend me money", "系统消息honest1进入了聊天室", "honest1 has left the chat.",
    "Please enter your username:", "hi\nhonest1: lend me money", "hi\rhonest1: lend me money", "hi\u2028honest1: lend me money",
    "ｈonest1: lend me money", "honest1 -> plain0: lend me money"]


def impersonation(run):
    """Two guests of `plain` whose lines begin like those of others."""
    original, telnet = (connect(run.ports["plain"], ADDRESS) for _ in range(2))
    run.ready()
    for text in itertools.cycle(run.rng.sample(FORGERIES, len(FORGERIES))):
        if time.monotonic() + 0.2 > run.end:
            break
        if "\n" not in text:  # a connection that has sent a newline needs one at the end of each text
            original.sendall(text.encode())
        telnet.sendall(text.encode() + b"\n")
        run.report["written"] += 1
        time.sleep(0.15)  # without a newline, a text is what has come until a pause


ATTACKS = {f.__name__: f for f in [flood, deaf_readers, deaf_members, connections, incomplete_packets, rooms, churn, joins, impersonation, guesses]}


def main(order):
    order = json.loads(order)
    signal.alarm(int(order["seconds"]) + 60)  # ends the process in any case
    run = Run(order)
    try:
        ATTACKS[order["attack"]](run, **order["arguments"])
    except OSError as failure:
        run.report["failure"] = repr(failure)
    print(json.dumps(run.report), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
