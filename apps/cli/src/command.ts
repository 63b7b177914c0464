import type { ParseArgsConfig } from 'node:util';
import type { Api } from './api.js';
import type { Terminal } from './sites/terminal.js';

export type Options = NonNullable<ParseArgsConfig['options']>;

/** Input of a command. */
export type Given = {
  /** Arguments that the command's usage names in angle brackets, in order. */
  words: string[];
  /** Given options by name. */
  options: Record<string, string | boolean | undefined>;
  api: Api;
  env: Record<string, string | undefined>;
  /** Prints a line while running: text for people, JSON with `--json`. */
  show: (data: unknown, text: string) => void;
  /** Prints progress for people; with `--json` nothing. */
  printProgress: (line: string) => void;
  /** For asking questions; undefined in scripts, and with `--json`. */
  terminal?: Terminal;
};

/** Output of a command: `data` for programs (`--json`), `text` for people. */
export type Result = { data: unknown; text: string; exitCode?: number };

/** One command: everything needed for its help and to run it. */
export type Command = {
  /** As it is typed: `deployments list`. */
  name: string;
  summary: string;
  /** Its arguments, as shown in the usage. */
  words?: readonly string[];
  /** Possible values of the first one. */
  choices?: readonly string[];
  options?: Options;
  /** What each option does, by name. */
  optionHelp?: Readonly<Record<string, string>>;
  /** Details beyond the summary: when to use it, what it changes. */
  about?: string;
  examples: readonly string[];
  /** With `--json`, its result is one line, like each one printed before. */
  isStream?: true;
  run(given: Given): Promise<Result>;
};
