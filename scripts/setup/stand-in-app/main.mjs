// @ts-check
// The default app of the stand-in Electron: starts the app whose folder is named on the command line, as the official
// one does. It must be an ES module that awaits the import: Electron then holds `ready` back until the app's own main
// module has run, which is what registering privileged schemes needs.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

const { folder, preloaded } = readArguments(process.argv.slice(1));
if (process.argv.includes('--version')) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (!folder) {
  console.error('Usage: electron [switches] <folder of the app>');
  process.exit(1);
}
try {
  for (const module of preloaded) createRequire(import.meta.url)(module);
  await start(resolve(folder));
} catch (error) {
  // Left alone, Electron would open a message box and wait for ever.
  console.error(error);
  process.exit(1);
}

/** @param {readonly string[]} args */
function readArguments(args) {
  const preloaded = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-r' || arg === '--require') preloaded.push(args[++at] ?? '');
    else if (!arg.startsWith('-')) return { folder: arg, preloaded };
  }
  return { preloaded };
}

/** @param {string} folder */
async function start(folder) {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // Electron's own default app uses these two as well; they are not in its documentation.
  const own = /** @type {Electron.App & Record<'setVersion' | 'setAppPath', (value: string) => void>} */ (app);
  own.setVersion(String(about.version ?? app.getVersion()));
  own.setName(String(about.productName ?? about.name ?? app.getName()));
  own.setDesktopName(String(about.desktopName ?? `${app.getName()}.desktop`));
  own.setAppPath(folder);
  await import(pathToFileURL(join(folder, String(about.main ?? 'index.js'))).href);
}
