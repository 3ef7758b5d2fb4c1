"""Runs a command for each work item of a queue, at least once.

    python3 item_runner.py --queue jobProduct --script queue.lua ... -- program argument...

It claims an item, keeps the lease alive while the command runs, and acknowledges the item, gives it
back for another attempt, or buries it. It needs Python 3.6 or newer and nothing else.

The command gets the item on its standard input and in WORK_ITEM (unless that would be larger than
the kernel allows), with WORK_ITEM_ID and WORK_ITEM_ATTEMPT. Its exit code says what becomes of it:

    0      done
    65     the item itself is bad (EX_DATAERR): buried at once
    78     the configuration is bad (EX_CONFIG): given back, and the worker ends with 78
    other  failed: another attempt after a pause, until all attempts are used up

The worker ends with 0 only when nothing waits and nothing is being worked on, with 1 when it cannot
reach Redis or start a process, and with 143 when it was asked to end: the item then goes back to the
head of the queue. What a command that was asked to end says with its exit code does not count.
"""

import argparse
import errno
import os
import random
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import uuid

BAD_ITEM = 65
BAD_CONFIGURATION = 78
ASKED_TO_END = 128 + signal.SIGTERM
LARGEST_VARIABLE = 100000
REASON_BYTES = 500
# What Redis says when it may serve the same call later. Before 7, the word stands inside an error of the script.
RETRYABLE = ("LOADING", "BUSY", "MASTERDOWN", "READONLY", "MISCONF", "OOM", "max number of clients")

# Why a command was asked to end, beside the sentence for one that took too long.
ENDING = "ending"
LOST = "lost"


class Unreachable(Exception):
    """Redis does not serve us now; it may later."""


class Misconfigured(Exception):
    """Trying again would give the same result."""


class Redis:
    """Calls the operations of the script queue.lua."""

    def __init__(self, options):
        self.options = options
        self.connection = None
        try:
            with open(options.script) as script:
                self.script = script.read()
            self.tls = ssl.create_default_context(cafile=options.ca_file) if options.tls else None
        except OSError as error:
            raise Misconfigured("cannot read %s: %s" % (error.filename or options.ca_file, error.strerror))
        # So short that a command can still be ended within its lease when Redis hangs.
        self.timeout = max(1, min(30, options.lease / 20))

    def call(self, operation, *arguments):
        try:
            if self.connection is None:
                self.connect()
            return self.exchange("EVAL", self.script, 1, self.options.queue, operation, *arguments)
        except (OSError, EOFError, ValueError) as error:
            self.close()
            raise Unreachable(str(error) or type(error).__name__)

    def connect(self):
        options = self.options
        connection = socket.create_connection((options.host, options.port), timeout=self.timeout)
        self.connection = connection
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.tls:
            self.connection = self.tls.wrap_socket(connection, server_hostname=options.host)
        self.replies = self.connection.makefile("rb")
        if options.password_file:
            user = [options.username] if options.username else []
            self.exchange("AUTH", *user, self.password())
        if options.database:
            self.exchange("SELECT", options.database)

    def password(self):
        try:
            with open(self.options.password_file, "rb") as file:
                return file.read().rstrip(b"\r\n")
        except OSError as error:
            raise Misconfigured("cannot read %s: %s" % (error.filename, error.strerror))

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def exchange(self, *words):
        encoded = [word if isinstance(word, bytes) else str(word).encode() for word in words]
        request = b"*%d\r\n" % len(encoded)
        self.connection.sendall(request + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in encoded))
        reply = self.reply()
        if not isinstance(reply, Exception):
            return reply
        self.close()
        raise reply

    def reply(self):
        line = self.replies.readline()
        if not line.endswith(b"\r\n"):
            raise EOFError("the connection ended")
        kind, rest = line[:1], line[1:-2]
        if kind == b"+":
            return rest
        if kind == b"-":
            words = rest.decode(errors="replace")
            return (Unreachable if any(word in words for word in RETRYABLE) else Misconfigured)(words)
        if kind == b":":
            return int(rest)
        if kind == b"$":
            return None if rest == b"-1" else self.read(int(rest))
        if kind == b"*":
            return None if rest == b"-1" else [self.reply() for _ in range(int(rest))]
        raise ValueError("no reply of Redis: %r" % line)

    def read(self, length):
        data = self.replies.read(length + 2)
        if len(data) != length + 2:
            raise EOFError("the connection ended")
        return data[:-2]


