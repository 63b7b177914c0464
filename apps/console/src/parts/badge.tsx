import { appearanceOf } from '../pure/status.js';

/** A status by sign, name, and color: never by one of them alone. */
export function Badge({ status }: { status: string }) {
  const { tone, sign, name } = appearanceOf(status);
  return (
    <span class={`badge ${tone}`} data-status={status}>
      <span aria-hidden="true">{sign}</span> {name}
    </span>
  );
}
