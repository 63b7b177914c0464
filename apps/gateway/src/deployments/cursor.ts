import type { Cursor } from '#event-store';

const FORM =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The end of a page, as an opaque string. */
export function writeCursor({
  createdAt,
  deploymentId,
}: {
  createdAt: Date;
  deploymentId: string;
}) {
  return Buffer.from(`${createdAt.toISOString()} ${deploymentId}`).toString('base64url');
}

/** Undefined for an invalid cursor. */
export function readCursor(text: string): Cursor | undefined {
  const [, createdAt, deploymentId] =
    FORM.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  if (!createdAt || !deploymentId || Number.isNaN(Date.parse(createdAt))) return undefined;
  return { createdAt, deploymentId };
}
