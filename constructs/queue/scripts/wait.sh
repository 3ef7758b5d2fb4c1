#!/bin/sh
# Ends when Redis takes commands and the lists are in the queue:  wait.sh QUEUE [LIST...]
#
# A worker that starts before finds nothing to do, and its Job would be complete.
set -u
here=$(dirname "$0")
. "$here/redis.sh"
trap 'exit 143' TERM INT
queue=$1
shift

is_finished() {
	for list in "$@"; do
		[ "$(step "$queue" finished "$list" 2>/dev/null)" = 1 ] || return 1
	done
}

until sh "$here/ping.sh" ready && is_finished "$@"; do
	echo "wait: for Redis at $REDIS_SERVICE_HOST:$REDIS_SERVICE_PORT, and for $queue to have: $*" >&2
	sleep 3 &
	wait $!
done
