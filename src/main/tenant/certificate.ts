import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/domain/result.ts';
import type { SecretVault } from '../../core/use-cases/ports.ts';
import { readText, troubleOf } from '../records/durable-files.ts';
import { TLS_KEY } from './keychain-entries.ts';
import type { MadeCertificate } from './make-certificate.ts';
import { writePublicFile } from './public-file.ts';

export interface TlsIdentity extends MadeCertificate {
  /** Absolute path of the certificate's PEM file. */
  readonly file: string;
  /** SHA-256, hexadecimal in pairs. */
  readonly fingerprint: string;
  /** ISO 8601. */
  readonly validTo: string;
}

interface Parts {
  /** Absolute. */
  readonly folder: string;
  /** Undefined: a certificate for this run, whose key is in memory only. */
  readonly vault: SecretVault | undefined;
  readonly now: () => Date;
}

const FILE = 'local-tenant.pem';
/** Beside the lasting one, which counts again once the keychain does. */
const SESSION_FILE = 'local-tenant-session.pem';
const MAXIMUM_SIZE = 64 * 1024;
/** One that ends soon is replaced at a start, so that it does not end in the middle of a day. */
const RENEW_BEFORE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The certificate of the https address: the one there is, as long as its key is in the keychain and it lasts; else a new one.
 * Failures: keychain-*, store-write-failed.
 */
export async function openCertificate({ folder, vault, now }: Parts): Promise<Result<TlsIdentity>> {
  const file = join(folder, vault ? FILE : SESSION_FILE);
  if (vault) {
    const key = await vault.read(TLS_KEY);
    if (!key.ok) return key;
    const known = key.value === undefined ? undefined : identityFrom(file, key.value, now());
    if (known) return ok(known);
  }
  // Loaded only when one has to be made, which is once in two years.
  const { makeCertificate } = await import('./make-certificate.ts');
  const made = await makeCertificate(now());
  const kept = vault ? await vault.keep(TLS_KEY, made.privateKey) : undefined;
  if (kept && !kept.ok) return kept;
  try {
    writePublicFile(file, made.certificate);
  } catch (error) {
    return fail({ code: 'store-write-failed', trouble: troubleOf(error), changed: 'nothing' });
  }
  return ok(described(file, made, new X509Certificate(made.certificate)));
}

function identityFrom(file: string, privateKey: string, now: Date): TlsIdentity | undefined {
  const read = readText(file, MAXIMUM_SIZE);
  if (read.kind !== 'text') return undefined;
  try {
    const parsed = new X509Certificate(read.text);
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' });
    const lasts = Date.parse(parsed.validTo) - now.getTime() > RENEW_BEFORE_MS;
    const begun = Date.parse(parsed.validFrom) <= now.getTime();
    const ours = parsed.checkPrivateKey(key) && parsed.checkIP('127.0.0.1') !== undefined;
    if (!ours || !lasts || !begun) return undefined;
    return described(file, { certificate: read.text, privateKey }, parsed);
  } catch {
    return undefined;
  }
}

const described = (file: string, made: MadeCertificate, parsed: X509Certificate): TlsIdentity => ({
  ...made,
  file,
  fingerprint: parsed.fingerprint256,
  validTo: new Date(parsed.validTo).toISOString(),
});
