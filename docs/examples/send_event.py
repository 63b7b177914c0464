"""Signs the event in a file and sends it: python3 send_event.py event.json

Set NEWSLETTER_URL, NEWSLETTER_SITE, and NEWSLETTER_SECRET.
"""

import base64
import hashlib
import hmac
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid


def sign(secret: str, message_id: str, seconds: int, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{seconds}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


with open(sys.argv[1], "rb") as file:
    body = file.read()
message_id = f"msg_{uuid.uuid4()}"  # Reuse the ID and the body for every retry.
seconds = int(time.time())
site = urllib.parse.quote(os.environ["NEWSLETTER_SITE"], safe="")
request = urllib.request.Request(
    f"{os.environ['NEWSLETTER_URL']}/v1/sites/{site}/events",
    data=body,
    headers={
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": sign(os.environ["NEWSLETTER_SECRET"], message_id, seconds, body),
    },
)
try:
    with urllib.request.urlopen(request, timeout=30) as response:
        print(response.read().decode())
except urllib.error.HTTPError as error:
    print(error.read().decode())
    sys.exit(1)
