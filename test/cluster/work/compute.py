"""Computes on Dask what a work item says, and keeps a record of it:  compute.py FOLDER

    {"name": "squares", "seconds": 1}

is the sum of the squares of all numbers below 30, each of which takes so long. FOLDER/NAME.json gets the
sum, the workers that had a part in it, and all workers as the scheduler sees them.
"""

import json
import os
import sys
import time

from distributed import Client, get_worker

NUMBERS = 30


def square(number, seconds):
    time.sleep(seconds)
    return number * number, get_worker().name


def main(folder):
    item = json.load(sys.stdin)
    with Client() as client:
        client.wait_for_workers(1, timeout=90)
        seconds = item.get("seconds", 0)
        # A function of this program goes along with its tasks: the workers need no file of it.
        results = client.gather(client.map(square, range(NUMBERS), seconds=seconds, pure=False))
        workers = client.scheduler_info(n_workers=-1)["workers"].values()
    record = {
        "sum": sum(square for square, _ in results),
        "computed": sorted({worker for _, worker in results}),
        "workers": sorted(
            ({key: worker[key] for key in ("name", "nthreads", "memory_limit")} for worker in workers),
            key=lambda worker: (worker["nthreads"], worker["name"]),
        ),
    }
    path = os.path.join(folder, item["name"] + ".json")
    with open(path + ".part", "w") as file:
        json.dump(record, file)
    os.rename(path + ".part", path)


main(sys.argv[1])
