// @ts-check
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Who may import whom (DESIGN: "Parts and who may import whom"): a part, and the parts of `src` it may not reach. */
const layers = [
  { target: 'src/core/domain', from: 'src', except: ['./core/domain'] },
  { target: 'src/core/use-cases', from: 'src', except: ['./core'] },
  { target: 'src/shared', from: 'src', except: ['./core/domain', './shared'] },
  { target: 'src/preload', from: 'src', except: ['./shared', './preload'] },
  { target: 'src/renderer', from: 'src', except: ['./core/domain', './shared', './renderer'] },
  {
    target: 'src/main/directory',
    from: 'src',
    except: ['./core', './main/directory', './main/records', './main/outgoing'],
  },
  { target: 'src/main/outgoing', from: 'src', except: ['./core', './main/outgoing'] },
  { target: 'src/main/records', from: 'src', except: ['./core', './main/records'] },
  { target: 'src/main/helper', from: 'src', except: ['./main/helper'] },
  { target: 'src/main/vault', from: 'src', except: ['./core', './main/vault', './main/helper'] },
  {
    target: 'src/main/tenant-server',
    from: 'src',
    except: ['./core', './main/tenant-server', './main/helper/parent-port.ts'],
  },
  { target: 'src/main/ipc', from: 'src', except: ['./core', './shared', './main/ipc'] },
  { target: 'src/main', from: 'src', except: ['./core', './shared', './main'] },
];
const screens = 'src/renderer/src';
const features = readdirSync(join(import.meta.dirname, screens, 'features'));
/** Within the window: pages compose features, features know `ui` and `state` but not each other, and those know no feature. */
const screenLayers = [
  ...features.map((name) => ({
    target: `${screens}/features/${name}`,
    from: `${screens}/features`,
    except: [`./${name}`],
  })),
  ...['features', 'ui', 'state'].map((part) => ({ target: `${screens}/${part}`, from: `${screens}/pages` })),
  ...['ui', 'state'].map((part) => ({ target: `${screens}/${part}`, from: `${screens}/features` })),
  { target: `${screens}/state`, from: `${screens}/ui` },
];
const layerZones = [...layers, ...screenLayers].map((layer) => ({
  ...layer,
  message: 'The layers of ARCHITECTURE.md do not allow this import.',
}));

const sideDoors = [
  {
    name: 'electron',
    importNames: ['ipcMain', 'ipcRenderer'],
    message:
      'Raw IPC is used in src/main/ipc/serve.ts, src/main/ipc/notify.ts and src/preload only: add a call to the contract.',
  },
  { name: 'keytar', message: 'The keychain is touched in src/main/vault/keychain-helper.ts only, in its own process.' },
];

export default tseslint.config(
  { ignores: ['out/', 'node_modules/', 'coverage/', 'docs/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    // `parser` is for import-x, which reads the scripts of Svelte files that are imported from here.
    languageOptions: {
      parserOptions: {
        ...{ projectService: true, tsconfigRootDir: import.meta.dirname, parser: tseslint.parser },
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `void` is the input of a call that takes none, and Result<void> the answer of one that has nothing to say.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Lengths are counted in code points on purpose (JSON Schema's maxLength).
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    files: ['**/*.svelte'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: { '@typescript-eslint/no-explicit-any': 'error', 'no-undef': 'off', 'no-unused-vars': 'off' },
  },
  { files: ['**/*.mjs', '*.js'], languageOptions: { globals: globals.node } },
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/parsers': { '@typescript-eslint/parser': ['.ts'], 'svelte-eslint-parser': ['.svelte'] } },
    rules: { 'import-x/no-cycle': ['error', { ignoreExternal: true }] },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte', 'scripts/**/*.mjs'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-console': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: layerZones }],
    },
  },
  { files: ['scripts/**/*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    ignores: ['**/*.test.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'no-restricted-imports': ['error', { paths: sideDoors }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
        { selector: 'SvelteMustacheTag[kind="raw"]', message: '{@html} would run what a stored text says.' },
      ],
    },
  },
  {
    files: ['tests/**/*.ts'],
    ignores: ['**/*.test.ts', 'tests/support/{real-time-again,renderer-setup}.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > ExpressionStatement > CallExpression[callee.name=/^(before|after)(All|Each)$/]',
          message:
            'Test files share this module: the hook would be the first one’s only. Make it a function that each file calls.',
        },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'crypto', 'fetch', 'setTimeout'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes through the Clock port.' },
        { object: 'Math', property: 'random', message: 'Chance comes through a port.' },
      ],
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^[^.]', message: 'The core has no platform: relative imports only.' }] },
      ],
    },
  },
  {
    files: [
      'src/main/ipc/serve.ts',
      'src/main/ipc/notify.ts',
      'src/preload/index.ts',
      'src/main/vault/keychain-helper.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.test.ts', 'tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
  prettier,
);
