# Sourced by the other scripts: redis-cli with the server and the login that the environment names.

if [ -n "${REDIS_PASSWORD_FILE:-}" ]; then
	REDISCLI_AUTH=$(cat "$REDIS_PASSWORD_FILE")
	export REDISCLI_AUTH
fi

scripts=/opt/cdk8s-eo

redis() {
	redis-cli -h "$REDIS_SERVICE_HOST" -p "$REDIS_SERVICE_PORT" \
		${REDIS_USERNAME:+--user "$REDIS_USERNAME"} ${REDIS_DATABASE:+-n "$REDIS_DATABASE"} \
		${REDIS_TLS:+--tls} ${REDIS_CA_FILE:+--cacert "$REDIS_CA_FILE"} "$@"
}

# step QUEUE OPERATION ARGUMENT...: one operation of queue.lua.
step() {
	queue=$1
	shift
	redis --eval "${QUEUE_SCRIPT:-$scripts/queue.lua}" "$queue" , "$@"
}
