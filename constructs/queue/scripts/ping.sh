#!/bin/sh
# Whether Redis answers:  ping.sh ready, when it takes commands; ping.sh alive, also while it loads.
. "$(dirname "$0")/redis.sh"
answer=$(redis ping 2>&1)
case $1:$answer in
*:PONG) ;;
alive:*LOADING* | alive:*BUSY* | alive:*MASTERDOWN*) ;;
*) echo "$answer" >&2 && exit 1 ;;
esac
