# Prints every event of every newsletter, from the first one on. `pip install pika`, then run:
# RABBITMQ_URL=… NEWSLETTER_URL=… NEWSLETTER_KEY=… python3 subscriber.py
import json, os, urllib.request
import pika

env = os.environ
queue = env.get("QUEUE", "my-service.newsletters")
last = {}  # Store this together with what you do with the events.


def take(event):
    counted = (event["epoch"], event["subject"])  # A new epoch starts over.
    if event["streamversion"] <= last.get(counted, 0):
        return  # Already seen.
    last[counted] = event["streamversion"]
    print(event["subject"], event["streamversion"], event["type"], json.dumps(event["data"]), flush=True)


# First, declare your own queue. It collects what happens from now on.
channel = pika.BlockingConnection(pika.URLParameters(env["RABBITMQ_URL"])).channel()
channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
channel.queue_bind(queue, env.get("RABBITMQ_PREFIX", "newsletter") + ".events", "deployment.*")

# Then read everything that happened before, page by page.
after, page = "0", None
while page is None or page["hasMore"]:
    url = f'{env["NEWSLETTER_URL"]}/v1/events?limit=1000&after={after}'
    request = urllib.request.Request(url, headers={"Authorization": "Bearer " + env["NEWSLETTER_KEY"]})
    page = json.load(urllib.request.urlopen(request))
    channel.connection.process_data_events()  # Sends heartbeats in case this takes long.
    after = page["next"]
    for event in page["events"]:
        take(event)

# Then consume the queue.
channel.basic_qos(prefetch_count=50)
for method, _, body in channel.consume(queue):
    take(json.loads(body))
    channel.basic_ack(method.delivery_tag)
