import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AppliedTheme } from '../../src/shared/ipc/views.ts';

const require = createRequire(import.meta.url);
const NAME = /--sap\w+/g;

const sources = readdirSync('src/renderer', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(?:svelte|css|ts|html)$/.test(file))
  .map((file) => readFileSync(join('src/renderer', file), 'utf8'));
const used = new Set(sources.flatMap((source) => source.match(NAME) ?? []));

/** Those that the theme gives a value, not those that it only uses. */
function definedBy(theme: AppliedTheme): Set<string> {
  const file = `@ui5/webcomponents-theming/dist/generated/assets/themes/${theme}/parameters-bundle.css.json`;
  const css = readFileSync(require.resolve(file), 'utf8');
  return new Set([...css.matchAll(/(--sap\w+)\s*:/g)].map(([, name]) => name ?? ''));
}

// An unknown one is no error for a browser: what it was to colour stays plain.
test.each<AppliedTheme>(['sap_horizon', 'sap_horizon_dark', 'sap_horizon_hcb', 'sap_horizon_hcw'])(
  'each parameter that the window uses is one of %s',
  (theme) => {
    const defined = definedBy(theme);
    expect(used.size).toBeGreaterThan(40);
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  },
);
