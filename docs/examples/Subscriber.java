// Prints every event of every newsletter, from the first one on. With the jars of amqp-client, slf4j-api, and gson in
// lib, run: RABBITMQ_URL=… NEWSLETTER_URL=… NEWSLETTER_KEY=… java -cp 'lib/*' Subscriber.java
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

class Subscriber {
  static final Map<String, String> env = System.getenv();
  static final Map<String, Long> last = new HashMap<>(); // Store this together with what you do with the events.

  static synchronized void take(JsonObject event) {
    var subject = event.get("subject").getAsString();
    var version = event.get("streamversion").getAsLong();
    var counted = event.get("epoch").getAsString() + " " + subject; // A new epoch starts over.
    if (version <= last.getOrDefault(counted, 0L)) return; // Already seen.
    last.put(counted, version);
    System.out.println(String.join(" ", subject, "" + version, event.get("type").getAsString(), "" + event.get("data")));
  }

  public static void main(String[] args) throws Exception {
    // First, declare your own queue. It collects what happens from now on.
    var queue = env.getOrDefault("QUEUE", "my-service.newsletters");
    var factory = new ConnectionFactory();
    factory.setUri(env.get("RABBITMQ_URL"));
    var channel = factory.newConnection().createChannel();
    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
    channel.queueBind(queue, env.getOrDefault("RABBITMQ_PREFIX", "newsletter") + ".events", "deployment.*");

    // Then read everything that happened before, page by page.
    var http = HttpClient.newHttpClient();
    var after = "0";
    for (var hasMore = true; hasMore; ) {
      var address = URI.create(env.get("NEWSLETTER_URL") + "/v1/events?limit=1000&after=" + after);
      var request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + env.get("NEWSLETTER_KEY"));
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) throw new IllegalStateException(answer.body());
      var page = JsonParser.parseString(answer.body()).getAsJsonObject();
      page.getAsJsonArray("events").forEach(event -> take(event.getAsJsonObject()));
      hasMore = page.get("hasMore").getAsBoolean();
      after = page.get("next").getAsString();
    }

    // Then consume the queue.
    channel.basicQos(50);
    channel.basicConsume(queue, (tag, message) -> {
      take(JsonParser.parseString(new String(message.getBody(), StandardCharsets.UTF_8)).getAsJsonObject());
      channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
    }, tag -> {});
  }
}
