import { CliError } from '../cli-error.js';
import type { Given } from '../command.js';
import { type OmedaType, typesInWords } from './check-omeda.js';

/** The deployment type to try first, if one is named; the brand must have it. @throws CliError */
export async function chooseType(
  { options, terminal }: Given,
  { types }: { types: OmedaType[] | undefined },
): Promise<void> {
  const asked = options['deployment-type'];
  if (typeof asked === 'string') {
    if (!types) throw new CliError('--deployment-type cannot be checked without asking Omeda.');
    if (!has(types, asked)) throw new CliError(`--deployment-type: ${unknown(types, asked)}`);
    return;
  }
  if (!terminal || !types) return;
  terminal.print(`Active deployment types: ${typesInWords(types)}.`);
  for (;;) {
    const text = await terminal.ask('ID of the one to try first (Enter for none): ');
    if (!text || has(types, text)) return;
    terminal.print(`  ${unknown(types, text)}`);
  }
}

function has(types: readonly OmedaType[], asked: string): boolean {
  return types.some(({ id }) => String(id) === asked);
}

function unknown(types: readonly OmedaType[], asked: string): string {
  return `Omeda has no active type '${asked}'. It has ${typesInWords(types)}.`;
}
