import type { ParseArgsConfig } from 'node:util';
import type { Api } from './api.js';
import type { Terminal } from './sites/terminal.js';

export type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command is run with. */
export type Given = {
  /** The words that the command's usage names in angle brackets, in their order. */
  words: string[];
  /** Options by name; only those that were given. */
  options: Record<string, string | boolean | undefined>;
  api: Api;
  env: Record<string, string | undefined>;
  /** What comes while it lasts: a line for people, or with `--json` a line of JSON. */
  show: (data: unknown, text: string) => void;
  /** A line for people while it lasts; with `--json` nothing is said. */
  printProgress: (line: string) => void;
  /** Where questions are answered; undefined in scripts, and with `--json`. */
  terminal?: Terminal;
};

/** What a command found: `data` for programs (`--json`), `text` for people. */
export type Result = { data: unknown; text: string; exitCode?: number };

/** One command: everything that its help and its running need. */
export type Command = {
  /** As it is typed: `deployments list`. */
  name: string;
  summary: string;
  /** Words it takes, as its usage shows them. */
  words?: readonly string[];
  /** What the first of them can be. */
  choices?: readonly string[];
  options?: Options;
  /** What each option does, by name. */
  optionHelp?: Readonly<Record<string, string>>;
  /** More than the summary says: when to use it, what it changes. */
  about?: string;
  examples: readonly string[];
  /** With `--json`, its result is one line, as each that came before. */
  isStream?: true;
  run(given: Given): Promise<Result>;
};
