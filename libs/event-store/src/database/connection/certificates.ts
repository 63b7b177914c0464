import type { TLSSocket } from 'node:tls';
import type { Client } from 'pg';
import type { DataSource } from 'typeorm';

/** By DATABASE_URL: when the certificate that the server last presented expires. */
const seen = new Map<string, Date | undefined>();

export function noteCertificate(databaseUrl: string, { connection }: Client): void {
  const { stream } = connection as unknown as { stream: Partial<TLSSocket> };
  const until = stream.getPeerCertificate?.().valid_to;
  seen.set(databaseUrl, until ? new Date(until) : undefined);
}

/** When the certificate that PostgreSQL presented at the newest connection expires; undefined without TLS. */
export function storeCertificateExpiry({ options }: DataSource): Date | undefined {
  const { extra } = options as unknown as { extra: { databaseUrl: string } };
  return seen.get(extra.databaseUrl);
}
