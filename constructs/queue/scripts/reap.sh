#!/bin/sh
# Gives the items of all queues back whose lease ran out, again and again:  reap.sh SECONDS
#
# QUEUES has one queue a line: its key, the most attempts, and the milliseconds for which a taken item
# may be without a lease.
set -u
. "$(dirname "$0")/redis.sh"
trap 'exit 0' TERM INT

# The result of one queue is two numbers; anything else is what went wrong.
reap() {
	result=$(step "$1" reap "$2" "$3" 2>&1 | tr '\n' ' ')
	case $result in
	'0 0 ') ;;
	*[!0-9\ ]* | '') echo "reap: $1: $result" >&2 && return 1 ;;
	*) echo "reap: $1: given back and buried: $result" ;;
	esac
}

while :; do
	failed=
	while read -r queue most grace; do
		reap "$queue" "$most" "$grace" </dev/null || failed=1
	done <<-END
		$QUEUES
	END
	touch /tmp/alive
	[ -n "$failed" ] || touch /tmp/reaped
	sleep "$1" &
	wait $!
done
