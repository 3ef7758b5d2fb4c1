#!/bin/sh
# Puts a list of work items into a queue, each exactly once, however often this runs and wherever
# it was interrupted:  insert.sh PATH, a file with one item a line or a folder of such files, which
# may be compressed (.gz).
#
# Environment: QUEUE, LIST (what the batches are remembered under), and those of redis.sh.
set -eu
. "$(dirname "$0")/redis.sh"
path=$1
size=500

lines() {
	if [ -d "$path" ]; then set -- "$path"/*; else set -- "$path"; fi
	for file in "$@"; do
		case $file in
		*.gz) gzip -dc "$file" ;;
		*) cat "$file" ;;
		esac
	done | tr -d '\r' | grep -v '^[[:space:]]*$' || true
}

# A number that was asked for, or the end: an error of Redis is no number.
number() {
	answer=$("$@") || answer=
	case $answer in
	'' | *[!0-9]*) echo "insert: no answer of Redis to $*: $answer" >&2 && return 1 ;;
	*) echo "$answer" ;;
	esac
}

# The batches as commands of the Redis protocol, which counts bytes.
commands() {
	lines | LC_ALL=C awk -v queue="$QUEUE" -v list="$LIST" -v script="$1" -v size="$size" '
		function word(text) { print "$" length(text); print text }
		function flush(i) {
			if (count == 0) return
			print "*" 7 + count
			word("EVALSHA"); word(script); word("1"); word(queue); word("insert"); word(list); word(batch++ "")
			for (i = 1; i <= count; i++) word(items[i])
			count = 0
		}
		BEGIN { ORS = "\r\n" }
		{ items[++count] = $0; if (count == size) flush() }
		END { flush() }'
}

info() { redis info "$1" | tr -d '\r' | sed -n "s/^$2://p"; }

# What was inserted is on the disk when the server is still the same one after two flushes, which
# `appendfsync everysec` does each second.
is_on_disk() {
	before=$(info server run_id)
	tries=0
	while [ $tries -lt 30 ]; do
		sleep 3
		[ "$(info persistence aof_pending_bio_fsync)" != 1 ] && break
		tries=$((tries + 1))
	done
	[ -n "$before" ] && [ "$(info server run_id)" = "$before" ] && [ "$(number step "$QUEUE" finished "$LIST")" = 1 ]
}

[ -r "$path" ] || { echo "insert: cannot read $path" >&2 && exit 1; }
tries=0
until sh "$(dirname "$0")/ping.sh" ready || [ $((tries += 1)) -gt 100 ]; do sleep 3; done
items=$(lines | wc -l)
batches=$(((items + size - 1) / size))
content=$(lines | sha256sum | cut -d ' ' -f 1)

same=$(number step "$QUEUE" begin "$LIST" "$content")
if [ "$same" != 1 ]; then
	echo "insert: $path has changed since it was inserted as $LIST; give it another revision" >&2
	exit 78
fi
finished=$(number step "$QUEUE" finished "$LIST")
if [ "$finished" = 1 ]; then
	echo "insert: all $items items of $LIST were inserted before"
	exit 0
fi
for attempt in 1 2 3 4 5; do
	script=$(redis script load "$(cat "${QUEUE_SCRIPT:-$scripts/queue.lua}")") || script=
	commands "$script" | redis --pipe || true
	if [ "$(number step "$QUEUE" inserted "$LIST")" = "$batches" ]; then
		# Redis writes in order: where this is on the disk, so are the items.
		number step "$QUEUE" finish "$LIST" >/dev/null || true
		is_on_disk && echo "insert: $items items of $LIST are in $QUEUE" && exit 0
	fi
	echo "insert: not all of $LIST is inserted after attempt $attempt" >&2
	sleep 2
done
exit 1
