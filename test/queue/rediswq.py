"""A worker as this field has them: it speaks the rediswq protocol, and knows nothing of attempts or reapers.

The class does what the client of Kubernetes' page on work queues does, in the same steps.

    python3 rediswq.py --port 6379 --queue jobProduct --log log --locks folder
"""

import argparse
import fcntl
import hashlib
import os
import random
import signal
import sys
import time
import uuid

import redis


class RedisWQ:
    """A work queue of one list, with the items at work in a second one."""

    def __init__(self, name, **connection):
        self.db = redis.StrictRedis(**connection)
        self.session = str(uuid.uuid4())
        self.queue = name
        self.processing = name + ":processing"
        self.lease_prefix = name + ":leased_by_session:"
        self.between = lambda item: None

    def empty(self):
        return self.db.llen(self.queue) == 0 and self.db.llen(self.processing) == 0

    def lease(self, lease_secs, timeout):
        item = self.db.brpoplpush(self.queue, self.processing, timeout=timeout)
        if item:
            self.between(item)
            self.db.setex(self.key_of(item), lease_secs, self.session)
        return item

    def complete(self, item):
        self.db.lrem(self.processing, 0, item)
        self.db.delete(self.key_of(item))

    def key_of(self, item):
        return self.lease_prefix + hashlib.sha224(item).hexdigest()


class Log:
    """What has happened, line by line, and a lock for each item: two that run at once are found out."""

    def __init__(self, path, locks):
        self.file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.locks = locks

    def write(self, event, item):
        os.write(self.file, ("%s %s 0 %d %d\n" % (event, item.decode(), os.getpid(), time.time() * 1000)).encode())

    def lock(self, item):
        lock = open(os.path.join(self.locks, item.decode()), "w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.write("overlap", item)
        return lock


def crash():
    os.kill(os.getpid(), signal.SIGKILL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--queue", required=True)
    parser.add_argument("--log", required=True)
    parser.add_argument("--locks", required=True)
    parser.add_argument("--lease", type=int, default=2, help="seconds")
    parser.add_argument("--work", type=float, default=0.05, help="seconds that an item takes")
    parser.add_argument("--crash-rate", type=float, default=0, help="part of the items during which it crashes")
    parser.add_argument("--crash-between", type=float, default=0, help="part of the items before whose lease it does")
    parser.add_argument("--hold", action="store_true", help="wait for a line between each move and its lease")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    log = Log(options.log, options.locks)
    queue = RedisWQ(options.queue, host="127.0.0.1", port=options.port)

    def between(item):
        log.write("moved", item)
        if options.hold:
            sys.stdin.readline()
        if chance.random() < options.crash_between:
            crash()

    queue.between = between
    while not queue.empty():
        item = queue.lease(lease_secs=options.lease, timeout=1)
        if item is None:
            continue
        lock = log.lock(item)
        log.write("start", item)
        time.sleep(options.work * chance.uniform(0, 2))
        if item.startswith(b"poison") or chance.random() < options.crash_rate:
            crash()
        log.write("end", item)
        lock.close()
        queue.complete(item)


if __name__ == "__main__":
    main()
