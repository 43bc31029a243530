import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aDependency, anApplication } from '../../../../tests/support/builders.ts';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { summaryOf } from '../../../core/domain/application.ts';
import { ListCache } from './list-cache.ts';

const LIST = {
  readAt: '2026-03-01T09:30:00.000Z',
  applications: [anApplication(1, { consumedApis: [aDependency(2)] }), anApplication(2)].map(summaryOf),
};
const ORIGIN = 'https://my-tenant.accounts.ondemand.com';
const at = (folder: string, origin = ORIGIN) => new ListCache({ folder: join(folder, 'tenant'), origin });

it('gives back the list of this address, which nobody else can read', async () => {
  const folder = temporaryFolder();
  await at(folder).write(LIST);
  expect(at(folder).read()).toEqual(LIST);
  expect(at(folder, 'https://other.accounts.ondemand.com').read()).toBeUndefined();
  expect(statSync(join(folder, 'tenant', 'list.json')).mode & 0o777).toBe(0o600);
  at(folder).writeNow({ ...LIST, applications: [] });
  expect(at(folder).read()?.applications).toEqual([]);
});

it('gives nothing back of a file that is damaged, newer or none, and writes over it', async () => {
  const folder = temporaryFolder();
  expect(at(folder).read()).toBeUndefined();
  await at(folder).write(LIST);
  const path = join(folder, 'tenant', 'list.json');
  const whole = readFileSync(path, 'utf8');
  const damaged = [whole.slice(0, -1), '', 'null', '[]', '7', whole.replace('"format":1', '"format":2')];
  for (const text of [...damaged, whole.replace('"consumedApis":[', '"consumedApis":[7,')]) {
    writeFileSync(path, text);
    expect(at(folder).read(), text.slice(0, 40)).toBeUndefined();
  }
  await at(folder).write(LIST);
  expect(at(folder).read()).toEqual(LIST);
});

it('does without where nothing can be written', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'tenant'), 'a file where the folder should be');
  await at(folder).write(LIST);
  at(folder).writeNow(LIST);
  expect(at(folder).read()).toBeUndefined();
});
