import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  RabbitConnection,
  connectionCure,
  rabbitAccess,
  reachBroker,
  topologyOf,
} from '#messaging';
import type { Broker } from '../../setup/broker/broker.js';
import { freePorts } from '../../setup/broker/free-ports.js';
import { startBroker } from '../../setup/broker/start-broker.js';
import { Management } from '../../setup/management.js';

Logger.overrideLogger(false);

const DEADLINE = { timeout: 60_000, interval: 20 };
const topology = topologyOf({ prefix: 'words', delaysMs: [100] });

let broker: Broker;
let management: Management;

beforeAll(async () => {
  broker = await startBroker();
  management = new Management(broker.managementUrl);
  await management.put('/api/users/ana', { password: 'pa55', tags: '' });
  await management.put('/api/vhosts/closed');
  await management.put('/api/vhosts/down');
  await allow('down', '.*');
  await management.put('/api/vhosts/empty');
  await allow('empty', '^$');
}, 240_000);

afterAll(() => broker?.close(), 60_000);

const allow = (vhost: string, rights: string) =>
  management.put(`/api/permissions/${vhost}/ana`, {
    configure: rights,
    write: rights,
    read: rights,
  });

function at(
  change: Partial<Record<'username' | 'password' | 'port' | 'pathname' | 'host', string>>,
) {
  const url = new URL(broker.url);
  Object.assign(url, { username: 'ana', password: 'pa55', ...change });
  return url.href;
}

type Row = [what: string, at: () => Promise<string> | string, words: RegExp, cure: RegExp];

describe('a connection that is refused says why in the words of the refusing side, and the cure', () => {
  it.each<Row>([
    [
      'a virtual host that is missing',
      () => at({ pathname: '/nowhere' }),
      /^NOT_ALLOWED - vhost nowhere not found/,
      /add_vhost 'nowhere'", then .*set_permissions -p 'nowhere' 'ana' '\^words/,
    ],
    [
      'a virtual host that is closed to the user',
      () => at({ pathname: '/closed' }),
      /^NOT_ALLOWED - access to vhost 'closed' refused for user 'ana'/,
      /set_permissions -p 'closed' 'ana'/,
    ],
    [
      'a virtual host that is down',
      async () => {
        await broker.control('eval', `rabbit_vhost_sup_sup:delete_on_all_nodes(<<"down">>).`);
        return at({ pathname: '/down' });
      },
      /INTERNAL_ERROR.*vhost 'down' is down/,
      /restart_vhost -p 'down'/,
    ],
    [
      'a wrong password',
      () => at({ password: 'wrong', pathname: '/closed' }),
      /ACCESS_REFUSED - Login was refused/,
      /user and password in RABBITMQ_URL/,
    ],
    [
      'no right to declare what is missing',
      () => at({ pathname: '/empty' }),
      /exchange 'words\..*' is missing, and this user may not declare it.*ACCESS_REFUSED - .*access to exchange/,
      /npm run definitions/,
    ],
    [
      'a port where nobody listens',
      async () => at({ port: String((await freePorts(1))[0]) }),
      /ECONNREFUSED/,
      /start RabbitMQ, or correct host and port/,
    ],
    [
      'a port of something else',
      () => at({ port: new URL(broker.managementUrl).port }),
      /./,
      /is not RabbitMQ’s AMQP listener/,
    ],
    [
      'a host that does not exist',
      () => at({ host: 'nowhere.invalid' }),
      /ENOTFOUND|EAI_AGAIN/,
      /correct the host name/,
    ],
  ])('%s', async (_what, where, words, cure) => {
    const url = await where();
    const connection = await RabbitConnection.open({ url, topology, name: 'spec-words' });
    await vi.waitFor(() => expect(connection.fault).not.toBe('not connected yet'), DEADLINE);
    const fault = connection.fault ?? '';
    expect(fault).toMatch(words);
    expect(connectionCure(fault, rabbitAccess(url, 'words'))).toMatch(cure);
    expect(fault).not.toContain('pa55');
    await connection.close();
  });

  it('the demo, before it starts anything', async () => {
    const url = at({ port: String((await freePorts(1))[0]) });
    const reaching = reachBroker(url, { name: 'spec-words', prefix: 'words' });
    await expect(reaching).rejects.toThrow(/at amqp:.*ECONNREFUSED.* To fix it: start RabbitMQ/);
    await expect(reaching).rejects.not.toThrow(/pa55/);
  });

  it('RabbitMQ itself, when it fails at what is declared (541)', async () => {
    await management.put('/api/vhosts/fresh');
    await allow('fresh', '.*');
    await broker.control('eval', 'application:stop(ra).');
    const url = at({ pathname: '/fresh' });
    const connection = await RabbitConnection.open({ url, topology, name: 'spec-words' });
    await vi.waitFor(() => expect(connection.fault).not.toBe('not connected yet'), DEADLINE);
    expect(connection.fault).toMatch(/541.*INTERNAL.ERROR/);
    expect(connectionCure(connection.fault ?? '', rabbitAccess(url, 'words'))).toContain('log');
    await connection.close();
  });
});
