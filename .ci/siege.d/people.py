"""Honest people, in one process and one thread: they talk, read at once and measure how long lines and answers take."""
import heapq, json, re, selectors, socket, struct, time
from contextlib import suppress

MARK = re.compile(rb"~L(\d+)\.(\d+)~")
TAIL = 128  # bytes kept of what was received, because a mark may be cut by a read
ANSWER_TIMEOUT = 30  # seconds; also what a missing answer counts as


def frame(packet):
    payload = json.dumps(packet, ensure_ascii=False).encode()
    return struct.pack(">H", len(payload)) + payload


def connect(port, address):
    """A socket that comes from an address of the loopback network."""
    return socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(address, 0))


class Person:
    """Somebody who is registered and reads at once. `tail` is the end of what has been read."""

    GREETINGS = {
        "beej": lambda name: frame({"type": "hello", "nick": name, "extensions": True}),
        "login": lambda name: json.dumps({"type": "login", "username": name, "password": "siege"}).encode(),
        "prompt": str.encode, "whisper": str.encode, "plain": lambda name: b"",
        "notification": lambda name: json.dumps({"type": "username", "content": name}).encode()}
    REGISTERED = {
        "beej": '"type":"join","nick":"%s"', "login": '"success":true%.0s', "prompt": "系统消息%s进入了聊天室", "plain": "%.0s",
        "whisper": "%s has joined the chat!", "notification": "%s has joined the chat!"}

    def __init__(self, name, dialect, port, address):
        self.name, self.dialect, self.tail, self.ended = name, dialect, b"", None
        self.socket = connect(port, address)
        if dialect in ("prompt", "whisper", "notification"):
            self.socket.recv(4096)  # asks for the nickname
        self.socket.sendall(self.GREETINGS[dialect](name))
        expected, received = (self.REGISTERED[dialect] % name).encode(), b""
        while expected not in received:
            data = self.socket.recv(1 << 16)
            if not data:
                raise AssertionError("%s is not admitted: %r" % (name, received[-300:]))
            received += data
        self.socket.setblocking(False)

    def fileno(self):
        return self.socket.fileno()

    def read(self):
        """What can be read now; None at the end of the connection."""
        try:
            data = self.socket.recv(1 << 18)
        except BlockingIOError:
            return b""
        except OSError as failure:
            self.ended = repr(failure)
            return None
        self.ended = None if data else "closed after %r" % self.tail[-TAIL:]
        return data or None

    def send(self, data):
        try:
            self.socket.send(data)
        except OSError as failure:  # also a full socket: what is sent here is small, so the server does not read at all
            self.ended = self.ended or repr(failure)


class Sample:
    """What was measured in a time: delays of lines and of answers in ms, and answers that were refusals."""

    def __init__(self):
        self.lines, self.answers, self.refused = [], {}, {}

    def percentile(self, share):
        ordered = sorted(self.lines)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("inf")

    def slowest(self, kind):
        return max(self.answers.get(kind, []), default=float("inf"))


class Inquirer:
    """Asks one question after the other: a page of history, a search, a new room, and the way in for a newcomer."""

    PAUSE = 0.25  # seconds between an answer and the next question

    def __init__(self, swarm, ports):
        self.swarm, self.port, self.count, self.newcomer = swarm, ports["beej"], 0, None
        self.person = Person("inquirer", "beej", self.port, "127.0.0.100")
        self.asked = self.expected = None
        swarm.watch(self.person, self.received)
        swarm.at(time.monotonic() + self.PAUSE, self.ask)

    def ask(self):
        self.kind = ["history", "search", "join", "enter"][self.count % 4]
        self.count += 1
        word = "siege%d" % self.count
        packet, expected = {
            "history": ({"type": "history", "room": "lobby", "limit": 20}, '"type":"history","room":"lobby"'),
            "search": ({"type": "search", "words": word}, '"words":"%s"' % word),
            "join": ({"type": "join", "room": word}, '"nick":"inquirer","room":"%s"' % word),
            "enter": (None, '"type":"join","nick":"%s"' % word)}[self.kind]
        self.expected, self.asked, self.room = expected.encode(), time.monotonic(), word
        self.person.tail = b""
        if packet:
            self.person.send(frame(packet))
        else:
            self.enter(word)
        self.swarm.at(self.asked + ANSWER_TIMEOUT, lambda count=self.count: self.count == count and self.answered("timeout"))

    def enter(self, name):
        self.newcomer = Newcomer(self.port, "127.0.1.%d" % (self.count % 250 + 1), name)
        self.swarm.watch(self.newcomer, self.received)

    def received(self, person, data):
        if self.expected is None or person is not (self.newcomer or self.person):
            return
        if data is not None:
            data = person.tail + data
            person.tail = data[-TAIL:]
        if data is None or b'"type":"error"' in data:
            code = re.search(rb'"code":"(\w+)"', data or b"")
            self.answered(code.group(1).decode() if code else "closed")
        elif self.expected in data:
            self.answered(None)

    def answered(self, refusal):
        if self.asked is None:
            return
        if refusal:
            self.swarm.sample.refused.setdefault(self.kind, []).append(refusal)
        else:
            self.swarm.sample.answers.setdefault(self.kind, []).append((time.monotonic() - self.asked) * 1000)
        if self.newcomer:
            self.swarm.forget(self.newcomer)
            self.newcomer = None
        if self.kind == "join":
            self.person.send(frame({"type": "leave", "room": self.room}))
        self.asked = self.expected = None
        self.swarm.at(time.monotonic() + self.PAUSE, self.ask)

    def flush(self):
        """Counts a question that waits for its answer with the time until now."""
        if self.asked is not None and time.monotonic() - self.asked > 1:
            self.swarm.sample.answers.setdefault(self.kind, []).append((time.monotonic() - self.asked) * 1000)


