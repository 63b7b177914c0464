/** The statement that moves the store's clock by this many milliseconds from the real one. */
export function clockMoved(offsetMs: number): string {
  return movedBy('connector_now', 'STABLE', offsetMs);
}

/** The statement that makes the server's own clock jump: its difference from the real one from now on. */
export function clockJumped(offsetMs: number): string {
  return movedBy('server_clock', 'VOLATILE', offsetMs);
}

/** The function is replaced once: each time, every connection would have to plan its statements again. */
function movedBy(clock: string, volatility: string, offsetMs: number): string {
  const table = `moved_${clock}`;
  return `DO $do$
    BEGIN
      IF to_regclass('${table}') IS NULL THEN
        CREATE TABLE ${table} (ms bigint NOT NULL);
        INSERT INTO ${table} VALUES (0);
        GRANT SELECT ON ${table} TO PUBLIC;
        CREATE OR REPLACE FUNCTION ${clock}() RETURNS timestamptz LANGUAGE sql ${volatility} AS $$
          SELECT date_trunc('milliseconds', clock_timestamp() + ms * interval '1 ms') FROM ${table}
        $$;
      END IF;
      UPDATE ${table} SET ms = ${Math.round(offsetMs)};
    END
  $do$`;
}
