import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** Time to send a request on a connection opened while the gateway stops. */
const GRACE_MS = 500;

/**
 * Ends connections with their responses once the gateway stops, without waiting for idle ones. Node.js closes those
 * that had a request; for one that a browser opened in advance, it would wait until the headers are overdue.
 */
@Injectable()
export class ConnectionDrain implements OnModuleInit, OnModuleDestroy {
  private readonly unused = new Set<Socket>();
  private isDraining = false;

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const { server } = this;
    server.on('connection', (socket: Socket) => {
      this.unused.add(socket);
      if (this.isDraining) setTimeout(() => this.drop(socket), GRACE_MS).unref();
      socket.once('close', () => this.unused.delete(socket));
    });
    server.on('request', ({ socket }: IncomingMessage) => this.unused.delete(socket));
  }

  onModuleDestroy(): void {
    this.server.keepAliveTimeout = 1;
    this.isDraining = true;
    for (const socket of this.unused) socket.destroy();
  }

  /** Opened while the gateway stops, and still without a request. */
  private drop(socket: Socket): void {
    if (this.unused.has(socket)) socket.destroy();
  }

  private get server(): Server {
    return this.host.httpAdapter.getHttpServer() as Server;
  }
}
