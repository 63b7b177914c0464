import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Api } from './api.js';
import { CliError } from './cli-error.js';
import type { Command, Given } from './command.js';
import { COMMANDS } from './commands/index.js';
import { EXIT } from './exit-code.js';
import { helpOf, overview } from './help.js';
import type { Terminal } from './sites/terminal.js';

/** The environment: settings, and output. */
export type Outside = {
  env: Record<string, string | undefined>;
  out(text: string): void;
  err(text: string): void;
  /** Undefined if nobody can answer. */
  terminal?: Terminal;
};

/** Runs a command line; resolves to the exit code. */
export async function run(args: string[], outside: Outside): Promise<number> {
  const isJson = args.includes('--json');
  try {
    return await answer(args, outside, isJson);
  } catch (error) {
    const cliError = error instanceof CliError ? error : failed(error);
    if (isJson)
      outside.out(`${JSON.stringify({ error: cliError.message, answer: cliError.answer })}\n`);
    else outside.err(`${cliError.message}\n`);
    return cliError.exitCode;
  } finally {
    outside.terminal?.close();
  }
}

async function answer(args: string[], outside: Outside, isJson: boolean): Promise<number> {
  if (args[0] === '--version') {
    outside.out(`${version()}\n`);
    return EXIT.ok;
  }
  const isHelp = args[0] === 'help' || args.includes('--help') || args.includes('-h');
  const typed = args[0] === 'help' ? args.slice(1) : args;
  const command = findCommand(typed);
  if (isHelp || typed.length === 0) {
    outside.out(command ? helpOf(command) : overview(COMMANDS, typed[0]));
    return EXIT.ok;
  }
  if (!command) throw new CliError(unknownCommand(typed));
  const given = readGiven(command, typed, outside, isJson);
  const { data, text, exitCode } = await command.run(given);
  const json = () => JSON.stringify(data, undefined, command.isStream ? 0 : 2);
  outside.out(`${isJson ? json() : text}\n`);
  return exitCode ?? EXIT.ok;
}

/** From package.json, next to the sources and next to dist. */
function version(): string {
  const root = [3, 4].map((up) => join(import.meta.dirname, '../'.repeat(up), 'package.json'));
  const file = root.find((path) => existsSync(path)) ?? '';
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The command whose name the line starts with. */
function findCommand(typed: string[]): Command | undefined {
  return COMMANDS.find(({ name }) => {
    return name.split(' ').every((word, index) => typed[index] === word);
  });
}

function unknownCommand(typed: string[]): string {
  const near = COMMANDS.filter(({ name }) => name.split(' ')[0] === typed[0]);
  const names = (near.length > 0 ? near : COMMANDS).map(({ name }) => name).join(', ');
  const words = typed.slice(0, 2).join(' ').slice(0, 60);
  return `Unknown command '${words}'. Commands are: ${names}. See "newsletter help".`;
}

function readGiven(command: Command, typed: string[], outside: Outside, isJson: boolean): Given {
  const { name, words: expected = [], options = {} } = command;
  const seeHelp = `"newsletter ${name} --help" shows the usage.`;
  const { values, positionals: words } = parsed(command, typed, options, seeHelp);
  if (words.length !== expected.length) {
    const wanted = expected.length === 0 ? 'no words' : expected.join(' ');
    throw new CliError(`'${name}' takes ${wanted}, not ${words.length} words. ${seeHelp}`);
  }
  refuseEmpty(values, expected, words);
  return {
    words,
    options: values,
    api: new Api(outside.env, Object.keys(options)),
    env: outside.env,
    ...(outside.terminal && !isJson ? { terminal: outside.terminal } : {}),
    show: (data, text) => outside.out(`${isJson ? JSON.stringify(data) : text}\n`),
    printProgress: (line) => (isJson ? undefined : outside.err(`${line}\n`)),
  };
}

/** A script passes an empty string for an unset variable, which would mean all, or a default. */
function refuseEmpty(
  options: Given['options'],
  expected: readonly string[],
  words: string[],
): void {
  const named = Object.entries(options).map(([name, value]) => [`--${name}`, value] as const);
  const placed = words.map((word, index) => [expected[index] ?? '', word] as const);
  const empty = [...named, ...placed].find(
    ([, value]) => typeof value === 'string' && value.trim() === '',
  );
  if (!empty) return;
  const [what] = empty;
  throw new CliError(
    `${what} is empty. Give it a value${what.startsWith('--') ? ', or leave it out' : ''}. (Is a variable of your script not set?)`,
  );
}

function parsed({ name }: Command, typed: string[], options: object, seeHelp: string) {
  try {
    const { values, positionals } = parseArgs({
      args: typed.slice(name.split(' ').length),
      options: { ...options, json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const { json: _json, ...asked } = values;
    return { values: asked as Given['options'], positionals };
  } catch (error) {
    // The first sentence names the option; the rest is about the parser.
    const [words = ''] = (error as Error).message.split('. ');
    throw new CliError(`${words.replace(/\.$/, '')}. ${seeHelp}`);
  }
}

function failed(error: unknown): CliError {
  return new CliError(error instanceof Error ? error.message : String(error), EXIT.failed);
}
