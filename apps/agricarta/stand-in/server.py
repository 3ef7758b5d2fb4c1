"""Stands in for Agricarta's own server, with the same API, to try the system out.

It does no science: for each scene of a job it copies the scene's files from the
imagery storage and writes down what it was asked to make of them. It needs
Flask and the standard library only, and no YAML parser: of `config.yaml`, next
to this file, it reads the top-level keys that hold plain text.

    GET  /                          Hello, World!
    POST /agricarta/preprocessing   a job id; JSON: imagery_list, resolution,
                                    cores, delete_intermediate

    <ROOT_DIR>/workingdir/<job id>/{imagery,output}          while a job runs
    <IMAGERY_STORAGE>/agricarta/<job id>/status.json         queued, running, done, failed
    <IMAGERY_STORAGE>/agricarta/<job id>/output/<scene>.json
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from flask import Flask, Response, request

REQUIRED_CONFIG_KEYS = (
    "ROOT_DIR",
    "IMAGERY_STORAGE",
    "DEPENDENCIES_DIR",
    "SRTM_DIR",
    "LOGGING_CONFIG",
    "PROJECTION",
    "PARAMS",
)


class JobFailed(Exception):
    """Why a job cannot be done, in words for the status file."""


class Job(NamedTuple):
    id: str
    scenes: list[str]
    resolution: float
    cores: int
    delete_intermediate: bool


def read_config(path: Path) -> dict[str, str]:
    """The top-level keys; the value of one that holds a map or a list is empty."""
    entries = re.findall(r"^(\w+):[ \t]*(.*?)[ \t]*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    config = {key: value.strip("\"'") for key, value in entries}
    missing = [key for key in REQUIRED_CONFIG_KEYS if key not in config]
    if missing:
        raise SystemExit(f"{path} has no {', '.join(missing)}")
    return config


def read_job(body: Any) -> Job:
    """The job that a request describes; raises ValueError where it does not."""
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")
    scenes, resolution, cores = (body.get(key) for key in ("imagery_list", "resolution", "cores"))
    # A scene becomes a part of paths.
    if not isinstance(scenes, list) or not scenes or not all(re.fullmatch(r"\w+", str(s), re.ASCII) for s in scenes):
        raise ValueError("imagery_list must be a list of scene names")
    if type(resolution) not in (int, float) or resolution <= 0:
        raise ValueError("resolution must be a number greater than 0")
    if type(cores) is not int or cores < 1:
        raise ValueError("cores must be a whole number from 1")
    if type(body.get("delete_intermediate")) is not bool:
        raise ValueError("delete_intermediate must be true or false")
    return Job(str(uuid.uuid4()), [str(s) for s in scenes], resolution, cores, body["delete_intermediate"])


config = read_config(Path(__file__).with_name("config.yaml"))
working_dir = Path(config["ROOT_DIR"], "workingdir")
storage = Path(config["IMAGERY_STORAGE"])
jobs = storage / "agricarta"

# One job at a time: the others are queued.
worker = ThreadPoolExecutor(max_workers=1)
stopping = threading.Event()
app = Flask(__name__)


def write_json(path: Path, value: dict[str, Any]) -> None:
    """All of the file or none of it: others read the storage at any time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
    part.replace(path)


def write_status(job_id: str, status: str, reason: str | None = None) -> None:
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    write_json(
        jobs / job_id / "status.json",
        {"job_id": job_id, "status": status, "updated": now, **({"reason": reason} if reason else {})},
    )


def imagery_of(scene: str) -> Path:
    """Where a Landsat 8 scene lies: LC08_L1TP_042025_… is below tiles/042/025."""
    pathrow = re.match(r"LC08_[^_]+_(\d{3})(\d{3})_", scene)
    if not pathrow:
        raise JobFailed(f"{scene}: not a Landsat 8 scene")
    imagery = storage.joinpath("18-12a-products", "tiles", *pathrow.groups(), scene)
    if not imagery.is_dir():
        raise JobFailed(f"{scene}: there is no folder {imagery}")
    return imagery


def preprocess(job: Job) -> None:
    imagery, output = (working_dir / job.id / name for name in ("imagery", "output"))
    imagery.mkdir(parents=True)
    output.mkdir()
    for scene in job.scenes:
        if stopping.is_set():
            raise JobFailed("the server was stopped before the job was done")
        copied = Path(shutil.copytree(imagery_of(scene), imagery / scene))
        result = {
            "scene": scene,
            "files": sorted(str(file.relative_to(copied)) for file in copied.rglob("*") if file.is_file()),
            "resolution": job.resolution,
            "cores": job.cores,
            "projection": config["PROJECTION"],
        }
        write_json(output / f"{scene}.json", result)
        write_json(jobs / job.id / "output" / f"{scene}.json", result)


def run(job: Job) -> None:
    try:
        write_status(job.id, "running")
        preprocess(job)
        write_status(job.id, "done")
    except JobFailed as reason:
        write_status(job.id, "failed", str(reason))
    except OSError as error:
        app.logger.exception("job %s", job.id)
        write_status(job.id, "failed", str(error))
    finally:
        if job.delete_intermediate:
            shutil.rmtree(working_dir / job.id, ignore_errors=True)


def fail_interrupted_jobs() -> None:
    """What a server that was killed left undone; only one server runs at a time."""
    for file in jobs.glob("*/status.json"):
        if json.loads(file.read_text(encoding="utf-8"))["status"] in ("queued", "running"):
            write_status(file.parent.name, "failed", "the server was killed before the job was done")


def stop(*_: object) -> NoReturn:
    stopping.set()
    raise SystemExit(0)


fail_interrupted_jobs()

# As the first process of a container, Python would ignore SIGTERM, and every
# stop would take the whole grace period. Servers with a way of their own
# (gunicorn) have set it by now.
if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
    signal.signal(signal.SIGTERM, stop)


@app.get("/")
def hello() -> str:
    return "Hello, World!"


@app.post("/agricarta/preprocessing")
def preprocessing() -> str | Response:
    try:
        job = read_job(request.get_json())
    except ValueError as error:
        return Response(f"{error}\n", status=400, mimetype="text/plain")
    write_status(job.id, "queued")
    worker.submit(run, job)
    return job.id
