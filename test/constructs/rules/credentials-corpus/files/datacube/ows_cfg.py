"""Layers of the web map service."""
import os

env = os.environ.get("DATACUBE_OWS_ENV", "dev")
ows_cfg = {
    "global": {
        "title": "Open Data Cube",
        "allowed_urls": ["https://ows.eo.example"],
        "info_url": "https://eo.example",
        "keywords": ["satellite", "australia", "time-series"],
        "contact_info": {
            "person": "Someone",
            "organisation": "Earth Observation",
            "email": "someone@eo.example",
        },
        "access_constraints": "CC-BY-4.0",
        "published_CRSs": {
            "EPSG:3577": {"geographic": False, "horizontal_coord": "x", "vertical_coord": "y"},
        },
    },
    "wms": {
        "s3_url": "https://data.eo.example",
        "s3_bucket": "s3_bucket_name",
        "s3_aws_zone": "ap-southeast-2",
        "max_width": 512,
        "authorities": {"auth": "https://authoritative-authority.eo.example"},
    },
    "wcs": {"formats": {"GeoTIFF": {"mime": "image/geotiff", "extension": "tif"}}},
    "layers": [
        {
            "name": "s2_l2a",
            "title": "Surface reflectance (Sentinel-2)",
            "product_name": "s2_l2a",
            "bands": {"red": ["B04"], "green": ["B03"], "blue": ["B02"]},
            "flags": [{"band": "SCL", "product": "s2_l2a", "ignore_time": False}],
            "styling": {"default_style": "simple_rgb", "token": "true_colour"},
            "identifiers": {"auth": "s2_l2a"},
            "user_band_math": True,
        },
    ],
}
os.environ["DB_PASSWORD"] = "@{word}"
os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "@{random 40}")
SECRETS_DIR = "/run/secrets"
