import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Paths of PEM files for `amqps:`; none: Node's trusted certificates, and no client certificate. */
export type TlsFiles = {
  /** The certificate authority of RabbitMQ's certificate. */
  ca?: string;
  /** The client certificate of this process, and its key. */
  cert?: string;
  key?: string;
};

/** The variable that names each file. */
export const TLS_VARIABLES = {
  ca: 'RABBITMQ_CA_FILE',
  cert: 'RABBITMQ_CERT_FILE',
  key: 'RABBITMQ_KEY_FILE',
} as const;

export type TlsKind = keyof typeof TLS_VARIABLES;
const KINDS = Object.keys(TLS_VARIABLES) as TlsKind[];

/** Their content, read for each connection: a renewed certificate needs no restart. */
export function readTlsFiles(files: TlsFiles): Partial<Record<TlsKind, Buffer>> {
  const given = KINDS.flatMap((kind) => {
    const path = files[kind];
    return path === undefined ? [] : [[kind, readTlsFile(kind, path)] as const];
  });
  return Object.fromEntries(given);
}

/** @throws Error naming the variable, if the file cannot be read, or is something else. */
export function readTlsFile(kind: TlsKind, path: string): Buffer {
  const variable = TLS_VARIABLES[kind];
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    const { code = 'unknown error' } = error as { code?: string };
    throw new Error(`${variable} names a file that cannot be read (${code}): ${path}.`);
  }
  try {
    if (kind === 'key') createPrivateKey(content);
    else new X509Certificate(content);
  } catch {
    const what = kind === 'key' ? 'private key' : 'certificate';
    throw new Error(`${variable} names a file that holds no ${what} in PEM form: ${path}.`);
  }
  return content;
}

/** Until when our own certificate is valid; undefined without one. */
export function clientCertificateExpiry({ cert }: TlsFiles): Date | undefined {
  if (cert === undefined) return undefined;
  return new Date(new X509Certificate(readTlsFile('cert', cert)).validTo);
}
