import fc from 'fast-check';

/**
 * In CI the same stories each time, otherwise new ones each time. A failure prints its seed; with
 * PROPERTY_SEED it is repeated.
 */
const seed = process.env['PROPERTY_SEED'] ?? (process.env['CI'] ? '20260302' : undefined);
if (seed) fc.configureGlobal({ seed: Number(seed) });
