import os

c.JupyterHub.bind_url = 'http://:8000/hub'
c.JupyterHub.authenticator_class = 'generic-oauth'
c.JupyterHub.cookie_secret_file = '/srv/jupyterhub/cookie_secret'
c.JupyterHub.db_url = 'postgresql://hub:@{random 12}@db/hub'
c.JupyterHub.services = [
    {'name': 'dask-gateway', 'url': 'http://gateway:8000', 'api_token': '@{hex 64}'},
    {'name': 'cull', 'admin': True, 'command': ['python3', 'cull_idle.py', '--timeout=3600']},
]
c.ConfigurableHTTPProxy.auth_token = '@{hex 64}'
c.CryptKeeper.keys = ['@{hex 64}']
c.GenericOAuthenticator.client_id = 'jupyterhub'
c.GenericOAuthenticator.client_secret = '@{uuid}'
c.GenericOAuthenticator.token_url = 'https://login.eo.example/oauth2/token'
c.GenericOAuthenticator.username_claim = 'preferred_username'
c.GenericOAuthenticator.scope = ['openid', 'email']
c.DummyAuthenticator.password = '@{word}'
c.KubeSpawner.image = 'registry.eo.example/jupyter:2026.11'
c.KubeSpawner.environment = {
    'AWS_SECRET_ACCESS_KEY': '@{random 40}',
    'DASK_GATEWAY__AUTH__TYPE': 'jupyterhub',
    'GH_TOKEN': os.environ.get('GH_TOKEN', ''),
}
c.KubeSpawner.image_pull_secrets = ['regcred']
