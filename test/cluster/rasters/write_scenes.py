"""Writes scenes into a folder, as others that can be indexed are:  write_scenes.py FOLDER

The standard input has a list of scenes, each with its name, its id, its time, its place, and the rows of
each band.
"""

import json
import os
import sys

import numpy
import rasterio
import yaml
from rasterio.transform import from_origin

folder = sys.argv[1]
for scene in json.load(sys.stdin):
    place = os.path.join(folder, scene["name"])
    os.makedirs(place)
    corner = from_origin(scene["x"], scene["y"], scene["pixel"], scene["pixel"])
    for name, band in scene["bands"].items():
        rows = numpy.array(band["rows"], dtype=band["dtype"])
        height, width = rows.shape
        profile = {"driver": "GTiff", "count": 1, "width": width, "height": height, "dtype": band["dtype"]}
        placed = {"crs": scene["crs"], "transform": corner, "nodata": band["nodata"]}
        with rasterio.open(os.path.join(place, name + ".tif"), "w", **profile, **placed) as file:
            file.write(rows, 1)
    document = {
        "$schema": "https://schemas.opendatacube.org/dataset",
        "id": scene["id"],
        "label": scene["name"],
        "product": {"name": scene["product"]},
        "crs": scene["crs"],
        "grids": {"default": {"shape": [height, width], "transform": [*corner]}},
        "measurements": {name: {"path": name + ".tif"} for name in scene["bands"]},
        "properties": {
            "datetime": scene["time"],
            "odc:file_format": "GeoTIFF",
            "odc:processing_datetime": "2020-01-02T03:04:05Z",
        },
        "lineage": {},
    }
    with open(os.path.join(place, scene["name"] + ".odc-metadata.yaml"), "w") as file:
        yaml.safe_dump(document, file, sort_keys=False)
