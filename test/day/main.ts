import 'reflect-metadata';
import { openCluster } from '../cluster/open-cluster.js';
import { ClusterTrouble, KINDS } from '../cluster/trouble.js';
import { restartedByHand } from '../cluster/whole.js';
import { Chance } from '../crash/chance.js';
import { prove } from '../crash/proof.js';
import { isGood, report } from '../crash/report.js';
import { openPair } from '../failover/open-pair.js';
import { PairTrouble } from '../failover/pair-trouble.js';
import { runProof } from '../setup/run-proof.js';
import { DayTrouble } from './day-trouble.js';
import { Meter } from './meter.js';
import { HELP, readOptions } from './options.js';

const SITES = Array.from({ length: 20 }, (_, index) => `paper${index + 1}`);
const STRIKES_A_MINUTE = 2;
/** The share of the day until a newsletter's post is trashed: otherwise load and resources would grow all day. */
const STAY = 0.1;
const SHORTEST_STAY_MS = 60_000;
/** How much more a process may use at the end of the day than in its first third; connections likewise. */
const FLAT = 1.25;

runProof({
  help: HELP,
  readOptions,
  prove: async (options, say) => {
    const { minutes, newsletters, seed } = options;
    const chance = new Chance(seed + 2);
    const cluster = new ClusterTrouble({ kinds: KINDS, isQuick: false, chance }, say);
    const pair = new PairTrouble({ chance, isSynchronous: true }, say);
    const meter = new Meter(() => pair.pair?.primary.url);
    let heard = { announced: 0, missing: 0 };
    let atRest = Infinity;
    const proof = await prove(options, say, {
      sites: SITES,
      openBroker: () => openCluster(cluster, say),
      openServer: () => openPair(pair, true),
      trouble: new DayTrouble({ cluster, pair, chance, lengthMs: minutes * 60_000 }),
      staysMs: Math.max(SHORTEST_STAY_MS, STAY * minutes * 60_000),
      mostStrikes: minutes * STRIKES_A_MINUTE,
      // Over the whole day.
      betweenStrikesMs: (60_000 / STRIKES_A_MINUTE) * 0.8,
      started: (members) => {
        meter.members = members;
        meter.start();
      },
      atTheEnd: async (office) => {
        meter.stop();
        atRest = await meter.connectionsAtRest((first) => first * FLAT);
        heard = await cluster.announcements!.compare(await office.feed());
      },
    });
    for (const line of report(proof)) process.stderr.write(`${line}\n`);
    const measured = meter.measured(newsletters);
    const { memoryMb, connections } = measured;
    const isFlat =
      [memoryMb, connections].every(({ first, last }) => last <= first * FLAT) &&
      atRest <= connections.first * FLAT;
    return {
      result: {
        ...proof.result,
        ...heard,
        left: proof.left,
        failovers: pair.failovers,
        ...measured,
        connections: { ...connections, atRest },
        restartedByHand: restartedByHand.length,
        happened: cluster.tallies,
      },
      isGood: isGood(proof) && heard.announced > 0 && heard.missing === 0 && isFlat,
    };
  },
});
