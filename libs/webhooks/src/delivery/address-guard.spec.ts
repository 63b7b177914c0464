import { describe, expect, it } from 'vitest';
import { AddressGuard } from './address-guard.js';

const guard = new AddressGuard([]);
const inHouse = new AddressGuard(['10.1.0.0/16', 'fd00:1::/32', '127.0.0.1']);

describe('an address that is not on the Internet', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.0.9',
    '168.63.129.16',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:1::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
  ])('%s is not called', (address) => {
    expect(guard.allows(address, 'https:')).toBe(false);
  });

  it('is called if a setting names its network, even without encryption', () => {
    expect(inHouse.allows('10.1.2.3', 'http:')).toBe(true);
    expect(inHouse.allows('fd00:1::5', 'https:')).toBe(true);
    expect(inHouse.allows('10.2.0.1', 'https:')).toBe(false);
  });
});

describe('an address on the Internet', () => {
  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is called by https only', (address) => {
    expect(guard.allows(address, 'https:')).toBe(true);
    expect(guard.allows(address, 'http:')).toBe(false);
  });
});

describe('a URL that cannot be called', () => {
  it.each([
    'desk.example',
    'file:///etc/passwd',
    'https://user@desk.example/',
    'https://desk.example/#top',
    'http://desk.example/',
    'https://localhost/',
    'https://api.localhost./',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://[::1]:8443/',
    'https://desk.example:0/',
  ])('is %s', (url) => {
    expect(guard.problemWith(url)).toBeDefined();
  });

  it('is not one that names a host', () => {
    expect(guard.problemWith('https://desk.example/hook?desk=1')).toBeUndefined();
    expect(inHouse.problemWith('http://localhost:3000/')).toBeUndefined();
  });
});