class Claim:
    """An item that is ours until the lease runs out."""

    def __init__(self, worker, since, text, identity, attempt):
        self.worker = worker
        self.text = text
        self.identity = identity
        self.attempt = attempt
        self.renewed(since)

    def renewed(self, since):
        """The lease began when Redis answered: reckoned from the question, we are never late."""
        self.until = since + self.worker.lease
        self.next_renewal = since + self.worker.lease / 3

    def is_kept(self):
        """Whether the item is ours for so long that the command could still be ended in peace."""
        now = time.monotonic()
        if now >= self.next_renewal:
            try:
                if self.call("renew", self.identity, self.worker.lease_milliseconds) != 1:
                    self.until = now
                    return False
                self.renewed(now)
            except Unreachable as error:
                log("cannot renew the lease: %s" % error)
                self.next_renewal = time.monotonic() + self.worker.lease / 20
        return self.seconds_left() > self.worker.lease / 4

    def seconds_left(self):
        return self.until - time.monotonic()

    def settle(self, operation, *arguments):
        """Says what has become of the item, again and again until the lease has run out."""
        while True:
            try:
                return self.call(operation, self.identity, self.text, *arguments)
            except Unreachable as error:
                if self.seconds_left() <= 0:
                    log("cannot %s the item, it will run again: %s" % (operation, error))
                    return None
                time.sleep(0.5)

    def call(self, operation, *arguments):
        return self.worker.redis.call(operation, self.worker.session, *arguments)


