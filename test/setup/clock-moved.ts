/** The statement that moves the store's clock by so many milliseconds against the real one. */
export function clockMoved(offsetMs: number): string {
  return movedBy('connector_now', offsetMs);
}

/** The statement that has the server's own clock jump: so far from the real one it is from now on. */
export function clockJumped(offsetMs: number): string {
  return movedBy('server_clock', offsetMs);
}

function movedBy(clock: string, offsetMs: number): string {
  return `CREATE OR REPLACE FUNCTION ${clock}() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
       SELECT date_trunc('milliseconds', clock_timestamp() + ${Math.round(offsetMs)} * interval '1 ms')
     $$`;
}
