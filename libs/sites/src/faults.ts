/** What is wrong in one place of the file, and what to do about it. */
export type Fault = { path: string; problem: string };

/** Every fault of a SITES_FILE at once; the message names each with its cure. */
export class SitesFileError extends Error {
  override name = 'SitesFileError';

  constructor(
    readonly file: string,
    readonly faults: readonly Fault[],
  ) {
    const lines = faults.map(({ path, problem }) => `  ${path ? `${path}: ` : ''}${problem}`);
    const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
    super(
      `The sites file ${file} has ${count} (sites.example.json shows its form):\n${lines.join('\n')}`,
    );
  }
}

/** Collects faults, so that one message is enough to fix the whole file. */
export class Faults {
  readonly list: Fault[] = [];

  add(path: string, problem: string): void {
    this.list.push({ path, problem });
  }
}
