region              = "eu-central-1"
cluster_name        = "eo"
db_password         = "@{random 20}"
rabbitmq_password   = "@{word}"
github_token        = "ghp_@{random 36}"
token_ttl_minutes   = 60
ssh_public_key      = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIINVALIDINVALIDINVALIDINVALIDINVALIDINVA someone"
secret_manager_name = "eo/database"
