<?php
// Signs the event in a file and sends it: php send-event.php event.json
// Set NEWSLETTER_URL, NEWSLETTER_SITE, and NEWSLETTER_SECRET.

function sign(string $secret, string $id, int $time, string $body): string {
    $key = base64_decode(preg_replace('/^whsec_/', '', $secret), true);
    return 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
}

$body = file_get_contents($argv[1]);
$id = 'msg_' . bin2hex(random_bytes(16)); // Reuse the ID and the body for every retry.
$time = time();
$headers = [
    'content-type: application/json',
    "webhook-id: $id",
    "webhook-timestamp: $time",
    'webhook-signature: ' . sign(getenv('NEWSLETTER_SECRET'), $id, $time, $body),
];
$request = ['method' => 'POST', 'header' => $headers, 'content' => $body, 'timeout' => 30];
$url = getenv('NEWSLETTER_URL') . '/v1/sites/' . rawurlencode(getenv('NEWSLETTER_SITE')) . '/events';
$context = stream_context_create(['http' => $request + ['ignore_errors' => true]]);
echo file_get_contents($url, false, $context), "\n";
exit(preg_match('/^HTTP\/\S+ 2/', $http_response_header[0] ?? '') ? 0 : 1);
