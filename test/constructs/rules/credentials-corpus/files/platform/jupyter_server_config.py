c = get_config()  # noqa

c.ServerApp.ip = "0.0.0.0"
c.ServerApp.port = 8888
c.ServerApp.base_url = "/gould29/jupyter"
c.ServerApp.root_dir = "/workspace"
c.ServerApp.allow_root = False
c.ServerApp.password = "argon2:@{argon2}"
c.ServerApp.password_required = True
c.IdentityProvider.token = "@{hex 48}"
c.ServerApp.cookie_secret = b"@{hex 64}"
c.ServerApp.keyfile = "/tls/tls.key"
c.NotebookApp.token = ""
c.ServerApp.tornado_settings = {"headers": {"Content-Security-Policy": "frame-ancestors 'self'"}}
c.KernelSpecManager.allowed_kernelspecs = {"python3"}
