#!/bin/sh
# The command of the chaos tests:  work.sh LOG LOCKS
#
# The item begins with what happens: good, slow, equal, poison, failing or crashing. Each run writes down
# its start and its end. A lock that lasts as long as the process finds out whether an equal item runs at
# the same time.
log=$1
lock=$2/$WORK_ITEM

say() { printf '%s %s %s %s %s\n' "$1" "$WORK_ITEM" "$WORK_ITEM_ATTEMPT" $$ "$(date +%s%3N)" >>"$log"; }

exec 9>"$lock"
flock --nonblock 9 || say overlap
say start
case $WORK_ITEM in
good-*) sleep "0.0${WORK_ITEM##*[!0-9]}" ;;
equal-*) sleep 0.3 ;;
slow-*) sleep 4 ;;
poison-*) echo "$WORK_ITEM is no work item" >&2 && exit 65 ;;
failing-*) echo "$WORK_ITEM cannot be done" >&2 && exit 1 ;;
crashing-*) kill -9 $PPID && exit 1 ;;
esac
say end
