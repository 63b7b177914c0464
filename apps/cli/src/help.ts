import type { Command } from './command.js';
import { EXIT, EXIT_WORDS } from './exit-code.js';
import { columns } from './output/columns.js';

const SETTINGS: [string, string][] = [
  ['NEWSLETTER_URL', 'where the gateway answers (http://127.0.0.1:3000)'],
  ['NEWSLETTER_KEY', 'a site key for that site, or an operator key for all'],
  ['NEWSLETTER_ACTOR', 'your name, shown in the history (left out: USER)'],
];

/** All commands, or those that start with a word. */
export function overview(commands: readonly Command[], first?: string): string {
  const some = commands.filter(({ name }) => name.split(' ')[0] === first);
  const shown = some.length > 0 ? some : commands;
  return [
    'newsletter: see and move newsletters, over the gateway’s REST interface',
    '',
    ...columns(shown.map((command) => [usageOf(command), command.summary])),
    '',
    'Each takes --json (for programs) and --help (with examples). --version tells the release.',
    '',
    ...columns(SETTINGS),
    '',
    ...exitCodes(),
    '',
  ].join('\n');
}

export function helpOf(command: Command): string {
  const { about, examples, options = {}, optionHelp = {}, summary } = command;
  const lines = Object.entries(options).map(([name, { type }]): [string, string] => {
    return [`--${name}${type === 'string' ? ' …' : ''}`, optionHelp[name] ?? ''];
  });
  return [
    `${usageOf(command)}${lines.length > 0 ? ' [options]' : ''}`,
    '',
    summary,
    ...(about ? ['', about] : []),
    '',
    ...columns([...lines, ['--json', 'the answer as JSON']]),
    '',
    ...examples.map((example) => `  $ newsletter ${example}`),
    '',
    ...exitCodes(),
    '',
  ].join('\n');
}

function usageOf({ name, words = [] }: Command): string {
  return ['newsletter', name, ...words].join(' ');
}

function exitCodes(): string[] {
  const names = Object.keys(EXIT) as (keyof typeof EXIT)[];
  return ['Exit codes:', ...columns(names.map((name) => [String(EXIT[name]), EXIT_WORDS[name]]))];
}
