"""Copies files below a folder to a bucket, or from there:  copy.py up|down BUCKET PREFIX FOLDER"""

import os
import sys

import boto3

direction, bucket, prefix, folder = sys.argv[1:]
store = boto3.client("s3", endpoint_url=os.environ["AWS_S3_ENDPOINT_URL"])
if direction == "up":
    store.create_bucket(Bucket=bucket)
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            store.upload_file(path, bucket, prefix + "/" + os.path.relpath(path, folder))
else:
    for file in store.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", []):
        path = os.path.join(folder, file["Key"])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        store.download_file(bucket, file["Key"], path)
