import type { Proof } from './verdict.js';

const STORIES = 5;
const MUST_BE_ZERO = [
  'doubled',
  'lost',
  'sentWithoutConsent',
  'wrongTime',
  'wrongContent',
  'unfinished',
  'crashed',
] as const;

export function isGood({ result }: Proof): boolean {
  return MUST_BE_ZERO.every((kind) => result[kind] === 0);
}

/** What every round passes, on each side. A proof that does not see these has no strikes near them. */
const BOUNDARIES = ['save', 'start create', 'call create', 'outcome DeploymentCreated'].flatMap(
  (at) => [`${at}, before`, `${at}, after`],
);

/** Boundaries that no process was seen to pass. */
export function unseen({ tallies }: Proof): string[] {
  return BOUNDARIES.filter((at) => !tallies.has(at));
}

/** Where processes were struck, and what happened to each newsletter that went wrong. */
export function report({ tallies, crashes, asked, bad }: Proof): string[] {
  const points = [...tallies].toSorted(([a], [b]) => a.localeCompare(b));
  return [
    ...points.map(
      ([at, { seen, kills, stops }]) => `${at}: passed ${seen}, killed ${kills}, stopped ${stops}`,
    ),
    ...crashes,
    ...[...asked].map(([why, times]) => `a person asked again ${times} times: ${why}`),
    ...bad
      .slice(0, STORIES)
      .flatMap(({ newsletter, faults, story }) => [
        '',
        `Newsletter ${newsletter.number} of ${newsletter.site}, ${newsletter.deploymentId}:`,
        ...faults.map((fault) => `  !! ${fault}`),
        ...newsletter.accepted.map(
          ({ act, sequence, consent }) =>
            `  sent ${sequence}: ${act.type}, ${act.status}, ${act.date}, consent ${consent?.mode} ${consent?.at}, ${act.title}, ${act.text}`,
        ),
        ...story.map((line) => `  ${line}`),
      ]),
  ];
}
