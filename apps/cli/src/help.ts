import type { Command } from './command.js';
import { EXIT, EXIT_WORDS } from './exit-code.js';
import { columns } from './output/columns.js';

const SETTINGS: [string, string][] = [
  ['NEWSLETTER_URL', 'the gateway’s address (http://127.0.0.1:3000)'],
  ['NEWSLETTER_KEY', 'a site key, or an operator key for all sites'],
  ['NEWSLETTER_ACTOR', 'your name, shown in the history (default: USER)'],
];

/** All commands, or those that start with a word. */
export function overview(commands: readonly Command[], first?: string): string {
  const some = commands.filter(({ name }) => name.split(' ')[0] === first);
  const shown = some.length > 0 ? some : commands;
  return [
    'newsletter: inspect and control newsletters through the gateway’s REST API',
    '',
    ...columns(shown.map((command) => [usageOf(command), command.summary])),
    '',
    'Every command accepts --json (for programs) and --help (with examples). --version prints the release.',
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
    ...columns([...lines, ['--json', 'print the response as JSON']]),
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
