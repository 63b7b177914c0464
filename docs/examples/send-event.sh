#!/bin/sh
# Signs the event in a file and sends it: sh send-event.sh event.json
# Set NEWSLETTER_URL, NEWSLETTER_SITE, and NEWSLETTER_SECRET.
# For trying things out only: the key is briefly visible in this machine's process list.
set -eu

id="msg_$(openssl rand -hex 16)" # Reuse the ID and the body for every retry.
time=$(date +%s)
key=$(printf %s "${NEWSLETTER_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
signature=$({ printf '%s.%s.' "$id" "$time"; cat "$1"; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

curl --silent --show-error --fail-with-body --max-time 30 \
  --header 'content-type: application/json' \
  --header "webhook-id: $id" \
  --header "webhook-timestamp: $time" \
  --header "webhook-signature: v1,$signature" \
  --data-binary "@$1" \
  "$NEWSLETTER_URL/v1/sites/$NEWSLETTER_SITE/events"
echo
