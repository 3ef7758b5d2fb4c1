"""A small program in place of the one in satapps/odc-products: one work item, one summary product.

It reads the item from the standard input, takes the per-pixel median of the scenes where the original
takes their geometric median, and computes on the Dask cluster at DASK_SCHEDULER_ADDRESS. The product is one
GeoTIFF below the prefix of the item, with a band for each measurement, in the folder OUTPUT_DIR or in the
bucket OUTPUT_BUCKET. The item gives its name, and it is written in one step, so that a second run of the
same item does no harm.

It ends with 65 for an item that can never be right, and with another code for what may be right later:
no scenes yet, no database, no scheduler, no worker.
"""

import datetime
import json
import os
import posixpath
import re
import sys
import tempfile

BAD_ITEM = 65
KEYS = (
    "job_code", "product", "query_x_from", "query_y_from", "query_x_to", "query_y_to", "query_crs",
    "time_from", "time_to", "output_crs", "prefix",
)  # fmt: skip
BANDS = ("red", "green", "blue", "nir", "swir1", "swir2")
QUALITY = "pixel_qa"
CLEAR_OR_WATER = 0b110
NODATA = -9999
CHUNK = 1000
SECONDS_FOR_A_WORKER = 120


class BadItem(Exception):
    """The item cannot be worked on, however often it is tried."""


class NoResult(Exception):
    """There is nothing to compute, for now."""


def item_of(text):
    """The item, with its numbers as numbers."""
    try:
        item = json.loads(text)
    except ValueError as error:
        raise BadItem("no JSON: %s" % error)
    if not isinstance(item, dict):
        raise BadItem("no object")
    missing = [key for key in KEYS if not isinstance(item.get(key), str)]
    if missing:
        raise BadItem("no text at " + ", ".join(missing))
    if item["job_code"] != "geomedian":
        raise BadItem("job_code %r is not 'geomedian'" % item["job_code"])
    try:
        extent = {axis: (float(item["query_%s_from" % axis]), float(item["query_%s_to" % axis])) for axis in "xy"}
        for key in ("time_from", "time_to"):
            datetime.date.fromisoformat(item[key])
    except ValueError as error:
        raise BadItem(str(error))
    if not re.fullmatch("EPSG:[0-9]+", item["output_crs"]):
        raise BadItem("output_crs %r is no code of EPSG" % item["output_crs"])
    if any(part in ("", ".", "..") for part in item["prefix"].split("/")):
        raise BadItem("prefix %r is no path" % item["prefix"])
    return {**item, **extent, "pixel": 30 if item["product"].startswith("ls") else 10}


def name_of(item):
    """The name of the product: as the original's, of all that the item asks for."""
    (x_from, x_to), (y_from, y_to) = item["x"], item["y"]
    crs = item["output_crs"].lower().replace(":", "")
    words = (item["product"].split("_")[0], item["job_code"], item["time_from"], item["time_to"], crs)
    name = "_".join([*words, *map(str, (x_from, y_from, x_to, y_to))])
    return posixpath.join(item["prefix"], name + ".tif")


def median_of(item):
    """The product, computed on the Dask cluster: one array of whole numbers for each band."""
    import datacube
    from dask.distributed import Client

    with Client(os.environ["DASK_SCHEDULER_ADDRESS"], name="geomedian") as client:
        client.wait_for_workers(1, timeout=SECONDS_FOR_A_WORKER)
        cube = datacube.Datacube(app="geomedian")
        product = cube.index.products.get_by_name(item["product"])
        if product is None:
            raise NoResult("no product %s in the index" % item["product"])
        bands = [band for band in BANDS if band in product.measurements]
        quality = [QUALITY] if QUALITY in product.measurements else []
        scenes = cube.load(
            product=item["product"],
            datasets=datasets_of(cube, item),
            x=item["x"],
            y=item["y"],
            crs=item["query_crs"],
            output_crs=item["output_crs"],
            resolution=(-item["pixel"], item["pixel"]),
            measurements=bands + quality,
            group_by="solar_day",
            dask_chunks={"time": 1, "x": CHUNK, "y": CHUNK},
        )
        print("%d days of %s" % (scenes.sizes["time"], item["product"]), flush=True)
        good = (scenes[QUALITY] & CLEAR_OR_WATER) != 0 if quality else True
        return scenes[bands].map(median_of_band, good=good).compute()


def datasets_of(cube, item):
    """The scenes that meet the extent, found in its own projection: the index knows degrees, and finds nothing
    where an extent crosses the 180th meridian, as Fiji does."""
    x, y = sorted(item["x"]), sorted(item["y"])
    found = []
    for dataset in cube.find_datasets(product=item["product"], time=(item["time_from"], item["time_to"])):
        box = dataset.extent.to_crs(item["query_crs"]).boundingbox
        if box.left < x[1] and box.right > x[0] and box.bottom < y[1] and box.top > y[0]:
            found.append(dataset)
    if not found:
        raise NoResult("no scenes of %s there and then" % item["product"])
    return found


def median_of_band(band, good):
    """The median of the good pixels over time. Without this program's help, so that workers need not have it."""
    valid = band.where(good & (band != band.attrs["nodata"])).chunk({"time": -1})
    return valid.median("time").round().fillna(NODATA).astype("int16")


def write(dataset, item, path):
    """One GeoTIFF, a band for each measurement."""
    import rasterio
    from rasterio.transform import from_origin

    x, y, pixel = dataset["x"].values, dataset["y"].values, item["pixel"]
    corner = from_origin(x[0] - pixel / 2, y[0] + pixel / 2, pixel, pixel)
    shape = {"width": len(x), "height": len(y), "count": len(dataset.data_vars), "dtype": "int16"}
    place = {"crs": item["output_crs"], "transform": corner}
    tiles = {"tiled": True, "blockxsize": 256, "blockysize": 256, "compress": "deflate", "predictor": 2}
    with rasterio.open(path, "w", driver="GTiff", nodata=NODATA, **shape, **place, **tiles) as file:
        for number, (name, band) in enumerate(dataset.data_vars.items(), start=1):
            file.write(band.values, number)
            file.set_band_description(number, name)


def save(dataset, item):
    """The product, where it belongs. A reader sees the old one or the new one, and never a part."""
    name = name_of(item)
    bucket = os.environ.get("OUTPUT_BUCKET")
    if bucket:
        import boto3

        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "product.tif")
            write(dataset, item, path)
            with open(path, "rb") as file:
                store = boto3.client("s3", endpoint_url=os.environ.get("AWS_S3_ENDPOINT_URL"))
                store.put_object(Bucket=bucket, Key=name, Body=file, ContentType="image/tiff")
        return "s3://%s/%s" % (bucket, name)
    path = os.path.join(os.environ["OUTPUT_DIR"], name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    # Attempts of one item may meet, so that each has a file of its own until it is whole.
    part = "%s.%s-%d.part" % (path, os.uname().nodename, os.getpid())
    try:
        write(dataset, item, part)
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)
    return path


def main():
    try:
        item = item_of(sys.stdin.read())
    except BadItem as error:
        print("bad item: %s" % error, file=sys.stderr)
        return BAD_ITEM
    try:
        print("wrote " + save(median_of(item), item), flush=True)
    except NoResult as error:
        print("nothing to do yet: %s" % error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
