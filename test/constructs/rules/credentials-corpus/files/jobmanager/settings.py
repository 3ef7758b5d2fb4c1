"""Django settings of the job manager."""
import os
from datetime import timedelta
from pathlib import Path

import environ
import yaml

env = environ.Env(DEBUG=(bool, False))
BASE_DIR = Path(__file__).resolve().parent.parent
CONFIG = yaml.safe_load(open('/code/config.yaml'))

SECRET_KEY = 'django-insecure-@{django 50}'
SECRET_KEY_FALLBACKS = ['@{django 50}']
DEBUG = env('DEBUG')
ALLOWED_HOSTS = ['s2d2.eo.example', 'localhost']

INSTALLED_APPS = [
    'django.contrib.admin',
    'django.contrib.auth',
    'django.contrib.contenttypes',
    'django.contrib.sessions',
    'django.contrib.gis',
    'rest_framework',
    'rest_framework.authtoken',
    'django_celery_results',
]
MIDDLEWARE = [
    'django.middleware.security.SecurityMiddleware',
    'django.contrib.sessions.middleware.SessionMiddleware',
    'django.middleware.csrf.CsrfViewMiddleware',
    'django.contrib.auth.middleware.AuthenticationMiddleware',
]
ROOT_URLCONF = 'jobmanager.urls'
WSGI_APPLICATION = 'jobmanager.wsgi.application'

DATABASES = {
    'default': {
        'ENGINE': 'django.contrib.gis.db.backends.postgis',
        'NAME': 'jobmanagerapp',
        'USER': 'jobmanagerapp',
        'PASSWORD': '@{word}',
        'HOST': '10.96.107.240',
        'PORT': '5432',
        'OPTIONS': {'sslmode': 'verify-full', 'passfile': '.my_pgpass'},
    },
    'catalogue': env.db('CATALOGUE_URL', default='postgis://reader:@{random 16}@db:5432/catalogue'),
    'reader': dict(ENGINE='django.db.backends.postgresql', NAME='reader', PASSWORD='@{random 12}'),
}
CACHES = {
    'default': {
        'BACKEND': 'django_redis.cache.RedisCache',
        'LOCATION': 'redis://redis:6379/1',
        'OPTIONS': {'CLIENT_CLASS': 'django_redis.client.DefaultClient', 'PASSWORD': '@{random 14}'},
    }
}

AUTH_USER_MODEL = 'accounts.User'
AUTH_PASSWORD_VALIDATORS = [
    {'NAME': 'django.contrib.auth.password_validation.UserAttributeSimilarityValidator'},
    {'NAME': 'django.contrib.auth.password_validation.MinimumLengthValidator', 'OPTIONS': {'min_length': 12}},
]
PASSWORD_HASHERS = ['django.contrib.auth.hashers.Argon2PasswordHasher']
PASSWORD_RESET_TIMEOUT = 3600
SESSION_COOKIE_NAME = 'jobmanager_session'
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = ['https://s2d2.eo.example']

EMAIL_BACKEND = 'django.core.mail.backends.smtp.EmailBackend'
EMAIL_HOST = 'smtp.eo.example'
EMAIL_HOST_USER = 'jobs@eo.example'
EMAIL_HOST_PASSWORD = os.getenv('EMAIL_HOST_PASSWORD', '@{word}')

REST_FRAMEWORK = {
    'DEFAULT_AUTHENTICATION_CLASSES': ['rest_framework.authentication.TokenAuthentication'],
    'DEFAULT_PERMISSION_CLASSES': ['rest_framework.permissions.IsAuthenticated'],
    'PAGE_SIZE': 100,
}
SIMPLE_JWT = {
    'ACCESS_TOKEN_LIFETIME': timedelta(minutes=15),
    'ALGORITHM': 'HS256',
    'SIGNING_KEY': "@{random 48}",
    'AUTH_HEADER_TYPES': ('Bearer',),
    'AUTH_HEADER_NAME': 'HTTP_AUTHORIZATION',
}

AWS_S3_ENDPOINT_URL = 'http://s3.eo.example'
AWS_S3_ADDRESSING_STYLE = 'path'
AWS_STORAGE_BUCKET_NAME = 'scenes'
AWS_ACCESS_KEY_ID = '@{aws-id}'
AWS_SECRET_ACCESS_KEY = '@{random 40}'

SOCIAL_AUTH_GITHUB_KEY = 'Iv1.8a61f9b3a7aba766'
SOCIAL_AUTH_GITHUB_SECRET = '@{hex 40}'
SOCIAL_AUTH_URL_NAMESPACE = 'social'
CELERY_BROKER_URL = f"amqp://user:{CONFIG['RABBIT_MQ_PASS']}@rabbitmq:5672/"
CELERY_RESULT_BACKEND = 'redis://:@{random 12}@redis:6379/0'
SENTRY_DSN = 'https://@{hex 32}@o42.ingest.sentry.example/17'
if os.environ.get('DJANGO_SECRET'):
    SECRET_KEY = os.environ['DJANGO_SECRET']
