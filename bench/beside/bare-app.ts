import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { ENTITIES } from '../../libs/event-store/src/entities/index.js';

/** The minimum of a Nest application on the same tables: a connection, entities, and one route. */
const connection: DataSourceOptions = {
  type: 'postgres',
  url: process.env['DATABASE_URL'] ?? '',
  entities: ENTITIES,
};

@Controller('health')
class HealthController {
  @Get('live')
  live() {
    return { status: 'ok' };
  }
}

@Module({ imports: [TypeOrmModule.forRoot(connection)], controllers: [HealthController] })
class BareModule {}

const app = await NestFactory.create(BareModule, { logger: ['warn', 'error'] });
await app.listen(0, '127.0.0.1');
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.stdout.write(`${await app.getUrl()}\n`);
