import { TIMING } from '#deployment';
import { describe, expect, it } from 'vitest';
import { NOTIFICATION_DEFAULTS } from '#notifications';
import { WEBHOOK_DEFAULTS } from '#webhooks';
import { readConfig } from './config.js';
import { GUARD_RAILS } from './guard/guard-rails.js';

const NEEDED = {
  DATABASE_URL: 'postgres://connector:pa55@127.0.0.1:5432/newsletters',
  RABBITMQ_URL: 'amqp://connector:pa55@127.0.0.1:5672/',
};

describe('the environment', () => {
  it('needs nothing but a database and a broker', () => {
    expect(readConfig(NEEDED)).toEqual({
      host: '127.0.0.1',
      port: 3000,
      isPortNamed: false,
      databaseUrl: NEEDED.DATABASE_URL,
      broker: { url: NEEDED.RABBITMQ_URL, prefix: 'newsletter' },
      sitesFile: 'sites.json',
      contentLimitBytes: 2_000_000,
      retention: { supersededContentDays: 30, omedaCallDays: 30, archiveAfterDays: 365 },
      guardRails: GUARD_RAILS,
      webhooks: WEBHOOK_DEFAULTS,
      notifications: NOTIFICATION_DEFAULTS,
      timing: TIMING,
      logLevel: 'info',
    });
  });

  it.each([
    ['DATABASE_URL', '', 'DATABASE_URL is not set. Set it to postgres://'],
    ['DATABASE_URL', 'mysql://root:pa55@db/x', 'DATABASE_URL is not a PostgreSQL URL'],
    ['DATABASE_URL', 'pa55', 'DATABASE_URL is not a PostgreSQL URL'],
    ['RABBITMQ_URL', '', 'RABBITMQ_URL is not set. Set it to amqp://user:password@host:5672'],
    ['RABBITMQ_URL', 'http://u:pa55@mq', 'RABBITMQ_URL is not an AMQP URL'],
    ['RABBITMQ_PREFIX', 'news letter', 'RABBITMQ_PREFIX must be'],
    ['EVENTS_PER_MINUTE', '-1', 'EVENTS_PER_MINUTE must be a number from 0'],
    ['CORS_ORIGINS', 'https://a.example/x', 'CORS_ORIGINS must be origins such as https://'],
    ['TRUST_PROXY', 'all', 'TRUST_PROXY must be the number of proxies in front'],
    ['WEBHOOK_ALLOWED_NETWORKS', '10.0.0.0/99', 'WEBHOOK_ALLOWED_NETWORKS has'],
    ['PORT', 'http', 'PORT must be a number from 0 to 65535 (default 3000).'],
    ['PORT', '70000', 'PORT must be a number'],
    ['PORT', '3000.5', 'PORT must be a whole number'],
    ['CONTENT_LIMIT_BYTES', '2 MB', 'CONTENT_LIMIT_BYTES must be a number'],
    ['DELAY_FACTOR', '0', 'DELAY_FACTOR must be a number'],
    ['STEP_GAP_SECONDS', 'soon', 'STEP_GAP_SECONDS must be a number of seconds from 0'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of: fatal, error'],
  ])('with %s=%s is refused with the cure', (name, value, message) => {
    const read = () => readConfig({ ...NEEDED, [name]: value });
    expect(read).toThrow(message);
    expect(read).not.toThrow('pa55');
  });

  it('is refused with a list of all faults', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(
      /PORT[^]*DATABASE_URL[^]*RABBITMQ_URL[^]*LOG_LEVEL/,
    );
  });

  it('may name web pages and proxies', () => {
    const { guardRails } = readConfig({
      ...NEEDED,
      CORS_ORIGINS: 'https://a.example, http://localhost:8080',
      TRUST_PROXY: '1',
      ANSWER_TIMEOUT_SECONDS: '2.5',
    });
    expect(guardRails).toMatchObject({
      corsOrigins: ['https://a.example', 'http://localhost:8080'],
      trustProxy: 1,
      answerTimeoutMs: 2_500,
    });
    const named = readConfig({ ...NEEDED, TRUST_PROXY: 'loopback, 10.0.0.0/8' });
    expect(named.guardRails.trustProxy).toEqual(['loopback', '10.0.0.0/8']);
  });
});
