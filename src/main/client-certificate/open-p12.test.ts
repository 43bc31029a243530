import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { issue } from '../../../tests/support/issued.ts';
import { EMPTY_PASSPHRASE, LEGACY, MODERN, OPENSSL_PASSPHRASE } from '../../../tests/support/openssl-p12.ts';
import { p12WithMac, p12WithPbmac1 } from '../../../tests/support/p12-macs.ts';
import { p12Joined, p12Of, p12With } from '../../../tests/support/p12-files.ts';
import { openP12 } from './open-p12.ts';

const own = issue({ name: 'Client' });
const other = issue({ name: 'Somebody Else' });

const opened = (file: Buffer, passphrase: string) => {
  const answer = openP12(file, passphrase);
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
};
const subjectsIn = (pem: string) =>
  pem.split(/(?<=-----END CERTIFICATE-----\n)/).map((each) => new X509Certificate(each).subject);

describe('a .p12', () => {
  it.each([
    ['of today’s form', MODERN, OPENSSL_PASSPHRASE],
    ['with RC2, 3DES and SHA-1', LEGACY, OPENSSL_PASSPHRASE],
    ['with an empty passphrase', EMPTY_PASSPHRASE, ''],
  ])('%s gives its certificate and the key of it', (_, file, passphrase) => {
    const { certificate, privateKey, facts } = opened(file, passphrase);
    const key = createPrivateKey(privateKey);
    expect(new X509Certificate(certificate).checkPrivateKey(key)).toBe(true);
    expect(facts).toMatchObject({ subject: 'ec-client', issuer: 'ec-client' });
    expect(openP12(file, `${passphrase}x`)).toEqual({ problem: 'passphrase-wrong' });
  });

  it.each(['3des', 'aes128', 'aes256'] as const)('with an RSA key under %s gives both', (algorithm) => {
    const { certificate, privateKey } = opened(p12Of(own, { algorithm }), 'right');
    expect(certificate.trim()).toBe(own.certificate.replaceAll('\r', '').trim());
    expect(createPrivateKey(privateKey).equals(createPrivateKey(own.key))).toBe(true);
    expect(openP12(p12Of(own, { algorithm }), '')).toEqual({ problem: 'passphrase-wrong' });
  });

  it.each(['sha1', 'sha256', 'sha512'] as const)(
    'with a MAC of %s gives both, and neither to another passphrase',
    (digest) => {
      const file = p12WithMac(own, { passphrase: 'right', digest });
      expect(opened(file, 'right').facts.subject).toBe('Client');
      expect(openP12(file, 'Right')).toEqual({ problem: 'passphrase-wrong' });
    },
  );

  it('without a passphrase is opened with none, as one with an empty passphrase is, and with no other', () => {
    for (const passphrase of ['', null]) {
      const file = p12WithMac(own, { passphrase });
      expect(opened(file, '').facts.subject).toBe('Client');
      for (const wrong of [' ', 'null', 'undefined'])
        expect(openP12(file, wrong)).toEqual({ problem: 'passphrase-wrong' });
    }
    expect(openP12(p12WithMac(own, { passphrase: 'right' }), '')).toEqual({ problem: 'passphrase-wrong' });
  });

  it.each(['SHA1', 'SHA256', 'SHA512'] as const)(
    'with a PBMAC1 of %s (RFC 9579) gives both, and neither to another passphrase',
    (digest) => {
      const passphrase = 'pässwörd 🔑';
      const file = p12WithPbmac1(own, { passphrase, digest });
      expect(openP12(file, 'passwörd 🔑')).toEqual({ problem: 'passphrase-wrong' });
      expect(opened(file, passphrase).facts.subject).toBe('Client');
      expect(openP12(p12WithPbmac1(own, { passphrase, digest, keyLength: 19 }), passphrase)).toEqual({
        problem: 'malformed',
      });
    },
  );

  it('is told by its MAC whether the passphrase or the file is at fault, and without one that the passphrase may be', () => {
    const joined = p12Joined([own]);
    expect(opened(joined, 'right').facts.subject).toBe('Client');
    expect(openP12(joined, 'wrong')).toEqual({ problem: 'passphrase-wrong' });
    const lockedOtherwise = p12WithMac(own, { passphrase: 'right', contents: 'other' });
    expect(openP12(lockedOtherwise, 'right')).toEqual({ problem: 'malformed' });
    expect(openP12(lockedOtherwise, 'other')).toEqual({ problem: 'passphrase-wrong' });
  });

  it('is read by whom its key belongs to and who has issued whom, never by the order of certificates', () => {
    const root = issue({ name: 'Root', isAuthority: true });
    const between = issue({ name: 'Between', isAuthority: true, issuer: root });
    const client = issue({ name: 'Client', issuer: between });
    const certificates = [root, other, between, client].map(({ certificate }) => certificate);
    const { certificate, facts } = opened(p12With({ key: client.key, certificates }), 'right');
    expect(subjectsIn(certificate)).toEqual(['CN=Client', 'CN=Between', 'CN=Root']);
    expect(facts).toMatchObject({ subject: 'Client', issuer: 'Between' });
  });

  it('is refused without a key, with two, and with certificates of others only', () => {
    const { certificate } = own;
    expect(openP12(p12With({ certificates: [certificate] }), 'right')).toEqual({ problem: 'without-key' });
    expect(openP12(p12Joined([own, other]), 'right')).toEqual({ problem: 'several-keys' });
    const foreign = p12With({ key: own.key, certificates: [other.certificate] });
    expect(openP12(foreign, 'right')).toEqual({ problem: 'without-key' });
  });

  it('that was cut, or is none, is refused', () => {
    const file = p12Of(own);
    for (let length = 0; length < file.length; length += 97)
      expect(openP12(file.subarray(0, length), 'right'), `${length} bytes`).toEqual({ problem: 'malformed' });
    for (const text of ['', own.certificate, own.key, '0'.repeat(65_536)])
      expect(openP12(Buffer.from(text), 'right')).toEqual({ problem: 'malformed' });
  });
});
