import {
  connectionSteps,
  type ConnectionFinding,
  type ConnectionStep,
  type ConnectionStepName,
} from '../domain/connection-test.ts';
import type { Failure } from '../domain/failure.ts';

/** What can be asked of a tenant without changing anything there. */
export interface ConnectionProbe {
  /** The name of its address leads somewhere. */
  resolve(): Promise<ConnectionFinding>;
  /** A handshake, with a certificate that is believed. */
  handshake(): Promise<ConnectionFinding>;
  /** What it publishes about itself is what a tenant publishes. */
  discover(): Promise<ConnectionFinding>;
  /** The first application of its list. */
  read(): Promise<ConnectionFinding>;
  /** A change that cannot happen, of an application that does not exist: refused for what it is, not for who asks. */
  write(): Promise<ConnectionFinding>;
}

type Found = Partial<Record<ConnectionStepName, ConnectionFinding>>;

/** Step by step until one has failed: what comes after it could say nothing. */
export async function testConnection(probe: ConnectionProbe): Promise<readonly ConnectionStep[]> {
  const found: Found = {};
  const before = [
    ['name-resolves', () => probe.resolve()],
    ['tls', () => probe.handshake()],
    ['is-tenant', () => probe.discover()],
  ] as const;
  for (const [name, look] of before) {
    const finding = await look();
    found[name] = finding;
    if (typeof finding === 'object') return connectionSteps(found);
  }
  Object.assign(found, judgeRead(await probe.read()));
  if (typeof found['credentials-accepted'] === 'object' || typeof found['may-read'] === 'object')
    return connectionSteps(found);
  found['may-write'] = await probe.write();
  return connectionSteps(found);
}

/** One request says both who asks and what that one may do: the refusal says which of the two was wrong. */
function judgeRead(finding: ConnectionFinding): Found {
  if (typeof finding !== 'object') return { 'credentials-accepted': finding, 'may-read': finding };
  return isOfCredentials(finding) ? { 'credentials-accepted': finding } : judgeOther(finding);
}

const isOfCredentials = ({ code }: Failure): boolean =>
  code === 'tenant-credentials-refused' || code === 'credential-missing' || code.startsWith('keychain-');

/** Whoever is told that something is not permitted has been recognized. */
const judgeOther = (failure: Failure): Found => ({
  'credentials-accepted': failure.code === 'tenant-not-allowed' ? 'passed' : 'unknown',
  'may-read': failure,
});
