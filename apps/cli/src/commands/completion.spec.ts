import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../run.js';

let script = '';

beforeAll(async () => {
  await run(['completion'], { env: {}, out: (text) => (script += text), err: () => undefined });
});

/** What bash offers for this line, whose last word is being typed. */
function offered(line: string): string[] {
  const words = line.split(' ');
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const asking = `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _newsletter; echo "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', `${script}\n${asking}`], { encoding: 'utf8' })
    .trim()
    .split(' ');
}

describe('completion in bash', () => {
  it('offers the commands that begin so', () => {
    expect(offered('newsletter do')).toEqual(['doctor']);
    expect(offered('newsletter ')).toEqual(expect.arrayContaining(['deployments', 'watch']));
  });

  it('offers the second word of a command', () => {
    expect(offered('newsletter deployments h')).toEqual(['hold']);
  });

  it('offers the options of a command, also after another one', () => {
    expect(offered('newsletter deployments list --se')).toEqual(['--send-from', '--send-to']);
    expect(offered('newsletter deployments list --held --st')).toEqual(['--status', '--step']);
  });

  it('offers them also after an id, and after the value of an option', () => {
    expect(offered('newsletter deployments show 7d0f8f0e --l')).toEqual(['--last']);
    expect(offered('newsletter deployments list --site daily --st')).toEqual([
      '--status',
      '--step',
    ]);
  });

  it('offers the actions of bulk', () => {
    expect(offered('newsletter bulk re')).toEqual(['retry', 'resume']);
  });

  it('offers nothing for an unknown command', () => {
    expect(offered('newsletter nothing ')).toEqual(['']);
  });
});
