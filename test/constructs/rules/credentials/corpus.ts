/**
 * Configuration files with credentials, as they are found in Earth-observation systems. The secret
 * values are made here, so that no scanner of secrets finds one in this file.
 */
export interface CorpusFile {
  readonly name: string;
  readonly text: string;
  /** Exactly the keys that hold a credential. */
  readonly credentials: readonly string[];
}

/** A value that no person types: letters of both cases and digits. */
export function dummy(seed: number, length = 24): string {
  const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const indexes = Array.from({ length }, (_, at) => (seed * 31 + at * 17 + at * at * seed) % 56);
  return indexes.map((index) => letters.charAt(index)).join('');
}

/** A word that a person would take as a password. */
export const WORD = ['change', 'me'].join('');

const AWS_ID = ['AK', 'IA', 'IOSFODNN7INVALID'].join('');
const PEM = [`-----BEGIN ${'RSA PRIVATE'} KEY-----`, dummy(9, 60), '-----END-----'].join('\n');
const PEM_BASE64 = Buffer.from(PEM).toString('base64');
const UUID = ['1b2c3d4e', '5f60', '4a1b', '8c9d', '0e1f2a3b4c5d'].join('-');

export const JOBMANAGER: CorpusFile = {
  name: 'config.yaml',
  text: `# jobmanager
S3_URL: http://s3.kub-eo.agr.gc.ca
S3_ACCESS_KEY: "${dummy(1, 20)}"
S3_SECRET_KEY: "${dummy(2, 40)}"
S3_REGION: us-east-1
PSQL_DB: jobmanagerapp
PSQL_DB_USER: jobmanagerapp
PSQL_DB_PASS: "${dummy(3, 10)}"
PSQL_DB_URL: "10.96.107.240"
PSQL_DB_PORT: "5432"
USGS_EE_USER: someone
USGS_EE_PASS: "${WORD}"
ESA_SCIHUB_USER: someone
ESA_SCIHUB_PASS: '${dummy(4, 8)}'
DJANGO_SETTINGS_MODULE: jobmanager.settings
RABBIT_MQ_USER: user
RABBIT_MQ_PASS: ${dummy(5, 10)}
RABBIT_MQ_URL: "10.96.181.64"
RABBIT_MQ_PORT: "5672"
DJANGO_SECRET: "${dummy(6, 50)}"
REDIS_PASS: "${dummy(7, 10)}"
REDIS_PORT: "6379"
REDIS_HOST: "10.96.12.117"
MAILGUN_API_URL: https://api.mailgun.net/v3/mg.satdat.space/messages
MAILGUN_API_KEY: "${dummy(8, 32)}"
`,
  credentials: [
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
};

export const CORPUS: readonly CorpusFile[] = [
  JOBMANAGER,
  {
    name: 'datacube.conf',
    text: `[default]
db_database: datacube
db_hostname: datacubedb-postgresql.datacubedb.svc.cluster.local
db_username: postgres
db_password: ${dummy(11, 12)}
index_driver: default

[test]
db_url: postgresql://tester:${dummy(12, 9)}@localhost:5432/test
`,
    credentials: ['default.db_password', 'test.db_url'],
  },
  {
    name: 'alembic.ini',
    text: `[alembic]
script_location = %(here)s/migrations
# sqlalchemy.url = driver://user:pass@localhost/dbname
sqlalchemy.url = postgresql+psycopg2://odc:${dummy(13, 9)}@db:5432/odc  ; the index
file_template = %%(year)d_%%(rev)s

[loggers]
keys = root,sqlalchemy

[handler_console]
class = StreamHandler
args = (sys.stderr,)
`,
    credentials: ['alembic.sqlalchemy.url'],
  },
  {
    name: '.pgpass',
    text: `# host:port:database:user:password
db:5432:datacube:postgres:${dummy(14, 12)}
*:*:*:reader:with\\:${dummy(15, 6)}
`,
    credentials: ['db.password', '*.password'],
  },
  {
    name: '.boto',
    text: `[Credentials]
aws_access_key_id = ${AWS_ID}
aws_secret_access_key = ${dummy(16, 40)}
gs_oauth2_refresh_token = ${dummy(17, 40)}
gs_service_client_id = reader@project.iam.gserviceaccount.com

[Boto]
https_validate_certificates = True
proxy_pass = ${WORD}
`,
    credentials: [
      'Credentials.aws_access_key_id',
      'Credentials.aws_secret_access_key',
      'Credentials.gs_oauth2_refresh_token',
      'Boto.proxy_pass',
    ],
  },
  {
    name: 'credentials',
    text: `[default]
region = eu-central-1
aws_access_key_id=${AWS_ID}
aws_secret_access_key=${dummy(18, 40)}
aws_session_token=${dummy(19, 60)}
`,
    credentials: [
      'default.aws_access_key_id',
      'default.aws_secret_access_key',
      'default.aws_session_token',
    ],
  },
  {
    name: '.netrc',
    text: `machine urs.earthdata.nasa.gov login someone password ${dummy(20, 10)}
machine dataspace.copernicus.eu
  login someone
  password "${WORD}"
default login anonymous password ${dummy(21, 6)}
`,
    credentials: [
      'urs.earthdata.nasa.gov.password',
      'dataspace.copernicus.eu.password',
      'default.password',
    ],
  },
  {
    name: 'kubeconfig',
    text: `apiVersion: v1
kind: Config
clusters:
- name: local
  cluster:
    server: https://10.0.0.1:6443
    certificate-authority-data: ${Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64')}
users:
- name: admin
  user:
    client-certificate-data: ${Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64')}
    client-key-data: ${PEM_BASE64}
- name: robot
  user: {token: ${dummy(22, 40)}}
- name: someone
  user:
    auth-provider:
      name: oidc
      config:
        client-id: kubernetes
        client-secret: ${dummy(23, 30)}
        id-token: ${dummy(24, 60)}
        idp-issuer-url: https://login.example.com/
contexts:
- context: {cluster: local, user: admin}
  name: local
current-context: local
`,
    credentials: [
      'users.0.user.client-key-data',
      'users.1.user.token',
      'users.2.user.auth-provider.config.client-secret',
      'users.2.user.auth-provider.config.id-token',
    ],
  },
  {
    name: 'settings.py',
    text: `"""Settings of the job manager."""
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = '${['django', 'insecure', dummy(25, 40)].join('-')}'
DEBUG = os.environ.get('DEBUG', 'False') == 'True'
ALLOWED_HOSTS = ['s2d2.kub-eo.agr.gc.ca', "localhost"]

INSTALLED_APPS = [
    'django.contrib.auth',
    'rest_framework.authtoken',  # tokens
]
MIDDLEWARE = ('django.contrib.auth.middleware.AuthenticationMiddleware',)

DATABASES = {
    'default': {
        'ENGINE': 'django.contrib.gis.db.backends.postgis',
        'NAME': 'jobmanagerapp',
        'USER': os.environ['PSQL_DB_USER'],
        'PASSWORD': '${dummy(26, 10)}',
        'HOST': "10.96.107.240",
    },
    'reader': {'NAME': 'reader', 'PASSWORD': os.environ['READER_PASSWORD']},
}
AUTH_USER_MODEL = 'accounts.User'
AUTH_PASSWORD_VALIDATORS = [
    {'NAME': 'django.contrib.auth.password_validation.MinimumLengthValidator'},
]
PASSWORD_HASHERS = ['django.contrib.auth.hashers.Argon2PasswordHasher']
PASSWORD_RESET_TIMEOUT = 3600
CELERY_BROKER_URL = f"amqp://user:{os.environ['RABBIT_MQ_PASS']}@rabbitmq:5672/"
CELERY_RESULT_BACKEND = 'redis://:${dummy(27, 10)}@redis:6379/0'
EMAIL_HOST_PASSWORD: str = os.environ.get('EMAIL_HOST_PASSWORD', '${WORD}')
ANYMAIL = dict(MAILGUN_API_KEY='${dummy(28, 32)}', MAILGUN_SENDER_DOMAIN='mg.satdat.space')
SIMPLE_JWT = {'SIGNING_KEY': SECRET_KEY, 'AUTH_HEADER_TYPES': ('Bearer',)}
os.environ['PGPASSWORD'] = '${dummy(29, 10)}'
if os.environ.get('AWS_SECRET_ACCESS_KEY') == 'x':
    raise ValueError('no credentials')
`,
    credentials: [
      'SECRET_KEY',
      'DATABASES.default.PASSWORD',
      'CELERY_RESULT_BACKEND',
      'EMAIL_HOST_PASSWORD.EMAIL_HOST_PASSWORD',
      'ANYMAIL.dict().MAILGUN_API_KEY',
      'PGPASSWORD',
    ],
  },
  {
    name: '.env',
    text: `# worker
export REDIS_SERVICE_HOST=redis-master
AWS_ACCESS_KEY_ID=${AWS_ID}
export AWS_SECRET_ACCESS_KEY="${dummy(30, 40)}"
AWS_VIRTUAL_HOSTING="FALSE"
GOOGLE_APPLICATION_CREDENTIALS=/var/run/secrets/google/key.json
GCP_PRIVATE_KEY="${PEM}"
SENTRY_DSN=https://${dummy(31, 32)}@sentry.example.com/4
POSTGRES_PASSWORD=\${POSTGRES_PASSWORD:-${WORD}}
DB_PASSWORD=$DB_PASS
GDAL_HTTP_USERPWD=someone:${WORD}
SLACK_WEBHOOK_URL=https://hooks.slack.com/services/T${dummy(32, 8)}/B${dummy(33, 8)}/${dummy(34, 24)}
TITILER_API_ROOT_PATH=/raster
PWD=/code
`,
    credentials: [
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'GCP_PRIVATE_KEY',
      'SENTRY_DSN',
      'POSTGRES_PASSWORD',
      'GDAL_HTTP_USERPWD',
      'SLACK_WEBHOOK_URL',
    ],
  },
  {
    name: 'service-account.json',
    text: JSON.stringify({
      type: 'service_account',
      project_id: 'eo',
      private_key_id: dummy(35, 40),
      private_key: PEM,
      client_email: 'reader@eo.iam.gserviceaccount.com',
      auth_uri: 'https://accounts.google.com/o/oauth2/auth',
      token_uri: 'https://oauth2.googleapis.com/token',
    }),
    credentials: ['private_key_id', 'private_key'],
  },
  {
    name: 'pyproject.toml',
    text: `[tool.eodag]
providers = ["cop_dataspace", "usgs"] # where to look
[tool.eodag.cop_dataspace.auth]
credentials = { username = "someone", password = "${dummy(36, 10)}" }
[[tool.sources]]
url = "https://reader:${dummy(37, 10)}@pypi.example.com/simple"
token_file = "/run/secrets/token"
planet_api_key = '''${dummy(38, 32)}'''
`,
    credentials: [
      'tool.eodag.cop_dataspace.auth.credentials.password',
      'tool.sources.url',
      'tool.sources.planet_api_key',
    ],
  },
  {
    name: '.cdsapirc',
    text: `url: https://cds.climate.copernicus.eu/api\nkey: ${UUID}\n`,
    credentials: ['key'],
  },
  {
    name: 'redis.conf',
    text: `bind 0.0.0.0
appendonly yes
save ""
requirepass ${dummy(39, 12)}
masterauth ${dummy(40, 12)}
user worker on >${dummy(41, 12)} ~* +@all
`,
    credentials: ['requirepass', 'masterauth', 'line 6'],
  },
  {
    name: 'configmap.yaml',
    text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: datacube-conf
data:
  datacube.conf: |
    [datacube]
    db_hostname: db
    db_password: ${dummy(42, 12)}
  start.sh: |
    redis-cli -h redis --pass ${dummy(43, 12)} ping
    exec odc-worker
  worker.json: '{"api_token": "${dummy(44, 20)}", "cores": 4}'
`,
    credentials: [
      'data.datacube.conf.datacube.db_password',
      'data.start.sh',
      'data.worker.json.api_token',
    ],
  },
  {
    name: 'pod.yaml',
    text: `spec:
  containers:
    - name: worker
      env:
        - name: PGPASSWORD
          value: ${dummy(45, 12)}
        - name: REDIS_PASSWORD
          valueFrom: {secretKeyRef: {name: redis, key: redis-password}}
        - name: LOGLEVEL
          value: ERROR
      args: ["-dbName=geocube", "-dbPassword=${dummy(46, 12)}"]
`,
    credentials: ['spec.containers.0.env.0.PGPASSWORD', 'spec.containers.0.args.1'],
  },
];
