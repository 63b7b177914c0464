import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/**
 * Lets connections end with their answers once the gateway stops: it need not wait for idle ones. Node.js closes those
 * that had a request; one that a browser opened in advance it would wait for until the headers are overdue.
 */
@Injectable()
export class ConnectionDrain implements OnModuleInit, OnModuleDestroy {
  private readonly unused = new Set<Socket>();

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const { server } = this;
    server.on('connection', (socket: Socket) => {
      this.unused.add(socket);
      socket.once('close', () => this.unused.delete(socket));
    });
    server.on('request', ({ socket }: IncomingMessage) => this.unused.delete(socket));
  }

  onModuleDestroy(): void {
    this.server.keepAliveTimeout = 1;
    for (const socket of this.unused) socket.destroy();
  }

  private get server(): Server {
    return this.host.httpAdapter.getHttpServer() as Server;
  }
}
