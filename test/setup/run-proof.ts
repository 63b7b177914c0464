const write = (words: string) => process.stdout.write(`${words}\n`);

type Options = { help: boolean; json: boolean };

export type Proof<O extends Options> = {
  help: string;
  readOptions: (args: string[]) => O;
  /** `say` reports progress to people. */
  prove: (options: O, say: (words: string) => void) => Promise<{ result: object; isGood: boolean }>;
};

/** A proof as a program: ends with its result as JSON; 1 if it failed, 2 if it could not run. */
export function runProof<O extends Options>(proof: Proof<O>): void {
  run(proof)
    .then((isGood) => process.exit(isGood ? 0 : 1))
    .catch((error: unknown) => {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`${words}\n`);
      process.exit(2);
    });
}

async function run<O extends Options>({ help, readOptions, prove }: Proof<O>): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    write(help);
    return true;
  }
  const startedMs = performance.now();
  const say = (words: string) => {
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    if (!options.json) write(`${seconds} s: ${words}`);
  };
  const { result, isGood } = await prove(options, say);
  write(options.json ? JSON.stringify(result) : JSON.stringify(result, undefined, 2));
  return isGood;
}
