import type { Faults } from './faults.js';

type Bounds = { min: number; max: number };

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the fields of one object of the file. A fault is collected and an empty value returned: the
 * caller continues, so that all faults are found, and drops the result if there are any.
 */
export class Fields {
  private readonly asked = new Set<string>();
  private readonly record: Record<string, unknown>;

  constructor(
    readonly path: string,
    value: unknown,
    readonly faults: Faults,
  ) {
    this.record = isRecord(value) ? value : {};
    if (!isRecord(value)) faults.add(path, 'must be an object: { … }.');
  }

  at(name: string): string {
    return this.path ? `${this.path}.${name}` : name;
  }

  fault(name: string, problem: string): void {
    this.faults.add(this.at(name), problem);
  }

  raw(name: string): unknown {
    this.asked.add(name);
    return Object.hasOwn(this.record, name) ? this.record[name] : undefined;
  }

  text(name: string, cure: string): string {
    const value = this.raw(name);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    this.fault(name, value === undefined ? `is missing: ${cure}.` : `must be a string: ${cure}.`);
    return '';
  }

  optionalText(name: string, cure: string): string | undefined {
    return this.raw(name) === undefined ? undefined : this.text(name, cure);
  }

  choice<T extends string>(name: string, choices: readonly T[]): T {
    const value = this.raw(name);
    const known = choices.find((choice) => choice === value);
    if (known === undefined) this.fault(name, `must be one of: ${choices.join(', ')}.`);
    return known ?? (choices[0] as T);
  }

  number(name: string, fallback: number, { min, max }: Bounds): number {
    const value = this.raw(name) ?? fallback;
    if (typeof value === 'number' && value >= min && value <= max) return value;
    this.fault(name, `must be a number from ${min} to ${max} (default ${fallback}).`);
    return fallback;
  }

  integer(name: string, fallback: number, bounds: Bounds): number {
    const value = this.number(name, fallback, bounds);
    if (!Number.isInteger(value)) this.fault(name, 'must be a whole number.');
    return value;
  }

  /** The entries of an object field, by name. */
  entries(name: string, cure: string): [string, unknown][] {
    const value = this.raw(name);
    if (isRecord(value) && Object.keys(value).length > 0) return Object.entries(value);
    this.fault(name, `must be an object with at least one entry: ${cure}.`);
    return [];
  }

  /** Reports fields that nothing read: most are misspelled. Call it last. */
  refuseUnknown(): void {
    for (const name of Object.keys(this.record)) {
      if (this.asked.has(name)) continue;
      this.fault(name, `is not a known field. Known fields: ${[...this.asked].join(', ')}.`);
    }
  }
}
