#!/bin/sh
# Adds the scenes below a folder to a datacube, those that it has already not again:
# index.sh FOLDER PRODUCT...
set -eu
folder=$1
shift
[ -d "$folder" ] || { echo "index: there is no folder $folder" >&2 && exit 1; }
# Scenes of a product that is missing would be left out without an error.
for product in "$@"; do
	datacube product show "$product" >/dev/null
done
find "$folder" -name '*.odc-metadata.yaml' -print0 | sort -z | xargs -0 -r datacube dataset add
