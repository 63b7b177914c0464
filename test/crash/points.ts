import type { Verdict, Watch } from './tap.js';

/** A boundary that a process passes: `start create`, `call schedule`, `outcome TestSent`, `ack`. */
export type Point = { at: string; side: 'before' | 'after' };

/** Decides the fate of a process that passes a point. */
export type Judge = (point: Point) => Verdict;

const CALL = /^(?:GET|POST|PUT) \S*\/brand\/[^/]+\/(?:omail\/deployment\/?)?(\S*?)\/?\* HTTP/;
const PUT = /^PUT /;

/** The calls of one process to Omeda: before a call arrives, and after it has taken effect. */
export function watchOmeda(judge: Judge): Watch {
  let call: string | undefined;
  return {
    sent(bytes) {
      const head = bytes.toString('latin1', 0, 300);
      const [, path] = CALL.exec(head) ?? [];
      if (path === undefined) return 'on';
      call = nameOf(path, PUT.test(head));
      return judge({ at: `call ${call}`, side: 'before' });
    },
    received() {
      const answered = call;
      call = undefined;
      return answered ? judge({ at: `call ${answered}`, side: 'after' }) : 'on';
    },
  };
}

function nameOf(path: string, isPut: boolean): string {
  if (path === '') return isPut ? 'update' : 'create';
  const [name, what] = path.split('/');
  if (name === 'audience') return `audience-${what}`;
  return name === 'content' && what === 'lookup' ? 'content-lookup' : (name ?? path);
}

const TYPES = /"type":"([A-Z][A-Za-z]+)"/g;
const STARTED = /"type":"StepStarted".*?"step":"([a-z-]+)"/s;
/** ReadyForQuery, outside of a transaction: the response is complete. */
const READY = Buffer.from('Z\0\0\0\u0005I', 'latin1');

/** The appends of one process, one statement each: before its events are stored, and after. */
export function watchPostgres(judge: Judge): Watch {
  let appending: string | undefined;
  return {
    sent(bytes) {
      const append = appendOf(bytes);
      if (!append) return 'on';
      appending = append;
      return judge({ at: append, side: 'before' });
    },
    received(bytes) {
      if (!appending || !bytes.includes(READY)) return 'on';
      const at = appending;
      appending = undefined;
      return judge({ at, side: 'after' });
    },
  };
}

/** The events that this statement appends. */
function appendOf(bytes: Buffer): string | undefined {
  if (!bytes.includes('"stream_id"')) return undefined;
  const text = bytes.toString('latin1');
  const [, step] = STARTED.exec(text) ?? [];
  if (step) return `start ${step}`;
  const types = [...text.matchAll(TYPES)].map(([, type]) => type);
  if (types.includes('PostReceived')) return 'save';
  return types[0] && `outcome ${types[0]}`;
}

// Frame type 1 (method), then after channel and size class 60 (basic), method 80 (ack).
const ACK = Buffer.from([0x00, 0x3c, 0x00, 0x50]);
const PUBLISH = Buffer.from([0x00, 0x3c, 0x00, 0x28]);

/** A process and its broker: before a wake-up is acknowledged, and before one is published. */
export function watchRabbit(judge: Judge): Watch {
  return {
    sent(bytes) {
      if (bytes.includes(ACK)) return judge({ at: 'ack', side: 'before' });
      return bytes.includes(PUBLISH) ? judge({ at: 'publish', side: 'before' }) : 'on';
    },
    received: () => 'on',
  };
}
