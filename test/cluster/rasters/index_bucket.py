"""Adds the scenes of a bucket to the index of a datacube:  index_bucket.py BUCKET PREFIX"""

import os
import sys

import boto3
import datacube
import yaml
from datacube.index.hl import Doc2Dataset

bucket, prefix = sys.argv[1:]
cube = datacube.Datacube()
resolve = Doc2Dataset(cube.index)
store = boto3.client("s3", endpoint_url=os.environ["AWS_S3_ENDPOINT_URL"])
for file in store.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", []):
    key = file["Key"]
    if not key.endswith(".odc-metadata.yaml"):
        continue
    document = yaml.safe_load(store.get_object(Bucket=bucket, Key=key)["Body"])
    dataset, error = resolve(document, "s3://%s/%s" % (bucket, key))
    if error:
        sys.exit(error)
    cube.index.datasets.add(dataset)
