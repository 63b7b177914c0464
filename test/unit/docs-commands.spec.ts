import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parseSites } from '#sites';
import { isWantedRow, readOptions as readBench } from '../../bench/options.js';
import { readOptions as readCluster } from '../cluster/options.js';
import { readOptions as readCrash } from '../crash/options.js';
import { readOptions as readDay } from '../day/options.js';
import { readOptions as readFailover } from '../failover/options.js';
import { readOptions as readNewcomer } from '../newcomer/options.js';
import { blockOf } from '../setup/docs/blocks.js';
import { SECRETS, VARIABLES, sitesFile } from '../setup/test-sites.js';

const read = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;
const { scripts } = read<{ scripts: Record<string, string> }>('package.json');

/** The commands of a block, without comments. */
function commandsOf(page: string, beginning: string): string[] {
  return blockOf(page, beginning)
    .text.split('\n')
    .flatMap((line) => line.replace(/(^|\s)#.*$/, '').split('&&'))
    .map((command) => command.trim())
    .filter(Boolean);
}

/** The arguments after `--` of commands that run this script. */
function argumentsOf(page: string, script: string): string[][] {
  const commands = commandsOf(page, `npm run ${script}`);
  expect(commands.length).toBeGreaterThan(0);
  return commands.map((command) => {
    const [run, options = ''] = command.split(' -- ');
    expect(run).toBe(`npm run ${script}`);
    return options.split(' ').filter(Boolean);
  });
}

describe('commands that take too long for a spec', () => {
  it.each([
    ['README.md', 'npm ci && npm run demo'],
    ['README.md', 'npm ci && npm run check'],
    ['CONTRIBUTING.md', 'npm ci\n'],
  ])('%s runs scripts that are there: %s', (page, beginning) => {
    for (const command of commandsOf(page, beginning)) {
      const [, name = command.split(' ')[1] ?? ''] = /^npm run ([\w:-]+)$/.exec(command) ?? [];
      expect(['ci', ...Object.keys(scripts)]).toContain(name);
    }
  });

  it('CI runs those of README.md, in their order', () => {
    const lines = readFileSync('.ci/run', 'utf8').split('\n');
    const check = commandsOf('README.md', 'npm ci && npm run check');
    const demo = commandsOf('README.md', 'npm ci && npm run demo');
    const at = [...check, ...demo.slice(1)].map((command) =>
      lines.findIndex((line) => line.replace(' --silent', '').startsWith(command)),
    );
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
  });

  it('docs/performance.md gives options that the benchmark knows, and rows that it has', () => {
    const page = readFileSync('docs/performance.md', 'utf8');
    const names = [...page.matchAll(/^\| ([a-z]\S*\/\S+)/gm)].map(([, name = '']) => name);
    for (const args of argumentsOf('docs/performance.md', 'bench')) {
      const { only } = readBench(args);
      expect(names.some((name) => isWantedRow(name, only))).toBe(true);
    }
  });

  it('docs/promises.md gives options that its tests know', () => {
    for (const args of argumentsOf('docs/promises.md', 'test:newcomer')) readNewcomer(args);
    for (const args of argumentsOf('docs/promises.md', 'test:crash')) readCrash(args);
    for (const args of argumentsOf('docs/promises.md', 'test:cluster')) readCluster(args);
    for (const args of argumentsOf('docs/promises.md', 'test:failover')) readFailover(args);
    for (const args of argumentsOf('docs/promises.md', 'test:day')) readDay(args);
    const { stdout } = spawnSync('node', ['test/wordpress/consent.mjs', '--help'], {
      encoding: 'utf8',
    });
    for (const args of argumentsOf('docs/promises.md', 'test:consent')) {
      const options = args.filter((arg) => arg.startsWith('--'));
      expect(options.filter((option) => !stdout.includes(option))).toEqual([]);
    }
  });
});

describe('commands that wait for a person', () => {
  const commands = commandsOf('CONTRIBUTING.md', 'npx nest start');
  const helps = new Map<string, string>();

  /** Asked once each: nest takes a while. */
  function help(program: string, action: string): string {
    const known = helps.get(program);
    if (known !== undefined) return known;
    const asked = spawnSync(`node_modules/.bin/${program}`, [action, '--help'], {
      encoding: 'utf8',
    });
    helps.set(program, asked.stdout);
    return asked.stdout;
  }

  it('CONTRIBUTING.md starts and builds apps that exist, with options of nest', () => {
    const { projects } = read<{ projects: object }>('nest-cli.json');
    const nest = commands.filter((command) => command.startsWith('npx nest '));
    expect(nest.length).toBeGreaterThan(2);
    for (const command of nest) {
      const [, , action, app = '', ...options] = command.split(' ');
      expect(Object.keys(projects)).toContain(app);
      expect(['start', 'build']).toContain(action);
      for (const option of options.filter((one) => one.startsWith('--'))) {
        expect(action).toBe('start');
        expect(help('nest', 'start')).toContain(option);
      }
    }
  });

  it('CONTRIBUTING.md runs specs that exist, with options of vitest', () => {
    const plain = (text: string) => text.replaceAll('-', '').toLowerCase();
    const text = plain(help('vitest', 'run'));
    const vitest = commands.filter((command) => command.startsWith('npx vitest '));
    expect(vitest.length).toBeGreaterThan(1);
    for (const command of vitest) {
      const [, , ...words] = command.split(' ');
      expect(existsSync(words.at(-1) ?? '')).toBe(true);
      for (const option of words.filter((word) => word.startsWith('--'))) {
        expect(text).toContain(plain(option.replace('--no-', '')));
      }
    }
    expect(readFileSync('vitest.config.ts', 'utf8')).toContain("name: 'unit'");
  });

  it('CONTRIBUTING.md attaches to the port that it starts with', () => {
    const { port } = JSON.parse(blockOf('CONTRIBUTING.md', '{ "type"').text) as { port: number };
    expect(commands.join('\n')).toContain(`--debug ${port} `);
  });

  it('docs/subscribing.md generates types from the existing document, once for each language', () => {
    const commands = commandsOf('docs/subscribing.md', 'npx @asyncapi/cli');
    const words = /^npx @asyncapi\/cli generate models (\w+) (\S+) -o newsletters( --\w+=\w+)*$/;
    const parsed = commands.map((command) => words.exec(command));
    const languages = parsed.map((found) => found?.[1]);
    expect(languages).toEqual(['golang', 'java', 'python']);
    for (const found of parsed) expect(existsSync(found?.[2] ?? '')).toBe(true);
  });

  it('docs/mail.md accepts pictures by what the spec reads', () => {
    const [command = ''] = commandsOf('docs/mail.md', 'ACCEPT_PICTURES=1');
    const [, config = '', project] = /--config (\S+) --project (\S+)$/.exec(command) ?? [];
    expect(readFileSync(config, 'utf8')).toContain(`name: '${project}'`);
    const accepting = "process.env['ACCEPT_PICTURES'] === '1'";
    expect(readFileSync('test/mail/accepted.ts', 'utf8')).toContain(accepting);
  });
});

describe('examples of files and messages', () => {
  it('docs/mail.md has a site that the parser reads', () => {
    const example = JSON.parse(`{${blockOf('docs/mail.md', '"daily"').text}}`) as {
      daily: object;
    };
    const document = JSON.parse(sitesFile()) as { sites: Record<string, object> };
    const daily = { ...document.sites['daily'], ...example.daily };
    const text = JSON.stringify({ ...document, sites: { daily } });
    const template = '<p>{{content}}</p>';
    const sources = { env: (name: string) => VARIABLES[name], file: () => template };
    const site = parseSites(text, sources).sites.get('daily');
    expect(site?.template).toBeDefined();
    expect(site?.signingSecrets[0]?.reveal()).toBe(SECRETS.daily);
  });

  it('docs/deprecation.md has headers that fulfill what the page promises', () => {
    const { text } = blockOf('docs/deprecation.md', 'Deprecation:');
    const [, since, until = '', link = ''] =
      /^Deprecation: @(\d+)\nSunset: (.+)\nLink: <\S+main\/(\S+)>; rel="deprecation"\n$/.exec(
        text,
      ) ?? [];
    const halfAYearOn = new Date(Number(since) * 1_000);
    halfAYearOn.setUTCMonth(halfAYearOn.getUTCMonth() + 6);
    expect(until).toBe(new Date(until).toUTCString());
    expect(Date.parse(until)).toBeGreaterThanOrEqual(halfAYearOn.getTime());
    expect(link).toBe('docs/deprecation.md');
  });

  it('docs/subscribing.md has an event that fits its schema', () => {
    const event = JSON.parse(blockOf('docs/subscribing.md', '{').text) as { type: string };
    const schema = read<object>(`docs/schemas/${event.type}.json`);
    const ajv = addFormats.default(new Ajv());
    ajv.validate(schema, event);
    expect(ajv.errors).toBeNull();
  });
});
