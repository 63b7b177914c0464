# A service in Python with RabbitMQ alone, after the rules of docs/subscribing.md. It may be killed at any time.
import json, os, time, urllib.request
import pika

env = os.environ
queue = env["SERVICE"] + ".newsletters"
last = {}  # Of each newsletter in each epoch, as the ledger has it.
ledger = open(env["LEDGER"], "a+")
ledger.seek(0)
for line in ledger:
    try:
        event = json.loads(line)["event"]
    except ValueError:
        continue  # Half written when it was killed.
    last[event["epoch"], event["subject"]] = event["streamversion"]


def take(event):
    counted = (event["epoch"], event["subject"])
    if event["streamversion"] <= last.get(counted, 0):
        return
    ledger.write(json.dumps({"event": event, "at": int(time.time() * 1000)}) + "\n")
    ledger.flush()
    last[counted] = event["streamversion"]


def catch_up(connection):
    after, page = "0", None
    while page is None or page["hasMore"]:
        url = f'{env["NEWSLETTER_URL"]}/v1/events?limit=1000&after={after}'
        request = urllib.request.Request(url, headers={"Authorization": "Bearer " + env["NEWSLETTER_KEY"]})
        page = json.load(urllib.request.urlopen(request))
        connection.process_data_events()
        after = page["next"]
        for event in page["events"]:
            take(event)


while True:
    try:
        connection = pika.BlockingConnection(pika.URLParameters(env["RABBITMQ_URL"]))
        channel = connection.channel()
        channel.queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})
        channel.queue_bind(queue, env["RABBITMQ_PREFIX"] + ".events", "deployment.*")
        catch_up(connection)
        channel.basic_qos(prefetch_count=50)
        for method, _, body in channel.consume(queue):
            take(json.loads(body))
            channel.basic_ack(method.delivery_tag)
    except (pika.exceptions.AMQPError, OSError):
        time.sleep(0.5)  # RabbitMQ or the gateway is away.
