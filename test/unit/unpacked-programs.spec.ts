import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveLinks } from '../setup/debian/move-links.js';
import { startByOwnLoader } from '../setup/debian/own-loader.js';
import { programsOf } from '../setup/debian/programs.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'newsletter-unpacked-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text = '', mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text, { mode });
}

/** A program that prints a shell's expansion of some words. */
function putProgram(path: string, words: string): void {
  put(path, `#!/bin/sh\necho "${words}"\n`, 0o755);
}

async function run(name: string, ...args: string[]): Promise<string> {
  const path = join(await programsOf(root), name);
  return execFileSync(path, args, { encoding: 'utf8' }).trim();
}

describe('unpacked packages', () => {
  it('find libraries beside them, also those in their own folders', async () => {
    const folder = 'usr/lib/x86_64-linux-gnu';
    put(`${folder}/libone.so.1`);
    put(`${folder}/pulseaudio/libtwo-16.so`);
    putProgram('usr/bin/tell', '$LD_LIBRARY_PATH');
    expect(await run('tell')).toBe(`${root}/${folder}:${root}/${folder}/pulseaudio`);
  });

  it('are started by the loader of their own suite if it is unpacked with them', async () => {
    const folder = 'usr/lib/x86_64-linux-gnu';
    putProgram(`${folder}/ld-linux-x86-64.so.2`, '$*');
    put('usr/bin/native', '\x7fELF of another suite', 0o755);
    putProgram('usr/bin/script', 'as it was');
    symlinkSync('native', join(root, 'usr/bin/link'));
    // Twice: an interrupted run is repaired.
    for (const _time of [1, 2]) await startByOwnLoader(root, ['usr/bin/*']);
    const native = `${root}/usr/bin/native`;
    const started = execFileSync(join(root, 'usr/bin/link'), ['-x'], { encoding: 'utf8' });
    expect(started).toContain(`--library-path ${root}/${folder} --argv0`);
    expect(started.trim().endsWith(`${native}.elf -x`)).toBe(true);
    expect(readFileSync(`${native}.elf`, 'utf8')).toBe('\x7fELF of another suite');
    expect(execFileSync(join(root, 'usr/bin/script'), { encoding: 'utf8' })).toBe('as it was\n');
  });

  it('find fonts beside those of this machine', async () => {
    put('usr/share/fonts/truetype/some.ttf');
    putProgram('usr/bin/tell', '$FONTCONFIG_FILE');
    const configuration = readFileSync(await run('tell'), 'utf8');
    expect(configuration).toContain(`<dir>${root}/usr/share/fonts</dir>`);
    expect(configuration).toContain(`>${root}/etc/fonts/conf.d</include>`);
  });

  it('have PHP without its version, and its modules in the order of Debian', async () => {
    put('usr/share/php8.2-mysql/mysql/mysqli.ini', '; priority=20\nextension=mysqli.so\n');
    put('usr/share/php8.2-mysql/mysql/mysqlnd.ini', '; priority=10\nextension=mysqlnd.so\n');
    put('usr/lib/php/20220829/mysqli.so');
    putProgram('usr/bin/php8.2', '$PHP_INI_SCAN_DIR');
    const [machine, folder = ''] = (await run('php')).split(':');
    expect(machine).toBe('');
    expect(readdirSync(folder)).toEqual(['10-mysqlnd.ini', '20-mysqli.ini']);
    expect(readFileSync(join(folder, '20-mysqli.ini'), 'utf8')).toContain(
      `extension=${root}/usr/lib/php/20220829/mysqli.so`,
    );
  });

  it("have Chromium itself, and configure the paths of MariaDB's files", async () => {
    putProgram('usr/bin/chromium', 'looks in /usr/lib');
    putProgram('usr/lib/chromium/chromium', 'Chromium $*');
    put('usr/lib/chromium/resources.pak');
    putProgram('usr/sbin/mariadbd', '$*');
    expect(await run('chromium', '--version')).toBe('Chromium --version');
    expect(await run('mariadbd', '--no-defaults')).toBe(`--no-defaults --basedir=${root}/usr`);
    expect(readdirSync(await programsOf(root))).toEqual(['chromium', 'mariadbd']);
  });

  it('keep their links when they are moved', async () => {
    put('usr/share/fontconfig/10.conf', 'fonts');
    put('etc/fonts/fonts.conf');
    symlinkSync('/usr/share/fontconfig/10.conf', join(root, 'etc/fonts/10.conf'));
    await moveLinks(root);
    expect(readFileSync(join(root, 'etc/fonts/10.conf'), 'utf8')).toBe('fonts');
  });
});
