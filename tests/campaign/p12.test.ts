import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openP12 } from '../../src/main/client-certificate/open-p12.ts';
import { createP12Reader } from '../../src/main/client-certificate/p12-reader.ts';
import { textOf } from '../../src/renderer/src/failure-text/failure-text.ts';
import { bundleEntry, type BundledEntry } from '../support/bundle-entry.ts';
import { forkedHelpers } from '../support/forked-helper.ts';
import { issue } from '../support/issued.ts';
import { LEGACY, MODERN, OPENSSL_PASSPHRASE } from '../support/openssl-p12.ts';
import { p12Of } from '../support/p12-files.ts';
import { p12WithMac, p12WithPbmac1 } from '../support/p12-macs.ts';

const OWN = 'right';
const files = [
  { name: 'of today’s form', file: MODERN, passphrase: OPENSSL_PASSPHRASE },
  { name: 'with RC2 and 3DES', file: LEGACY, passphrase: OPENSSL_PASSPHRASE },
  { name: 'with an RSA key', file: p12Of(issue()), passphrase: OWN },
  { name: 'with a PBMAC1', file: p12WithPbmac1(issue(), { passphrase: OWN }), passphrase: OWN },
];

it.each(files)('a .p12 $name is refused when it was cut, at every length', ({ file, passphrase }) => {
  for (let length = 0; length < file.length; length += 1)
    expect(openP12(file.subarray(0, length), passphrase), `${length} bytes`).toEqual({ problem: 'malformed' });
  expect(openP12(file, passphrase)).toHaveProperty('privateKey');
});

/** Where deriving is said to take longer the process is killed; here it would hold up the test. */
const isQuick = (file: Buffer, at: number) => {
  const integers = [...Array(file.length - 4).keys()].filter(
    (index) => file[index] === 2 && (file[index + 1] ?? 0) <= 4,
  );
  return !integers.some((index) => at >= index && at <= index + 5);
};

it.each(files)('a .p12 $name with a changed byte is read as it was, or refused', ({ file, passphrase }) => {
  const original = openP12(file, passphrase);
  const at = fc.nat(file.length - 1).filter((index) => isQuick(file, index));
  fc.assert(
    fc.property(at, fc.integer({ min: 1, max: 255 }), (index, change) => {
      const changed = Buffer.from(file);
      changed[index] = (changed[index] ?? 0) ^ change;
      const answer = outcomeOf(changed, passphrase);
      if ('problem' in answer) expect(answer.problem).toMatch(/^(?:malformed|passphrase-wrong)$/);
      else expect(answer).toEqual(original);
    }),
    { numRuns: 2_000 },
  );
});

it('any bytes are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4096 }), fc.string({ unit: 'binary' }), (bytes, passphrase) => {
      expect(outcomeOf(Buffer.from(bytes), passphrase)).toHaveProperty('problem');
    }),
    { numRuns: 5_000 },
  );
});

describe('a .p12 with a MAC of 600,000 iterations', () => {
  let entry: BundledEntry;
  beforeAll(async () => {
    entry = await bundleEntry('src/main/client-certificate/p12-helper.ts', { inline: ['node-forge'] });
  });

  const made = issue({ name: 'Client' });
  const most = { passphrase: OWN, iterations: 600_000 };
  it.each([
    ...(['sha1', 'sha256', 'sha512'] as const).map(
      (digest) => [digest, p12WithMac(made, { ...most, digest })] as const,
    ),
    ['PBMAC1', p12WithPbmac1(made, most)] as const,
  ])('of %s is read in three seconds, or refused in words', async (kind, file) => {
    const { spawn } = forkedHelpers(entry.path, process.env);
    const begun = performance.now();
    const read = await createP12Reader({ spawn, clock: { now: () => new Date() } }).read(file, OWN);
    const ms = Math.round(performance.now() - begun);
    process.stdout.write(`T52: ${kind}: ${read.ok ? 'read' : read.failure.code} after ${ms} ms\n`);
    // The limit, and what a timer is late.
    expect(ms).toBeLessThan(3_500);
    if (read.ok) expect(read.value.facts.subject).toBe('Client');
    else expect(textOf(read.failure).cause).toContain('in 3 seconds');
  });
});

/** As the process that reads it does. */
function outcomeOf(file: Buffer, passphrase: string) {
  try {
    return openP12(file, passphrase);
  } catch {
    return { problem: 'malformed' };
  }
}
