#!/usr/bin/env bash
export OS_AUTH_URL=https://keystone.eo.example:5000/v3
export OS_PROJECT_ID=0123456789abcdef0123456789abcdef
export OS_PROJECT_NAME="eo"
export OS_USER_DOMAIN_NAME="Default"
unset OS_TENANT_ID
export OS_USERNAME="someone"
if [ -z "$OS_PASSWORD" ]; then
  echo "Please enter your OpenStack Password for project $OS_PROJECT_NAME: "
  read -sr OS_PASSWORD_INPUT
  export OS_PASSWORD=$OS_PASSWORD_INPUT
fi
export OS_REGION_NAME="RegionOne"
export OS_INTERFACE=public
export SWIFT_AUTH_TOKEN=gAAAAA@{random 80}
export SWIFT_STORAGE_URL=https://swift.eo.example/v1/AUTH_eo
export OS_TOKEN="@{random 48}"
curl --user "someone:@{word}" https://data.eo.example/archive.tar
