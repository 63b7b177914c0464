import { describe, expect, it } from 'vitest';
import { blockOf } from '../../../../../test/setup/docs/blocks.js';
import { addressesOf } from './addresses.js';

const namesIn = (url: string) => addressesOf(url).map(({ name }) => name);

describe('RABBITMQ_URL', () => {
  it('holds one address, named without user and password', () => {
    expect(namesIn('amqp://me:pa55@rabbit/news')).toEqual(['amqp://rabbit:5672/news']);
    expect(namesIn('amqps://me:pa55@rabbit')).toEqual(['amqps://rabbit:5671']);
  });

  it('holds several, separated by commas', () => {
    const given = 'amqp://me:pa55@a:1/v, amqps://me:pa55@[::1]:2/v,amqp://me:pa55@c/v';
    expect(namesIn(given)).toEqual(['amqp://a:1/v', 'amqps://[::1]:2/v', 'amqp://c:5672/v']);
  });

  it('may have the form that the docs show', () => {
    const { text } = blockOf('docs/operating.md', 'export RABBITMQ_URL');
    const names = namesIn(text.trim().replace('export RABBITMQ_URL=', ''));
    expect(names).toEqual(['a', 'b'].map((node) => `amqps://rabbit-${node}:5671/newsletters`));
  });

  it('does not split at a comma in a password', () => {
    expect(addressesOf('amqp://me:a,b@rabbit')).toHaveLength(1);
  });

  it('has a short heartbeat by default', () => {
    const urls = addressesOf('amqp://a,amqp://b?heartbeat=60').map(({ url }) => url);
    expect(urls).toEqual([expect.stringContaining('heartbeat=10'), 'amqp://b?heartbeat=60']);
  });

  it.each<[string, RegExp]>([
    ['amqp://me:pa55@a,b', /^RABBITMQ_URL has a comma.*amqp:\/\/user:password@a:5672/],
    ['amqp://me:pa55@a:1,b:2', /^RABBITMQ_URL has a comma.*amqp:\/\/user:password@a:5672/],
    ['a:1,b:2', /^RABBITMQ_URL has a comma/],
    ['amqp://me:pa55@a/v,b:2', /^RABBITMQ_URL has a comma.*%2C/],
    ['amqp://me:pa55@a,', /^RABBITMQ_URL has a comma/],
    ['http://me:pa55@a', /^RABBITMQ_URL is not an AMQP URL. Set it to amqp:/],
    ['amqp://me:pa55@a,http://me:pa55@b', /^RABBITMQ_URL is not an AMQP URL/],
    ['rabbit', /^RABBITMQ_URL is not an AMQP URL/],
    ['amqps://me:pa55@a?cacertfile=/ca.pem', /'cacertfile'.*RABBITMQ_CA_FILE/],
    ['amqps://me:pa55@a?certfile=/c.pem', /'certfile'.*RABBITMQ_CERT_FILE/],
    ['amqps://me:pa55@a?keyfile=/k.pem', /'keyfile'.*RABBITMQ_KEY_FILE/],
    ['amqps://me:pa55@a?verify=verify_none', /'verify'.*not supported. Remove it/],
  ])('is refused with the cure, and not shown: %s', (given, words) => {
    expect(() => addressesOf(given)).toThrow(words);
    expect(() => addressesOf(given)).not.toThrow(/pa55/);
  });
});
