"""A worker as on Kubernetes' page on work queues, which knows neither of the library nor of attempts:

    rediswq_worker.py QUEUE FOLDER
"""

import sys

import rediswq
import work

queue_name, folder = sys.argv[1:]
queue = rediswq.RedisWQ(name=queue_name, host="redis-master")
print("worker with session", queue.session, flush=True)
while not queue.empty():
    item = queue.lease(lease_secs=10, timeout=2)
    if item is None:
        print("waiting for work", flush=True)
        continue
    work.work(item, folder)
    queue.complete(item)
print("queue empty, exiting", flush=True)
