import { connect } from 'node:net';

export type RawAnswer = { head: string; body: Record<string, unknown> };

/**
 * Sends bytes unchanged and reads until the other side closes; `drip` is sent repeatedly
 * meanwhile, one piece every 100 ms.
 */
export function sendRaw(url: string, bytes: string, drip = ''): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let received = '';
    const timer = setInterval(() => drip && socket.writable && socket.write(drip), 100);
    socket.on('data', (data) => (received += data.toString()));
    // A client that is cut off while writing may see that first.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      const [head = '', body = ''] = received.split('\r\n\r\n');
      try {
        resolve({ head, body: JSON.parse(body || '{}') as Record<string, unknown> });
      } catch (error) {
        reject(error as Error);
      }
    });
  });
}
