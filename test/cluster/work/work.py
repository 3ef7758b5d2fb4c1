"""Does what a work item says, and keeps a record of it:  work.py FOLDER

    {"name": "scene-17", "seconds": 2, "waits": true, "says": "no such scene", "exit": 65}

Each run leaves a file of its own in FOLDER: when it began, and when it ended where it came to its end. An
item that waits goes on when there is a file FOLDER/go; one that crashes ends its process.
"""

import json
import os
import sys
import time
import uuid


def work(text, folder):
    item = json.loads(text)
    run = {
        "name": item["name"],
        "attempt": int(os.environ.get("WORK_ITEM_ATTEMPT", "0")),
        "pod": os.environ["HOSTNAME"],
        "began": time.time(),
    }
    file = "run-%s" % uuid.uuid4()
    record(run, folder, file)
    while item.get("waits") and not os.path.exists(os.path.join(folder, "go")):
        time.sleep(0.2)
    time.sleep(item.get("seconds", 0))
    if item.get("crashes"):
        os._exit(1)
    print(item.get("says", item["name"]), file=sys.stderr, flush=True)
    code = item.get("exit", 0)
    if code == 0:
        record(dict(run, ended=time.time()), folder, file)
    return code


def record(run, folder, file):
    """In one step, so that nobody reads half of it."""
    new = os.path.join(folder, "." + file)
    with open(new, "w") as record:
        record.write(json.dumps(run) + "\n")
    os.rename(new, os.path.join(folder, file))


if __name__ == "__main__":
    sys.exit(work(sys.stdin.read(), sys.argv[1]))
