#!/bin/sh
# Makes the schema of a datacube, and its products:  setup.sh DEFINITION...
#
# Run again, it adds what is new, and makes those changes that no scene of a product minds.
set -eu
datacube system init
for definition in "$@"; do
	datacube product add "$definition" 2>/tmp/added || datacube product update "$definition"
done
