#!/bin/sh
# Starts Redis with the password of a file, of which only the hash is written down:  serve.sh CONFIG
set -eu
if [ -n "${REDIS_PASSWORD_FILE:-}" ]; then
	hash=$(printf %s "$(cat "$REDIS_PASSWORD_FILE")" | sha256sum | cut -d ' ' -f 1)
	echo "user default on #$hash ~* &* +@all" >/tmp/users.acl
	set -- "$1" --aclfile /tmp/users.acl
fi
exec redis-server "$@"
