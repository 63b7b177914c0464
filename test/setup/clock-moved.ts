/** The statement that moves the store's clock by so many milliseconds against the real one. */
export function clockMoved(offsetMs: number): string {
  return movedBy('connector_now', 'STABLE', offsetMs);
}

/** The statement that has the server's own clock jump: so far from the real one it is from now on. */
export function clockJumped(offsetMs: number): string {
  return movedBy('server_clock', 'VOLATILE', offsetMs);
}

/** The function is replaced once: each time, every connection would have to plan its statements anew. */
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
