import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const resource = (name: string) => readFileSync(join(import.meta.dirname, '../../resources', name));
const RGBA = 6;

test('the icon of the window is a picture of 512 by 512 pixels with transparency', () => {
  const png = resource('icon.png');
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[25]]).toEqual([512, 512, RGBA]);
});

test('it was drawn from the icon of the pages as that is now (npm run icon)', () => {
  const hash = createHash('sha256').update(resource('icon.svg')).digest('hex');
  expect(resource('icon.png').includes(`Source\0sha256:${hash}`)).toBe(true);
});
