import { SecretVariableError, secretVariable } from '#sites';

/** All that is wrong with the environment, each with its cure. */
export class ConfigError extends Error {
  override name = 'ConfigError';

  constructor(what: string, faults: string[]) {
    super(`${what} cannot start (see .env.example):\n  ${faults.join('\n  ')}`);
  }
}

export type Env = Record<string, string | undefined>;

type Range = { min: number; max: number };

/** Reads variables, and collects what is wrong with them, so that all of it is reported at once. */
export class Environment {
  readonly faults: string[] = [];

  constructor(readonly variables: Env) {}

  /** The trimmed text; undefined if it is not set or empty. */
  text(name: string): string | undefined {
    return this.variables[name]?.trim() || undefined;
  }

  /** As `secretVariable` finds it; undefined if it is not set, or invalid and so a fault. */
  secret(name: string): string | undefined {
    try {
      return secretVariable(this.variables, name);
    } catch (error) {
      if (!(error instanceof SecretVariableError)) throw error;
      this.faults.push(error.message);
      return undefined;
    }
  }

  /** The number; `fallback` if it is not set, or invalid and so a fault. */
  number(name: string, fallback: number, { min, max }: Range): number {
    const text = this.text(name);
    const value = text === undefined ? fallback : Number(text);
    if (value >= min && value <= max) return value;
    this.faults.push(`${name} must be a number from ${min} to ${max} (default ${fallback}).`);
    return fallback;
  }

  wholeNumber(name: string, fallback: number, range: Range): number {
    const value = this.number(name, fallback, range);
    if (!Number.isInteger(value)) this.faults.push(`${name} must be a whole number.`);
    return value;
  }

  /** A port and whether it was set explicitly: then another one would be a surprise. */
  port(name: string, fallback: number): { port: number; isPortNamed: boolean } {
    const port = this.wholeNumber(name, fallback, { min: 0, max: 65_535 });
    return { port, isPortNamed: this.text(name) !== undefined };
  }

  /** A web address without a trailing slash; undefined if it is not set. */
  url(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const isUrl = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
    const { search, hash, username } = isUrl
      ? new URL(text)
      : { search: '', hash: '', username: '' };
    if (isUrl && !search && !hash && !username) return text.replace(/\/+$/, '');
    this.faults.push(`${name} must be an address such as https://newsletters.example.org.`);
    return undefined;
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const wanted = this.text(name) ?? fallback;
    const choice = choices.find((known) => known === wanted);
    if (choice === undefined) this.faults.push(`${name} must be one of: ${choices.join(', ')}.`);
    return choice ?? fallback;
  }

  /** Collects what `check` throws. */
  try(check: () => unknown): void {
    try {
      check();
    } catch (error) {
      this.faults.push((error as Error).message);
    }
  }

  /** `what` is the program, as in "The gateway". @throws ConfigError if there are faults. */
  check(what: string): void {
    if (this.faults.length > 0) throw new ConfigError(what, this.faults);
  }
}
