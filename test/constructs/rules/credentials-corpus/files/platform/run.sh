#!/bin/sh
set -eu
WORKDIR=/local-ssd/$(uuidgen)
LOGLEVEL=${LOGLEVEL:-info}
REDIS_HOST=redis-master
export PGPASSWORD=@{random 12}
redis-cli -h "$REDIS_HOST" -a "@{random 12}" --no-auth-warning ping
redis-cli -h "$REDIS_HOST" -a "$REDIS_PASSWORD" llen jobProduct
mc alias set eo http://minio:9000 "$S3_ACCESS_KEY" "$S3_SECRET_KEY"
aws s3 cp --endpoint-url http://minio:9000 s3://scenes/a.tif /tmp
curl -fsS -H "Authorization: Bearer @{random 40}" https://api.eo.example/v1/jobs
curl -fsS -H "X-Api-Key: $API_KEY" https://api.eo.example/v1/jobs
wget --user=someone --password=@{word} https://e4ftl01.cr.usgs.gov/MOLT/a.hdf
helm install psql bitnami/postgresql --set auth.password=@{random 10},persistence.size=100Gi
exec /consolidater -eventsQueue events -consolidationsQueue consolidations -workdir "$WORKDIR"
