import { describe, expect, it } from 'vitest';
import { commandsOf } from './gateway.testing.js';

async function refused(...args: string[]) {
  const asked: string[] = [];
  const newsletter = await commandsOf(({ url = '' }, response) => {
    asked.push(url);
    response.setHeader('content-type', 'application/json');
    response.end('{"deployments":[],"next":null,"results":[]}');
  });
  const { exitCode, err } = await newsletter(...args);
  expect(asked).toEqual([]);
  expect(exitCode).toBe(2);
  return err;
}

describe('what a script passes for an unset variable', () => {
  it.each([
    ['a filter of many', ['bulk', 'cancel', '--text', ''], '--text'],
    ['one filter of several', ['bulk', 'cancel', '--site', 'daily', '--text', ' '], '--text'],
    ['a time', ['bulk', 'send', '--status', 'held', '--at', ''], '--at'],
    ['an ID', ['deployments', 'cancel', ''], '<id>'],
    ['a number', ['subscriptions', 'rotate', '5d0f7f6e', '--overlap-hours', ''], '--overlap-hours'],
  ])('is refused before any request: %s', async (_what, args, named) => {
    expect(await refused(...args)).toContain(`${named} is empty`);
  });
});

describe('a list with an empty part', () => {
  it.each([
    ['--sites', ','],
    ['--types', ','],
    ['--sites', 'daily,'],
    ['--types', 'sent,,scheduled'],
  ])('is refused, and never means all: %s %s', async (option, list) => {
    const words = await refused(
      'subscriptions',
      'add',
      '--url',
      'https://desk.example',
      option,
      list,
    );
    expect(words).toContain(`${option} has an empty part`);
  });
});

describe('an overlap that is not a number', () => {
  it.each(['2h', '1.5', '-1', 'NaN'])('is refused: %s', async (hours) => {
    const words = await refused('subscriptions', 'rotate', '5d0f7f6e', `--overlap-hours=${hours}`);
    expect(words).toContain('--overlap-hours must be a whole number');
  });
});

describe('a gateway whose response breaks off, or is not its own', () => {
  it.each([
    ['cut', 'cut in the middle'],
    ['foreign', 'Not a response from a gateway: <html>'],
  ])('is reported as such: %s', async (kind, words) => {
    const newsletter = await commandsOf((_request, response) => {
      if (kind === 'foreign') return void response.end('<html>');
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"deployments":', () => response.destroy());
    });
    const { exitCode, err } = await newsletter('deployments', 'list');
    expect([exitCode, err]).toEqual([1, expect.stringContaining(words)]);
  });
});
