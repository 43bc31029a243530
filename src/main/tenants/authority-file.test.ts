import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepAuthority } from './authority-file.ts';

const PEM = '-----BEGIN CERTIFICATE-----\nMAo=\n-----END CERTIFICATE-----\n';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'authority-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('keeps it where a client can read it, for this user only', () => {
  const file = keepAuthority(join(folder, 'tenant'), PEM)!;
  expect(file).toBe(join(folder, 'tenant', 'authority.pem'));
  expect(readFileSync(file, 'utf8')).toBe(PEM);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('one that is taken away is trusted by no printed call any more', () => {
  const file = keepAuthority(folder, PEM)!;
  expect(keepAuthority(folder, undefined)).toBeNull();
  expect(existsSync(file)).toBe(false);
});

test('names no file that could not be written', () => {
  mkdirSync(join(folder, 'authority.pem'));
  expect(keepAuthority(folder, PEM)).toBeNull();
});
