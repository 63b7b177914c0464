import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** The last request of each connection; the longest open first. */
type Connections = Map<Socket, IncomingMessage | undefined>;

/**
 * Limits open connections. One more replaces the longest-open one without work in progress: idle,
 * or still sending. The newest is refused only if all have requests in progress.
 */
export function capConnections(server: Server, most: number): void {
  const connections: Connections = new Map();
  server.on('connection', (socket: Socket) => {
    if (connections.size >= most) makeRoom(connections);
    if (connections.size >= most) return void socket.destroy();
    connections.set(socket, undefined);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response) => {
    const { socket } = request;
    if (connections.has(socket)) connections.set(socket, request);
    response.once('close', () => {
      if (connections.get(socket) === request) connections.set(socket, undefined);
    });
  });
}

function makeRoom(connections: Connections): void {
  for (const [socket, request] of connections) {
    if (request?.complete) continue;
    connections.delete(socket);
    socket.destroy();
    return;
  }
}
