import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleEntry } from '../support/bundle-entry.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { askAll, EXPECTED } from '../support/tls-refusals.ts';
import { stranger } from '../support/tls-servers.ts';
import type { TrialOutcome } from '../support/tls-trial.ts';
import { inElectron } from './support/in-electron.ts';

interface Told {
  readonly outcomes: readonly TrialOutcome[];
  readonly controls: Readonly<Record<'node' | 'chromium', string>>;
  readonly keys: string;
  readonly keysOfChromium: boolean;
}

it('no credential reaches a server that is not believed in Electron’s TLS, whatever it is started with (T50)', async () => {
  const entry = await bundleEntry('tests/support/tls-in-electron.ts');
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'stranger.pem'), stranger.certificate);
  const { HOME, PATH, DBUS_SESSION_BUS_ADDRESS } = process.env;
  const surroundings = {
    ...{ HOME, PATH, DBUS_SESSION_BUS_ADDRESS, XDG_CONFIG_HOME: folder },
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    NODE_EXTRA_CA_CERTS: join(folder, 'stranger.pem'),
    SSLKEYLOGFILE: join(folder, 'keys.log'),
  };
  let told: Told | undefined;
  const { control, ...asked } = await askAll(async (trials, at) => {
    const env = { ...surroundings, TLS_TRIALS: JSON.stringify({ trials, control: at }) };
    told = (await inElectron(entry, { env, args: ['--ignore-certificate-errors'] })) as Told;
    return { outcomes: told.outcomes, control: told.controls };
  });
  expect(asked).toEqual(EXPECTED);
  expect(told?.keys).toBe('');
  // What Electron's own requests make of the same surroundings.
  expect([control, told?.keysOfChromium]).toEqual([{ node: '200', chromium: '200' }, true]);
});
