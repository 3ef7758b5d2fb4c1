#!/bin/sh
# Starts the exporter of metrics with the password of a file:  export.sh ARGUMENT...
set -eu
if [ -n "${REDIS_PASSWORD_FILE:-}" ]; then
	REDIS_PASSWORD=$(cat "$REDIS_PASSWORD_FILE")
	export REDIS_PASSWORD
fi
exec /redis_exporter "$@"
