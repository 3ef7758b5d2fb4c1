"""Prints what is in the upper left corner of a raster, band by band:  read_product.py FILE COLUMNS ROWS"""

import json
import sys

import rasterio
from rasterio.windows import Window

path, columns, rows = sys.argv[1:]
with rasterio.open(path) as file:
    corner = Window(0, 0, int(columns), int(rows))
    product = {
        "crs": file.crs.to_string(),
        "nodata": file.nodata,
        "x": file.transform.c,
        "y": file.transform.f,
        "pixel": [file.transform.a, -file.transform.e],
        "size": [file.width, file.height],
        "types": sorted(set(file.dtypes)),
        "bands": {
            name: file.read(number, window=corner).tolist()
            for number, name in enumerate(file.descriptions, start=1)
        },
    }
json.dump(product, sys.stdout)
