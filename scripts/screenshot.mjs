// @ts-check
// `npm run screenshot -- <file.png>`: a picture of the virtual display that `npm start` opened last.
import './setup/node-version.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pngOf } from './setup/png.mjs';
import { runningDisplays } from './setup/session-record.mjs';
import { SetupFailure, endWith } from './setup/words.mjs';
import { screenImage } from './setup/x11-image.mjs';

await endWith(async () => {
  const [name, ...rest] = process.argv.slice(2);
  if (!name || rest.length > 0) throw new SetupFailure('Usage: npm run screenshot -- <file.png>');
  const [display] = runningDisplays();
  if (!display)
    throw new SetupFailure(
      'There is no virtual display of yours. `npm start` opens one where there is no other display.',
    );
  const socket = `/tmp/.X11-unix/X${display.DISPLAY.slice(1)}`;
  const image = await screenImage({ socket, authority: readFileSync(display.XAUTHORITY) });
  const typedIn = process.env['npm_lifecycle_event'] === 'screenshot' ? process.env['INIT_CWD'] : undefined;
  const file = resolve(typedIn ?? process.cwd(), name);
  // It may show a secret that is open on the screen: for its owner only.
  writeFileSync(file, pngOf(image), { mode: 0o600 });
  process.stdout.write(`${file}\n`);
  return 0;
});
