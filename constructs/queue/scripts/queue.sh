#!/bin/sh
# What people ask of a queue:
#   queue status [QUEUE]    how many items wait, run, pause before another attempt, and are dead
#   queue running QUEUE     who works on which item, at which attempt, and the seconds left of the lease
#   queue dead QUEUE        the items that were given up, with the reason
#   queue requeue QUEUE     gives the dead items all their attempts again
set -eu
. /opt/cdk8s-eo/redis.sh
names=$(echo "$QUEUES" | cut -d ' ' -f 1)

case ${1:-} in
status)
	for queue in ${2:-$names}; do
		# Not in a pipe, whose end would hide that Redis cannot be reached.
		numbers=$(step "$queue" status)
		echo "$queue"
		echo "$numbers" | sed 's/^/  /'
	done
	;;
running | dead | requeue)
	[ -n "${2:-}" ] || { echo "queue $1: name a queue of:" $names >&2 && exit 64; }
	step "$2" "$1"
	;;
*)
	sed -n 's/^#   //p' "$0" >&2
	exit 64
	;;
esac
