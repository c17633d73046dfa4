"""A server under siege: its settings, its history, its memory."""
import json, os, re, signal, sqlite3, subprocess, sys, threading, time

CLIENT_DIALECTS = ["login", "prompt", "plain", "whisper", "notification"]
START_SECONDS = 120  # a server with a large history checks it first


def end_on_signals():
    """Lets signals end this program by an exception, so that it stops its servers and removes its folders first."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _: sys.exit(128 + received))


class Server:
    """A server with its own history in a folder. Its listeners are on free ports of the loopback interface.

    A server that does not know a setting is started without it, so that a program without a protection can be measured, too:
    `unknown` has the names."""

    def __init__(self, program, folder, settings, java_options="", history=None):
        self.folder, self.file, self.unknown = folder, os.path.join(folder, "history.db"), []
        if history:
            history.copy_to(self.file)
        while True:
            chosen = {key: value for key, value in settings.items() if key not in self.unknown}
            self._start(program, chosen, java_options)
            try:
                missing = self._await_ports()
            except BaseException:
                self.stop()
                raise
            if not missing:
                return
            self.errors.close()
            self.process.stdout.close()
            self.unknown += missing

    def _start(self, program, settings, java_options):
        command = [program, "server", "--host", "127.0.0.1"]
        for dialect in ["beej"] + CLIENT_DIALECTS:
            command += ["--listen", dialect + "=0"]
        command += ["-D%s=%s" % setting for setting in settings.items()]
        self.errors = open(os.path.join(self.folder, "errors"), "w+b")
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.errors, encoding="utf-8",
            env={**os.environ, "PARLEY_HISTORY_URL": "jdbc:sqlite:" + self.file, "PARLEY_JAVA_OPTS": java_options})

    def _await_ports(self):
        """Waits until all listeners are bound. Returns the settings that the server does not know."""
        self.ports = {}
        deadline = threading.Timer(START_SECONDS, self.process.kill)
        deadline.start()
        try:
            for line in self.process.stdout:
                listening = re.search(r"listening for (\w+) on .*:(\d+)$", line.strip())
                if listening:
                    self.ports[listening.group(1)] = int(listening.group(2))
                if len(self.ports) == len(CLIENT_DIALECTS) + 1:
                    return []
        finally:
            deadline.cancel()
        self.process.wait()
        text = self.log()
        missing = re.findall(r"(parley\.[a-z.-]+) is not a setting", text)
        if not missing:
            raise AssertionError("the server did not start: " + text[-2000:])
        return missing

    def log(self):
        """What the server has written to standard error."""
        with open(self.errors.name, encoding="utf-8", errors="replace") as log:
            return log.read()

    def alive(self):
        return self.process.poll() is None

    def memory(self):
        """The largest resident memory until now, in MiB; 0 if the system does not say or the server has ended."""
        try:
            with open("/proc/%d/status" % self.process.pid, encoding="ascii") as status:
                return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) // 1024
        except (OSError, AttributeError):
            return 0

    def disk(self):
        """The size of the history with its log, in bytes."""
        return sum(os.path.getsize(self.file + suffix) for suffix in ["", "-wal"] if os.path.exists(self.file + suffix))

    def query(self, sql, *values):
        database = sqlite3.connect("file:" + self.file + "?mode=ro", uri=True, timeout=30)
        try:
            return database.execute(sql, values).fetchone()[0]
        finally:
            database.close()

    def await_index(self, seconds):
        """Waits until all messages can be found by a search."""
        end = time.monotonic() + seconds
        while self.query("SELECT last FROM indexed") < (self.query("SELECT max(id) FROM message") or 0):
            if time.monotonic() > end:
                raise AssertionError("the history was not indexed within %d s" % seconds)
            time.sleep(0.1)

    def stop(self):
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(3)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()


class History:
    """Messages in the lobby from before, stored by `parley history import`."""

    def __init__(self, program, folder, rng, count, length, letters):
        self.file, self.count = os.path.join(folder, "before-%d-%d-%d.db" % (count, length, ord(letters[0]))), count
        lines = os.path.join(folder, "before.jsonl")
        with open(lines, "w", encoding="utf-8") as output:
            for number in range(1, count + 1):
                text = "".join(rng.choices(letters, k=length))
                output.write(json.dumps({
                    "id": number, "room": "lobby", "time": "2026-01-01T00:00:00.%06dZ" % (number % 1000000), "nickname": "past",
                    "kind": "chat", "text": text}) + "\n")
        subprocess.run(
            [program, "history", "import", lines], check=True, stdin=subprocess.DEVNULL, capture_output=True,
            env={**os.environ, "PARLEY_HISTORY_URL": "jdbc:sqlite:" + self.file})
        os.unlink(lines)

    def copy_to(self, file):
        source, target = sqlite3.connect(self.file), sqlite3.connect(file)
        source.backup(target)
        source.close()
        target.close()