class Newcomer(Person):
    """Somebody who is not yet registered."""

    def __init__(self, port, address, name):
        self.name, self.dialect, self.tail, self.ended = name, "beej", b"", None
        self.socket = connect(port, address)
        self.socket.setblocking(False)
        self.send(self.GREETINGS["beej"](name))


class Swarm:
    """Honest people of beej who say a line each second, one of each other dialect who reads, and one who asks."""

    def __init__(self, ports, talkers, dialects):
        self.selector, self.timers, self.serial, self.sample = selectors.DefaultSelector(), [], 0, Sample()
        self.sent, self.notices, self.joined_leavers, self.plain = {}, [], set(), b""
        self.others = [Person(dialect + "0", dialect, ports[dialect], "127.0.0.%d" % (50 + number))
                       for number, dialect in enumerate(dialects)]
        self.talkers = [Person("honest%d" % number, "beej", ports["beej"], "127.0.0.%d" % (2 + number))
                        for number in range(talkers)]
        for person in self.talkers:
            self.watch(person, self.heard)
        for person in self.others:
            self.watch(person, self.read_only)
        self.inquirer = Inquirer(self, ports)
        start = time.monotonic()
        for number in range(talkers):
            self.at(start + number / talkers, lambda number=number, due=start + number / talkers: self.say(number, due))

    def at(self, when, action):
        self.serial += 1
        heapq.heappush(self.timers, (when, self.serial, action))

    def watch(self, person, received):
        self.selector.register(person, selectors.EVENT_READ, (person, received))

    def forget(self, person):
        with suppress(KeyError):  # not watched any more
            self.selector.unregister(person)
        person.socket.close()

    def say(self, number, due):
        person, line = self.talkers[number], (number, self.serial)
        if not person.ended:
            self.sent[line] = [time.monotonic(), len(self.talkers) - len(self.lost_talkers())]
            person.send(frame({"type": "chat", "message": "~L%d.%d~" % line}))
        self.at(due + 1, lambda: self.say(number, due + 1))

    def heard(self, person, data):
        now = time.monotonic()
        data, end = person.tail + (data or b""), 0
        for match in MARK.finditer(data):
            end = match.end()
            line = self.sent.get((int(match.group(1)), int(match.group(2))))
            if line:
                self.sample.lines.append((now - line[0]) * 1000)
                line[1] -= 1
        person.tail = data[max(end, len(data) - TAIL):]
        if person is self.talkers[0]:
            if b"The history cannot be written." in data:
                self.notices.append(now)
            self.joined_leavers.update(re.findall(rb'"type":"leave","nick":"(\w+)"', data))

    def read_only(self, person, data):
        person.tail = (person.tail + (data or b""))[-TAIL:]
        if person.dialect == "plain":
            self.plain = (self.plain + (data or b""))[-(1 << 20):]

    def run(self, seconds):
        """Lets time pass."""
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            while self.timers and self.timers[0][0] <= now:
                heapq.heappop(self.timers)[2]()
            wait = min(end, self.timers[0][0]) - time.monotonic()
            for key, _ in self.selector.select(max(0, wait)):
                person, received = key.data
                data = person.read()
                if data is None:
                    self.selector.unregister(key.fileobj)
                if data != b"":
                    received(person, data)

    def measure(self, seconds):
        """Lets time pass, and returns what was measured. Lines that have not arrived count with their delay until now."""
        self.sample, self.sent = Sample(), {}
        self.run(seconds)
        sent, now = self.sent, time.monotonic()
        self.inquirer.flush()
        for said, missing in sent.values():
            if now - said > 0.5:
                self.sample.lines += [(now - said) * 1000] * max(0, missing)
        return self.sample

    def lost_talkers(self):
        return [person for person in self.talkers if person.ended]

    def lost(self):
        """The honest people who were disconnected, with the reason."""
        return {person.name: person.ended for person in self.talkers + self.others + [self.inquirer.person] if person.ended}

    def close(self):
        for person in self.talkers + self.others + [self.inquirer.person]:
            person.socket.close()
        self.selector.close()
