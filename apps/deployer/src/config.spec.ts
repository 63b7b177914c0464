import { TIMING } from '#deployment';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';

const NEEDED = {
  DATABASE_URL: 'postgres://connector:pa55@127.0.0.1:5432/newsletters',
  RABBITMQ_URL: 'amqp://connector:pa55@127.0.0.1:5672/',
};

describe('the environment of a deployer', () => {
  it('needs nothing but a database and a broker', () => {
    expect(readConfig(NEEDED)).toEqual({
      host: '127.0.0.1',
      port: 3010,
      isPortNamed: false,
      databaseUrl: NEEDED.DATABASE_URL,
      broker: { url: NEEDED.RABBITMQ_URL, prefix: 'newsletter' },
      sitesFile: 'sites.json',
      timing: TIMING,
      logLevel: 'info',
    });
  });

  it('without them is refused with the cure of each', () => {
    expect(() => readConfig({})).toThrow(
      /The deployer cannot start[^]*DATABASE_URL is not set. Set it to postgres:[^]*RABBITMQ_URL is not set. Set it to amqp:/,
    );
  });

  it('ignores the port of the REST interface', () => {
    expect(readConfig({ ...NEEDED, PORT: 'x', HEALTH_PORT: '4010' })).toMatchObject({
      port: 4010,
      isPortNamed: true,
    });
  });
});
