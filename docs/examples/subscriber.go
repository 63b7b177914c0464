// Prints every event of every newsletter, from the first one on. `go get github.com/rabbitmq/amqp091-go`, then run:
// RABBITMQ_URL=… NEWSLETTER_URL=… NEWSLETTER_KEY=… go run subscriber.go
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	amqp "github.com/rabbitmq/amqp091-go"
)

type Event struct {
	Epoch, Subject, Type string
	StreamVersion        int
	Data                 json.RawMessage
}

var last = map[string]int{} // Store this together with what you do with the events.

func take(event Event) {
	counted := event.Epoch + " " + event.Subject // A new epoch starts over.
	if event.StreamVersion <= last[counted] {
		return // Already seen.
	}
	last[counted] = event.StreamVersion
	fmt.Println(event.Subject, event.StreamVersion, event.Type, string(event.Data))
}

func main() {
	// First, declare your own queue. It collects what happens from now on.
	queue, exchange := setting("QUEUE", "my-service.newsletters"), setting("RABBITMQ_PREFIX", "newsletter")+".events"
	connection := must(amqp.Dial(os.Getenv("RABBITMQ_URL")))
	channel := must(connection.Channel())
	must(channel.QueueDeclare(queue, true, false, false, false, amqp.Table{"x-queue-type": "quorum"}))
	check(channel.QueueBind(queue, "deployment.*", exchange, false, nil))

	// Then read everything that happened before, page by page.
	var page struct {
		Events  []Event
		Next    string
		HasMore bool
	}
	for after, isMore := "0", true; isMore; after, isMore = page.Next, page.HasMore {
		request := must(http.NewRequest("GET", os.Getenv("NEWSLETTER_URL")+"/v1/events?limit=1000&after="+after, nil))
		request.Header.Set("Authorization", "Bearer "+os.Getenv("NEWSLETTER_KEY"))
		answer := must(http.DefaultClient.Do(request))
		if answer.StatusCode != 200 {
			panic(answer.Status)
		}
		page.Events = nil
		check(json.NewDecoder(answer.Body).Decode(&page))
		answer.Body.Close()
		for _, event := range page.Events {
			take(event)
		}
	}

	// Then consume the queue.
	check(channel.Qos(50, 0, false))
	for message := range must(channel.Consume(queue, "", false, false, false, false, nil)) {
		var event Event
		check(json.Unmarshal(message.Body, &event))
		take(event)
		check(message.Ack(false))
	}
	panic("RabbitMQ closed the connection")
}

func setting(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
