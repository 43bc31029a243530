import { generate } from 'selfsigned';

/** PEM, both. */
export interface MadeForTest {
  readonly certificate: string;
  readonly key: string;
}

interface Wishes {
  readonly ip?: string;
  readonly from?: Date;
  readonly until?: Date;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A self-signed certificate as the local tenant's, right for 127.0.0.1 and now unless the test wants another one. */
export async function testCertificate({ ip = '127.0.0.1', from, until }: Wishes = {}): Promise<MadeForTest> {
  const now = Date.now();
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Test' }], {
    ...{ keyType: 'ec', curve: 'P-256', algorithm: 'sha256' },
    notBeforeDate: from ?? new Date(now - DAY_MS),
    notAfterDate: until ?? new Date(now + DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip }] },
    ],
  });
  return { certificate: cert, key };
}