class Process:
    """The command at work on one item, with all that it starts."""

    def __init__(self, command, claim):
        environment = dict(os.environ, WORK_ITEM_ID=claim.identity.decode(), WORK_ITEM_ATTEMPT=str(claim.attempt))
        if len(claim.text) <= LARGEST_VARIABLE and b"\0" not in claim.text:
            environment["WORK_ITEM"] = os.fsdecode(claim.text)
        self.child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
        )
        self.started = time.monotonic()
        self.kill_at = float("inf")
        self.item = claim.text
        self.tail = b""
        threading.Thread(target=self.feed, daemon=True).start()
        self.reader = threading.Thread(target=self.copy_errors, daemon=True)
        self.reader.start()

    def feed(self):
        """Gives the command its item, of which it may read as little as it likes."""
        try:
            with self.child.stdin as stdin:
                stdin.write(self.item)
        except OSError:
            pass

    def copy_errors(self):
        """Passes the standard error on, and keeps its end for the reason."""
        with self.child.stderr as stderr:
            while True:
                data = os.read(stderr.fileno(), 65536)
                if not data:
                    return
                sys.stderr.buffer.write(data)
                sys.stderr.buffer.flush()
                self.tail = (self.tail + data)[-REASON_BYTES:]

    def seconds(self):
        return time.monotonic() - self.started

    def has_ended(self, seconds):
        """Waits so long for the end, and brings it about by force where it is due."""
        if time.monotonic() >= self.kill_at:
            self.signal(signal.SIGKILL)
        try:
            self.child.wait(timeout=seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def end(self, seconds):
        """Asks the command and what it started to end within so long."""
        self.kill_at = min(self.kill_at, time.monotonic() + seconds)
        self.signal(signal.SIGTERM)

    def signal(self, number):
        try:
            os.killpg(self.child.pid, number)
        except ProcessLookupError:
            pass

    def outcome(self):
        """The exit code, and a sentence about it with the last words on the standard error."""
        code = self.child.returncode
        self.signal(signal.SIGKILL)
        self.reader.join(timeout=5)
        what = "was killed by signal %d" % -code if code < 0 else "ended with code %d" % code
        return code, self.with_last_words(what)

    def with_last_words(self, sentence):
        words = self.tail.decode(errors="replace").strip()
        return sentence + (": " + words if words else "")


class Worker:
    """Takes items until none is left, or until it is asked to end."""

    def __init__(self, options):
        self.options = options
        self.redis = Redis(options)
        self.session = "%s-%s" % (socket.gethostname(), uuid.uuid4().hex[:8])
        self.lease = options.lease
        self.lease_milliseconds = int(options.lease * 1000)
        # No threading.Event: a handler that sets one while it is looked at waits for itself.
        self.is_ending = False
        self.is_inserted = False
        self.empty_since = None

    def ask_to_end(self, *_):
        self.is_ending = True

    def run(self):
        unreachable_since = None
        while not self.is_ending:
            try:
                claim = self.claim()
                unreachable_since = None
            except Unreachable as error:
                now = time.monotonic()
                unreachable_since = unreachable_since or now
                self.empty_since = None
                log("Redis at %s:%d: %s" % (self.options.host, self.options.port, error))
                if now - unreachable_since > self.options.patience:
                    return 1
                self.pause(2)
                continue
            if claim:
                self.work(claim)
            elif self.is_done():
                return 0
            else:
                self.pause(self.options.poll)
        return ASKED_TO_END

    def claim(self):
        """A claim, or none; and then `empty_since` says since when nothing was left."""
        options = self.options
        self.redis.call("reap", options.attempts, int(options.unleased * 1000), int(options.reap * 1000))
        # Asked before the claim, so that "empty" comes after the last insertion.
        if not self.is_inserted:
            self.is_inserted = all(self.redis.call("finished", name) == 1 for name in options.after)
        now = time.monotonic()
        reply = self.redis.call("claim", self.session, self.lease_milliseconds)
        if reply[0] == b"empty" and self.is_inserted:
            self.empty_since = self.empty_since or now
        else:
            self.empty_since = None
        return Claim(self, now, *reply[1:]) if reply[0] == b"item" else None

    def is_done(self):
        """Whether nothing is left, for so long that a Redis which is killed now would know it still."""
        return self.empty_since is not None and time.monotonic() - self.empty_since >= self.options.empty

    def work(self, claim):
        log("item %s, attempt %d" % (claim.identity.decode(), claim.attempt))
        try:
            process = Process(self.options.command, claim)
        except OSError as error:
            claim.settle("release")
            if error.errno in (errno.EAGAIN, errno.ENOMEM):
                raise
            raise Misconfigured("cannot run the command: %s" % error)
        trouble = self.watch(process, claim)
        code, words = process.outcome()
        if trouble == LOST:
            log("the claim is lost: the item runs elsewhere, or will again")
        elif trouble == ENDING:
            claim.settle("release")
        elif trouble:
            self.fail(claim, process.with_last_words(trouble))
        elif code == 0:
            if claim.settle("complete") == 0:
                log("the claim was lost before the item was done: it will run again")
        elif code == BAD_CONFIGURATION:
            claim.settle("release")
            raise Misconfigured("the command " + words)
        elif code == BAD_ITEM:
            self.report(claim.settle("bury", words), words)
        else:
            self.fail(claim, words)
        reap_orphans()

    def watch(self, process, claim):
        """Waits for the command, and ends it when it must not go on. Says why it had to."""
        trouble = None
        while not process.has_ended(0.2):
            if trouble != LOST and not claim.is_kept():
                trouble = LOST
                process.end(max(1, claim.seconds_left()))
            elif trouble is None and self.is_ending:
                trouble = ENDING
                process.end(self.options.grace)
            elif trouble is None and 0 < self.options.timeout < process.seconds():
                trouble = "took longer than %g s" % self.options.timeout
                process.end(self.options.grace)
        return trouble

    def fail(self, claim, words):
        pause = int(self.options.pause * 1000)
        self.report(claim.settle("fail", words, self.options.attempts, pause), words)

    def report(self, result, words):
        kept = {b"retry": "another attempt follows", b"dead": "buried"}
        log("%s; %s" % (words, kept.get(result, "the claim is lost")))

    def pause(self, seconds):
        end = time.monotonic() + seconds * random.uniform(0.5, 1.5)
        while not self.is_ending and time.monotonic() < end:
            time.sleep(min(0.2, seconds))


def reap_orphans():
    """As process 1 of a container, the worker is the parent of what the command left behind."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def log(text):
    print("item runner: " + text, file=sys.stderr, flush=True)


def options_of(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--queue", required=True, help="key of the list with the items that wait")
    add("--script", required=True, help="path of queue.lua")
    add("--host", default=os.environ.get("REDIS_SERVICE_HOST", "redis-master"))
    add("--port", type=int, default=int(os.environ.get("REDIS_SERVICE_PORT", "6379")))
    add("--username", help="user of Redis, where it is not the default one")
    add("--password-file", help="file with the password")
    add("--database", type=int, default=0, help="number of the database")
    add("--tls", action="store_true", help="speak TLS")
    add("--ca-file", help="certificates that are trusted, in place of the system's")
    add("--lease", type=float, default=60, help="seconds without a sign of life after which an item is free")
    add("--attempts", type=int, default=3, help="attempts before an item is buried")
    add("--pause", type=float, default=30, help="seconds between a failure and the next attempt")
    add("--unleased", type=float, default=30, help="seconds before an item without a lease is given back")
    add("--reap", type=float, default=10, help="seconds between two looks, of all workers, for leases that ran out")
    add("--poll", type=float, default=2, help="seconds between two looks for an item")
    add("--empty", type=float, default=3, help="seconds without any item left before the worker ends")
    add("--timeout", type=float, default=0, help="seconds that one item may take; 0 for no limit")
    add("--grace", type=float, default=20, help="seconds that the command has to end when it is asked to")
    add("--patience", type=float, default=600, help="seconds without Redis before the worker fails")
    add("--after", action="append", default=[], help="list that must be inserted before none left means done")
    add("command", nargs="+")
    return parser.parse_args(arguments)


def main():
    try:
        worker = Worker(options_of(sys.argv[1:]))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.ask_to_end)
        return worker.run()
    except Misconfigured as error:
        log("cannot go on: %s" % error)
        return BAD_CONFIGURATION


if __name__ == "__main__":
    sys.exit(main())
