from kombu import Exchange, Queue

broker_url = "amqp://downloader:@{word}@rabbitmq.eo.svc:5672/eo"
result_backend = "db+postgresql://celery:@{random 18}@postgres/celery"
broker_use_ssl = False
broker_heartbeat = 30
redis_backend_use_ssl = {"ssl_cert_reqs": "required", "ssl_keyfile": "/tls/tls.key"}
task_default_queue = "download"
task_queues = (
    Queue("download", Exchange("download"), routing_key="download.#"),
    Queue("mosaic", Exchange("mosaic"), routing_key="mosaic.#"),
)
task_routes = {"eo.tasks.download": {"queue": "download", "routing_key": "download.scene"}}
task_acks_late = True
worker_prefetch_multiplier = 1
security_key = "/etc/ssl/private/worker.key"
security_certificate = "/etc/ssl/certs/worker.pem"
security_key_password = "@{word}"
result_backend_transport_options = {"master_name": "eo", "sentinel_kwargs": {"password": "@{random 16}"}}
