<?php
// Prints every event of every newsletter, from the first one on. `composer require php-amqplib/php-amqplib`, then run:
// RABBITMQ_URL=… NEWSLETTER_URL=… NEWSLETTER_KEY=… php subscriber.php
require 'vendor/autoload.php';

use PhpAmqpLib\Connection\AMQPStreamConnection;
use PhpAmqpLib\Message\AMQPMessage;
use PhpAmqpLib\Wire\AMQPTable;

$queue = getenv('QUEUE') ?: 'my-service.newsletters';
$last = []; // Store this together with what you do with the events.

function take(array $event): void
{
    global $last;
    $counted = "{$event['epoch']} {$event['subject']}"; // A new epoch starts over.
    if ($event['streamversion'] <= ($last[$counted] ?? 0)) {
        return; // Already seen.
    }
    $last[$counted] = $event['streamversion'];
    echo "{$event['subject']} {$event['streamversion']} {$event['type']} ", json_encode($event['data']), "\n";
}

// First, declare your own queue. It collects what happens from now on.
['host' => $host, 'port' => $port, 'user' => $user, 'pass' => $password, 'path' => $path]
    = parse_url(getenv('RABBITMQ_URL')) + ['port' => 5672, 'user' => 'guest', 'pass' => 'guest', 'path' => '/%2F'];
$vhost = urldecode(substr($path, 1)) ?: '/';
$connection = new AMQPStreamConnection($host, $port, urldecode($user), urldecode($password), $vhost);
$channel = $connection->channel();
$arguments = new AMQPTable(['x-queue-type' => 'quorum']);
$channel->queue_declare($queue, durable: true, auto_delete: false, arguments: $arguments);
$channel->queue_bind($queue, (getenv('RABBITMQ_PREFIX') ?: 'newsletter') . '.events', 'deployment.*');

// Then read everything that happened before, page by page.
$headers = stream_context_create(['http' => ['header' => 'Authorization: Bearer ' . getenv('NEWSLETTER_KEY')]]);
$after = '0';
do {
    $text = file_get_contents(getenv('NEWSLETTER_URL') . "/v1/events?limit=1000&after=$after", false, $headers);
    $page = json_decode($text ?: throw new Exception('The gateway refused'), true, flags: JSON_THROW_ON_ERROR);
    $after = $page['next'];
    array_map(take(...), $page['events']);
} while ($page['hasMore']);

// Then consume the queue.
$channel->basic_qos(0, 50, false);
$channel->basic_consume($queue, callback: function (AMQPMessage $message): void {
    take(json_decode($message->getBody(), true, flags: JSON_THROW_ON_ERROR));
    $message->ack();
});
$channel->consume();
