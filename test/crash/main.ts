import 'reflect-metadata';
import { HELP, readOptions } from './options.js';
import { type Proof, prove } from './proof.js';

const STORIES = 5;
const MUST_BE_ZERO = [
  'doubled',
  'lost',
  'sentWithoutConsent',
  'wrongTime',
  'wrongContent',
  'unfinished',
] as const;

const write = (words: string) => process.stdout.write(`${words}\n`);

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    write(HELP);
    return true;
  }
  const startedMs = performance.now();
  const say = (words: string) => {
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    if (!options.json) write(`${seconds} s: ${words}`);
  };
  const proof = await prove(options, say);
  for (const line of report(proof)) process.stderr.write(`${line}\n`);
  const { lost, refused, swapped } = proof.mishaps;
  say(
    `${proof.events} events taken, ${lost} lost, ${refused} refused, ${swapped} overtaken; ${proof.outages} outages.`,
  );
  write(options.json ? JSON.stringify(proof.result) : JSON.stringify(proof.result, undefined, 2));
  return MUST_BE_ZERO.every((kind) => proof.result[kind] === 0);
}

/** Where processes were struck, and what happened to each newsletter that went wrong. */
function report({ tallies, asked, bad }: Proof): string[] {
  const points = [...tallies].toSorted(([a], [b]) => a.localeCompare(b));
  return [
    ...points.map(
      ([at, { seen, kills, stops }]) => `${at}: passed ${seen}, killed ${kills}, stopped ${stops}`,
    ),
    ...[...asked].map(([why, times]) => `a person asked again ${times} times: ${why}`),
    ...bad
      .slice(0, STORIES)
      .flatMap(({ newsletter, faults, story }) => [
        '',
        `Newsletter ${newsletter.number} of ${newsletter.site}, ${newsletter.deploymentId}:`,
        ...faults.map((fault) => `  !! ${fault}`),
        ...newsletter.accepted.map(
          ({ act, sequence, consent }) =>
            `  told ${sequence}: ${act.type}, ${act.status}, ${act.date}, consent ${consent?.mode} ${consent?.at}, ${act.title}, ${act.text}`,
        ),
        ...story.map((line) => `  ${line}`),
      ]),
  ];
}

main()
  .then((isGood) => process.exit(isGood ? 0 : 1))
  .catch((error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(2);
  });
