const GIB = 2 ** 30;

/** The maximum size of the database, from STORE_LIMIT_GB; PostgreSQL does not know its disk. */
export function storeLimitBytes(variables = process.env): number | undefined {
  const limit = Number(variables['STORE_LIMIT_GB']?.trim() || Number.NaN);
  return limit > 0 ? limit * GIB : undefined;
}
