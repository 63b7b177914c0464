import { BadField } from './model/check-fields.js';
import type { Fault } from './model/faults.js';
import { readFault, readSwitches } from './model/read-fault.js';
import type { Switches } from './model/switches.js';

type Env = Record<string, string | undefined>;

/** How the sandbox misbehaves from the start; the admin API can change it. */
export type Misbehavior = { seed: number; faults: Fault[]; switches: Partial<Switches> };

/**
 * Reads SANDBOX_FAULTS (a JSON list), SANDBOX_SWITCHES (a JSON object), and SANDBOX_SEED.
 * @throws {Error} that names the variable, what is wrong with it, and the cure.
 */
export function readMisbehavior(env: Env = process.env): Misbehavior {
  const faults = parsed(env, 'SANDBOX_FAULTS', '[]', '[{"call":"create","status":503}]');
  if (!Array.isArray(faults)) throw new Error('SANDBOX_FAULTS must be a JSON list of faults.');
  const switches = parsed(env, 'SANDBOX_SWITCHES', '{}', '{"urls":"seen"}');
  return {
    seed: seedOf(env),
    faults: faults.map((fault) => named('SANDBOX_FAULTS', () => readFault(fault))),
    switches: named('SANDBOX_SWITCHES', () => readSwitches(switches)),
  };
}

function seedOf(env: Env): number {
  const seed = Number(env['SANDBOX_SEED']?.trim() || 1);
  if (Number.isInteger(seed)) return seed;
  throw new Error('SANDBOX_SEED must be a whole number; left out it is 1.');
}

function parsed(env: Env, name: string, otherwise: string, example: string): unknown {
  try {
    return JSON.parse(env[name]?.trim() || otherwise);
  } catch {
    throw new Error(`${name} is not JSON: write it like ${example}, or leave it out.`);
  }
}

function named<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadField) throw new Error(`${name}: ${error.message}`);
    throw error;
  }
}
