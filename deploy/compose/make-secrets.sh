#!/bin/sh
# Writes the secrets that compose.yaml names into the folder secrets/, where they are missing. Put the app ID
# that Omeda issued into secrets/app/demo-app-id, and adapt secrets/app/sites.json.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets/app
# Nobody else on this machine gets into the folder.
chmod 700 secrets
chmod 755 secrets/app

write() {
  [ -e "secrets/$1" ] || printf '%s\n' "$2" > "secrets/$1"
  # Whoever runs the processes in the containers (node, postgres, rabbitmq) must be able to read it.
  chmod 644 "secrets/$1"
}

write postgres-password "$(openssl rand -hex 32)"
write app/database-url "postgres://connector:$(cat secrets/postgres-password)@postgres:5432/newsletters"
rabbitmq_password=$(openssl rand -hex 32)
if [ ! -e secrets/rabbitmq.conf ] || [ ! -e secrets/app/rabbitmq-url ]; then
  rm -f secrets/rabbitmq.conf secrets/app/rabbitmq-url
  write rabbitmq.conf "default_user = connector
default_pass = $rabbitmq_password
default_vhost = newsletters"
  write app/rabbitmq-url "amqp://connector:$rabbitmq_password@rabbitmq:5672/newsletters"
fi
write app/demo-app-id demo-app-id
write app/daily-signing-secret "whsec_$(openssl rand -base64 32)"
write app/daily-site-key "$(openssl rand -hex 32)"
write app/operator-key "$(openssl rand -hex 32)"
write app/sites.json "$(cat ../../sites.example.json)"
