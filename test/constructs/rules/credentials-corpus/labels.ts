/** What stands in a file of the corpus. */
export interface Labels {
  /** The keys that hold a secret, in their order. */
  readonly secrets: readonly string[];

  /** What is found although it is no secret, and what it is. */
  readonly falsePositives?: Readonly<Record<string, string>>;
}

/** The labels of every file, by its path below `files/`. */
export const LABELS: Readonly<Record<string, Labels>> = {
  'datacube/.pgpass': {
    secrets: ['datacubedb.password', 'reader.db.eo.example.password', 'localhost.password'],
  },
  'datacube/alembic.ini': { secrets: ['alembic.sqlalchemy.url'] },
  'datacube/datacube.conf': {
    secrets: ['default.db_password', 'datacube.db_password', 'staging.db_url'],
  },
  'datacube/datacube.yaml': { secrets: ['prod.db_password', 'dev.db_url'] },
  'datacube/ows_cfg.py': {
    secrets: ['DB_PASSWORD', 'AWS_SECRET_ACCESS_KEY'],
    falsePositives: {
      'ows_cfg.layers.0.styling.token': "a style's name stands under 'token'",
      'ows_cfg.layers.0.identifiers.auth': "a layer's name stands under 'auth'",
    },
  },
  'datacube/pg_service.conf': { secrets: ['odc.password'] },
  'datacube/pgbouncer.ini': { secrets: ['databases.odc'] },
  'datacube/userlist.txt': { secrets: ['odc.password', 'reader.password', 'pgbouncer.password'] },
  'datacube/values.yaml': {
    secrets: [
      'redis.password',
      'worker.env.2.AWS_ACCESS_KEY_ID',
      'worker.env.3.AWS_SECRET_ACCESS_KEY',
      'postgresql.auth.postgresPassword',
      'postgresql.auth.password',
      'grafana.adminPassword',
    ],
  },
  'imagery/.cdsapirc': { secrets: ['key'] },
  'imagery/.ecmwfapirc': { secrets: ['key'] },
  'imagery/.netrc': {
    secrets: [
      'urs.earthdata.nasa.gov.password',
      'dataspace.copernicus.eu.password',
      'ladsweb.modaps.eosdis.nasa.gov.password',
      'ftp.eo.example.password',
    ],
  },
  'imagery/downloader.ini': {
    secrets: [
      'usgs.token',
      'cdse.password',
      'cdse.totp_secret',
      'cdse.refresh_token',
      'asf.asf_password',
      'scihub.pass',
      'planet.api_key',
      'download.proxies',
    ],
  },
  'imagery/eodag.yml': {
    secrets: [
      'cop_dataspace.auth.credentials.password',
      'usgs.api.credentials.password',
      'creodias.auth.credentials.password',
      'creodias_s3.download_auth.credentials.aws_access_key_id',
      'creodias_s3.download_auth.credentials.aws_secret_access_key',
      'meteoblue.auth.credentials.apikey',
    ],
  },
  'imagery/gdal.env': {
    secrets: [
      'GDAL_HTTP_USERPWD',
      'GDAL_HTTP_PROXYUSERPWD',
      'GDAL_HTTP_BEARER',
      'GDAL_HTTP_HEADERS',
      'GDAL_HTTP_KEYPASSWD',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_ACCESS_KEY_ID',
      'AWS_SESSION_TOKEN',
      'GS_SECRET_ACCESS_KEY',
      'GS_ACCESS_KEY_ID',
      'GS_OAUTH2_REFRESH_TOKEN',
      'GS_OAUTH2_CLIENT_SECRET',
      'AZURE_STORAGE_ACCESS_KEY',
      'AZURE_STORAGE_SAS_TOKEN',
      'AZURE_STORAGE_CONNECTION_STRING',
      'OSS_SECRET_ACCESS_KEY',
      'OSS_ACCESS_KEY_ID',
      'SWIFT_KEY',
    ],
  },
  'imagery/gdalrc': {
    secrets: [
      'configoptions.GDAL_HTTP_BEARER',
      '.private_bucket.AWS_SECRET_ACCESS_KEY',
      '.private_bucket.AWS_ACCESS_KEY_ID',
    ],
  },
  'imagery/mapserver.map': {
    secrets: ['CONFIG.AWS_SECRET_ACCESS_KEY', 'ows_auth_password', 'CONNECTION'],
  },
  'imagery/planet.json': { secrets: ['key'] },
  'imagery/processing.yaml': {
    secrets: [],
    falsePositives: {
      'filters.first_pass': 'a filter that runs first',
      'filters.second_pass': 'a filter that runs second',
      imagePullSecret: 'the name of a Secret',
    },
  },
  'imagery/pycsw.cfg': { secrets: ['repository.database'] },
  'imagery/rasterio.json': {
    secrets: [
      'open',
      'options.GDAL_HTTP_USERPWD',
      'options.AWS_SECRET_ACCESS_KEY',
      'options.aws_access_key_id',
      'assets.signed.href',
    ],
  },
  'imagery/sentinelhub.toml': {
    secrets: [
      'default-profile.sh_client_secret',
      'default-profile.aws_access_key_id',
      'default-profile.aws_secret_access_key',
      'staging.sh_client_secret',
    ],
  },
  'imagery/stac-item.json': { secrets: [] },
  'jobmanager/celeryconfig.py': {
    secrets: [
      'broker_url',
      'result_backend',
      'security_key_password',
      'result_backend_transport_options.sentinel_kwargs.password',
    ],
  },
  'jobmanager/config.yaml': {
    secrets: [
      'S3_ACCESS_KEY',
      'S3_SECRET_KEY',
      'PSQL_DB_PASS',
      'USGS_EE_PASS',
      'ESA_SCIHUB_PASS',
      'RABBIT_MQ_PASS',
      'DJANGO_SECRET',
      'REDIS_PASS',
      'MAILGUN_API_KEY',
    ],
  },
  'jobmanager/settings.py': {
    secrets: [
      'SECRET_KEY',
      'SECRET_KEY_FALLBACKS.0',
      'DATABASES.default.PASSWORD',
      'DATABASES.catalogue.env.db().default',
      'DATABASES.reader.dict().PASSWORD',
      'CACHES.default.OPTIONS.PASSWORD',
      'EMAIL_HOST_PASSWORD.EMAIL_HOST_PASSWORD',
      'SIMPLE_JWT.SIGNING_KEY',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'SOCIAL_AUTH_GITHUB_SECRET',
      'CELERY_RESULT_BACKEND',
      'SENTRY_DSN',
    ],
  },
  'platform/.git-credentials': { secrets: ['line 1', 'line 2'] },
  'platform/.htpasswd': { secrets: ['someone', 'reader', 'archive'] },
  'platform/.npmrc': {
    secrets: ['//nexus.eo.example/repository/npm/', '//nexus.eo.example/repository/eo/', '_auth'],
  },
  'platform/.pypirc': { secrets: ['pypi.password', 'eo.password'] },
  'platform/airflow.cfg': {
    secrets: [
      'core.fernet_key',
      'database.sql_alchemy_conn',
      'webserver.secret_key',
      'smtp.smtp_password',
      'celery.broker_url',
      'celery.flower_basic_auth',
      'api.jwt_secret',
    ],
  },
  'platform/alertmanager.yml': {
    secrets: [
      'global.smtp_auth_password',
      'global.slack_api_url',
      'receivers.0.pagerduty_configs.0.routing_key',
      'receivers.0.webhook_configs.0.url',
      'receivers.0.opsgenie_configs.0.api_key',
      'receivers.0.telegram_configs.0.bot_token',
    ],
  },
  'platform/application.properties': {
    secrets: [
      'spring.datasource.password',
      'spring.rabbitmq.password',
      'geoserver.admin.password',
      'pgconfig.jdbc-url',
      'security.jwt.secret',
      'server.ssl.key-store-password',
    ],
  },
  'platform/cloud-init.yaml': {
    secrets: [
      'users.0.passwd',
      'chpasswd.list.root',
      'write_files.0.content.REDIS_PASSWORD',
      'write_files.1.content',
      'runcmd.1',
    ],
  },
  'platform/config.ini': {
    secrets: [
      'ftp.passwd',
      'mail.smtp_passwd',
      'ldap.bind_pw',
      'api.secret',
      'api.app_secret',
      'api.encryption-key',
      'api.license_key',
      'api.ssh_key',
    ],
  },
  'platform/configmap.yaml': {
    secrets: [
      'data.datacube.conf.datacube.db_password',
      'data..netrc.urs.earthdata.nasa.gov.password',
      'data.start.sh.AWS_SECRET_ACCESS_KEY',
      'data.start.sh',
      'data.worker.json.api_token',
    ],
  },
  'platform/dask.yaml': {
    secrets: [
      'gateway.auth.kwargs.api_token',
      'gateway.cluster.options.environment.EARTHDATA_TOKEN',
      'gateway.cluster.options.environment.PC_SDK_SUBSCRIPTION_KEY',
      'coiled.token',
    ],
  },
  'platform/definitions.json': {
    secrets: ['users.0.password_hash', 'users.1.password', 'parameters.0.value.dest-uri'],
  },
  'platform/docker-compose.yml': {
    secrets: [
      'services.db.environment.2',
      'services.queue.command',
      'services.broker.environment.RABBITMQ_DEFAULT_PASS',
      'services.broker.environment.RABBITMQ_ERLANG_COOKIE',
      'services.server.command.0',
      'services.objects.environment.MINIO_ROOT_PASSWORD',
      'services.grafana.environment.GF_DATABASE_URL',
    ],
  },
  'platform/docker-config.json': {
    secrets: [
      'auths.registry.eo.example.auth',
      'auths.harbor.eo.example.password',
      'auths.quay.io.identitytoken',
    ],
  },
  'platform/eoapi.env': {
    secrets: [
      'POSTGRES_PASS',
      'PGPASSWORD',
      'DATABASE_URL',
      'EOAPI_AUTH_CLIENT_SECRET',
      'STAC_TRANSACTIONS_BASIC_AUTH',
      'MAPBOX_TOKEN',
    ],
  },
  'platform/geocube.yaml': {
    secrets: [
      'spec.template.spec.containers.0.args.2',
      'spec.template.spec.containers.0.args.9',
      'spec.template.spec.containers.0.env.0.POSTGRES_PASSWORD',
      'spec.template.spec.containers.0.command.2',
    ],
  },
  'platform/geoserver-datastore.xml': { secrets: ['dataStore.connectionParameters.entry.passwd'] },
  'platform/geoserver-users.xml': {
    secrets: ['userRegistry.users.user.admin.password', 'userRegistry.users.user.reader.password'],
  },
  'platform/grafana.ini': {
    secrets: [
      'database.password',
      'security.admin_password',
      'security.secret_key',
      'auth.generic_oauth.client_secret',
    ],
  },
  'platform/jupyter_server_config.py': {
    secrets: ['c.ServerApp.password', 'c.IdentityProvider.token', 'c.ServerApp.cookie_secret'],
  },
  'platform/jupyterhub_config.py': {
    secrets: [
      'c.JupyterHub.db_url',
      'c.JupyterHub.services.0.api_token',
      'c.ConfigurableHTTPProxy.auth_token',
      'c.CryptKeeper.keys.0',
      'c.GenericOAuthenticator.client_secret',
      'c.DummyAuthenticator.password',
      'c.KubeSpawner.environment.AWS_SECRET_ACCESS_KEY',
    ],
  },
  'platform/kubeconfig': {
    secrets: [
      'users.0.user.client-key-data',
      'users.1.user.token',
      'users.2.user.password',
      'users.3.user.auth-provider.config.client-secret',
      'users.3.user.auth-provider.config.id-token',
      'users.3.user.auth-provider.config.refresh-token',
    ],
  },
  'platform/nginx.conf': {
    secrets: [
      'proxy_set_header.Authorization',
      'proxy_set_header.X-Api-Key',
      'line 24',
      'secure_link_md5',
    ],
  },
  'platform/pip.conf': { secrets: ['global.index-url', 'global.extra-index-url'] },
  'platform/prometheus.yml': {
    secrets: [
      'remote_write.0.basic_auth.password',
      'scrape_configs.0.authorization.credentials',
      'scrape_configs.1.bearer_token',
      'scrape_configs.2.oauth2.client_secret',
    ],
  },
  'platform/pyproject.toml': {
    secrets: [
      'tool.uv.index.url',
      'tool.eo.catalog.headers.Authorization',
      'tool.eo.storage.access_key',
      'tool.eo.storage.secret_key',
      'tool.eo.database.dsn',
    ],
  },
  'platform/rabbitmq.conf': {
    secrets: ['default_pass', 'ssl_options.password', 'auth_ldap.dn_lookup_bind.password'],
  },
  'platform/redis.conf': {
    secrets: ['requirepass', 'masterauth', 'line 13', 'line 14', 'tls-key-file-pass'],
  },
  'platform/run.sh': { secrets: ['PGPASSWORD', 'line 7', 'line 11', 'line 13', 'line 14'] },
  'platform/sentinel.conf': { secrets: ['sentinel.auth-pass', 'sentinel.sentinel-pass'] },
  'platform/terraform.tfvars': { secrets: ['db_password', 'rabbitmq_password', 'github_token'] },
  'platform/tls.key': { secrets: ['line 1'] },
  'storage/.boto': {
    secrets: [
      'Credentials.aws_access_key_id',
      'Credentials.aws_secret_access_key',
      'Credentials.gs_oauth2_refresh_token',
      'Credentials.gs_access_key_id',
      'Credentials.gs_secret_access_key',
      'Credentials.gs_service_key_file_password',
      'Boto.proxy_pass',
      'OAuth2.client_secret',
    ],
  },
  'storage/.s3cfg': {
    secrets: ['default.access_key', 'default.secret_key', 'default.gpg_passphrase'],
  },
  'storage/aws-config': { secrets: ['profile minio.aws_secret_access_key'] },
  'storage/catalog.yml': {
    secrets: [
      'sources.sentinel2.args.storage_options.key',
      'sources.sentinel2.args.storage_options.secret',
      'sources.landsat.args.urlpath',
    ],
  },
  'storage/clouds.yaml': {
    secrets: [
      'clouds.eo.auth.password',
      'clouds.robot.auth.application_credential_id',
      'clouds.robot.auth.application_credential_secret',
    ],
  },
  'storage/credentials': {
    secrets: [
      'default.aws_access_key_id',
      'default.aws_secret_access_key',
      'cdse.aws_access_key_id',
      'cdse.aws_secret_access_key',
      'temporary.aws_access_key_id',
      'temporary.aws_secret_access_key',
      'temporary.aws_session_token',
      'temporary.aws_security_token',
    ],
  },
  'storage/mc.json': {
    secrets: [
      'aliases.local.accessKey',
      'aliases.local.secretKey',
      'aliases.eo.accessKey',
      'aliases.eo.secretKey',
      'aliases.eo.sessionToken',
    ],
  },
  'storage/minio.env': {
    secrets: [
      'MINIO_ROOT_PASSWORD',
      'MINIO_IDENTITY_OPENID_CLIENT_SECRET',
      'MINIO_KMS_SECRET_KEY',
      'MINIO_NOTIFY_REDIS_PASSWORD_EO',
      'MINIO_NOTIFY_AMQP_URL_EO',
    ],
  },
  'storage/openrc.sh': { secrets: ['SWIFT_AUTH_TOKEN', 'OS_TOKEN', 'line 18'] },
  'storage/rclone.conf': {
    secrets: [
      'cdse.access_key_id',
      'cdse.secret_access_key',
      'swift.key',
      'swift.application_credential_id',
      'swift.application_credential_secret',
      'azure.key',
      'azure.sas_url',
      'partner.pass',
      'partner.key_file_pass',
      'drive.client_secret',
      'drive.token',
    ],
  },
  'storage/s3fs.json': {
    secrets: [
      's3.key',
      's3.secret',
      's3.token',
      'abfs.account_key',
      'abfs.sas_token',
      'abfs.connection_string',
    ],
  },
  'storage/service-account.json': { secrets: ['private_key_id', 'private_key'] },
};
