# Tells what becomes of newsletters, from the first one on. `pip install pika`, then
# RABBITMQ_URL=… NEWSLETTER_URL=… NEWSLETTER_KEY=… python3 subscriber.py
import json, os, urllib.request
import pika

env = os.environ
queue = env.get("QUEUE", "my-service.newsletters")
last = {}  # Yours: keep it beside what you make of the events.


def take(event):
    counted = (event["epoch"], event["subject"])  # Another epoch counts anew.
    if event["streamversion"] <= last.get(counted, 0):
        return  # Known already.
    last[counted] = event["streamversion"]
    print(event["subject"], event["streamversion"], event["type"], json.dumps(event["data"]), flush=True)


# A queue of your own comes first: what happens from now on waits in it.
channel = pika.BlockingConnection(pika.URLParameters(env["RABBITMQ_URL"])).channel()
channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
channel.queue_bind(queue, env.get("RABBITMQ_PREFIX", "newsletter") + ".events", "deployment.*")

# Then all that happened before, page by page.
after, page = "0", None
while page is None or page["events"]:
    url = f'{env["NEWSLETTER_URL"]}/v1/events?limit=1000&after={after}'
    request = urllib.request.Request(url, headers={"Authorization": "Bearer " + env["NEWSLETTER_KEY"]})
    page = json.load(urllib.request.urlopen(request))
    channel.connection.process_data_events()  # Answers heartbeats, should this take long.
    after = page["next"]
    for event in page["events"]:
        take(event)

# Then the queue, for good.
channel.basic_qos(prefetch_count=50)
for method, _, body in channel.consume(queue):
    take(json.loads(body))
    channel.basic_ack(method.delivery_tag)
