import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureInstalled } from '../ensure-installed.js';
import { hasPrograms } from '../has-programs.js';

/** Paths of PEM files. */
export type Certificate = { cert: string; key: string };

/** A spec's own certificate authority. */
export class Authority {
  private constructor(
    private readonly folder: string,
    readonly own: Certificate,
  ) {}

  static async make(folder: string, name: string): Promise<Authority> {
    const isThere = async () => hasPrograms('openssl');
    await ensureInstalled({ packages: ['openssl'], isThere });
    const own = filesOf(folder, name);
    const days = ['-days', '3650', '-nodes', '-newkey', 'rsa:2048'];
    const subject = ['-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE'];
    await openssl('req', '-x509', ...days, '-keyout', own.key, '-out', own.cert, ...subject);
    return new Authority(folder, own);
  }

  /** Signs one for 127.0.0.1 and localhost, valid for this many days. */
  async sign(name: string, days: number): Promise<Certificate> {
    const files = filesOf(this.folder, name);
    const request = join(this.folder, `${name}.csr`);
    const extensions = join(this.folder, `${name}.ext`);
    await writeFile(extensions, 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
    const fresh = ['-nodes', '-newkey', 'rsa:2048', '-subj', `/CN=${name}`];
    await openssl('req', ...fresh, '-keyout', files.key, '-out', request);
    const { cert, key } = this.own;
    const signer = ['-CA', cert, '-CAkey', key, '-CAcreateserial', '-extfile', extensions];
    const how = ['-in', request, '-out', files.cert, '-days', String(days)];
    await openssl('x509', '-req', ...how, ...signer);
    return files;
  }
}

function filesOf(folder: string, name: string): Certificate {
  return { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
}

async function openssl(...args: string[]): Promise<void> {
  await promisify(execFile)('openssl', args);
}
