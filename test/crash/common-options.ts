/** Options that these programs share; each has its own default number of newsletters. */
export const COMMON = {
  seed: { type: 'string', default: '1' },
  story: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Values = {
  newsletters: string;
  seed: string;
  story?: string | undefined;
  json: boolean;
  help: boolean;
};

export type CommonOptions = ReturnType<typeof commonOptions>;

/** @throws {Error} that names the option. */
export function commonOptions({ newsletters, seed, story, json, help }: Values) {
  return {
    newsletters: positive('newsletters', newsletters),
    seed: positive('seed', seed),
    story: story === undefined ? undefined : positive('story', story),
    json,
    help,
  };
}

/** @throws {Error} that names the option. */
export function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a whole number from 1, not '${text}'.`);
}
