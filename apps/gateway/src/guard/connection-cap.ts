import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** The last request of each connection; the longest open first. */
type Connections = Map<Socket, IncomingMessage | undefined>;

/**
 * So many connections at most. One more takes the place of the longest open one that nobody works
 * for: idle, or still sending. Only where all are being answered the newest is turned away.
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
