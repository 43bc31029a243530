import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededBytes } from '../../../tests/support/seeded-bytes.ts';
import { resourceOf } from './dependency.ts';
import { makeSecretValue } from './secret-value.ts';
import { shellQuote, tokenCallAsCurl, type TokenCall } from './token-call.ts';

/** The words a real shell makes of a script in which `printf` prints each, ended by a NUL no word can hold. */
function wordsIn(shell: string, script: string): readonly string[] {
  const printed = execFileSync(shell, ['-c', script], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
    stdio: 'pipe',
  });
  return printed.split('\0').slice(0, -1);
}

const SHELLS = ['bash', 'sh'];
// What UTF-8 can hold, but NUL, which no program can be given as an argument.
const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'\'"\\$`!*?[]{}~#&;|<>()= \t\n\r%@-'), maxLength: 20 }),
  fc.constantFrom("'", "''", "'\\''", "a'b", '$(id)', '`id`', '${HOME}', '!!', '-n', '--', '\\', '\n', ''),
);
const words = fc.array(word, { minLength: 200, maxLength: 400 });
const bytes = seededBytes(3);
const secret = fc.nat().map(() => makeSecretValue(bytes));

// A busy machine may need seconds to start a shell.
const options = { timeout: 60_000 };

describe.each(SHELLS)('a word quoted for %s', options, (shell) => {
  it('is the same word for the shell, whatever it holds', () => {
    fc.assert(
      fc.property(words, (given) => {
        const script = `printf '%s\\0' ${given.map(shellQuote).join(' ')}`;
        expect(wordsIn(shell, script)).toEqual(given);
      }),
      { numRuns: 4 },
    );
  });

  it('is the same word when it is a secret', () => {
    fc.assert(
      fc.property(fc.array(secret, { minLength: 500, maxLength: 500 }), (secrets) => {
        expect(wordsIn(shell, `printf '%s\\0' ${secrets.map(shellQuote).join(' ')}`)).toEqual(secrets);
      }),
      { numRuns: 2 },
    );
  });
});

const call: TokenCall = {
  tokenEndpoint: 'http://127.0.0.1:8750/oauth2/token',
  clientId: '01234567-89ab-4cde-8f01-23456789abcd',
  resource: resourceOf('orders'),
};

/** In place of the real one: prints what it was given. */
const CURL = 'curl() { printf "%s\\0" "$@"; }';

describe('the printed token call', options, () => {
  it('is what SAP’s page shows, with the option spelt as curl has it', () => {
    expect(tokenCallAsCurl(call, '[a]=?~')).toBe(
      [
        "CLIENT_SECRET='[a]=?~'",
        "curl --request POST 'http://127.0.0.1:8750/oauth2/token' \\",
        '  --noproxy 127.0.0.1 \\',
        "  --data-urlencode 'grant_type=client_credentials' \\",
        "  --data-urlencode 'client_id=01234567-89ab-4cde-8f01-23456789abcd' \\",
        '  --data-urlencode "client_secret=$CLIENT_SECRET" \\',
        "  --data-urlencode 'resource=urn:sap:identity:application:provider:name:orders'",
      ].join('\n'),
    );
  });

  it.each(SHELLS)('gives curl exactly the parameters, each to be encoded, when %s reads it', (shell) => {
    const members = { tokenEndpoint: word, clientId: word, resource: word, secret: fc.oneof(secret, word) };
    const calls = fc.oneof(fc.record(members), fc.record({ ...members, certificateFile: word }));
    fc.assert(
      fc.property(fc.array(calls, { minLength: 80, maxLength: 120 }), (given) => {
        const script = [CURL, ...given.map((each) => tokenCallAsCurl(each, each.secret))].join('\n');
        expect(wordsIn(shell, script)).toEqual(
          given.flatMap(({ tokenEndpoint, clientId, resource, secret: value, ...more }) => [
            ...['--request', 'POST', tokenEndpoint],
            ...('certificateFile' in more ? ['--cacert', more.certificateFile] : []),
            ...['--data-urlencode', 'grant_type=client_credentials'],
            ...['--data-urlencode', `client_id=${clientId}`],
            ...['--data-urlencode', `client_secret=${value}`],
            ...['--data-urlencode', `resource=${resource}`],
          ]),
        );
      }),
      { numRuns: 3 },
    );
  });

  it('exchanges the token of a user where an application alone gets none', () => {
    expect(tokenCallAsCurl({ ...call, forUsers: true }, 'x').split('\n')).toEqual([
      "CLIENT_SECRET='x'",
      "USER_TOKEN='<user token>'",
      "curl --request POST 'http://127.0.0.1:8750/oauth2/token' \\",
      '  --noproxy 127.0.0.1 \\',
      "  --data-urlencode 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer' \\",
      '  --data-urlencode "assertion=$USER_TOKEN" \\',
      "  --data-urlencode 'token_format=jwt' \\",
      "  --data-urlencode 'client_id=01234567-89ab-4cde-8f01-23456789abcd' \\",
      '  --data-urlencode "client_secret=$CLIENT_SECRET" \\',
      "  --data-urlencode 'resource=urn:sap:identity:application:provider:name:orders'",
    ]);
  });

  it('leaves the proxies of the environment to addresses elsewhere', () => {
    const elsewhere = { ...call, tokenEndpoint: 'https://acme.accounts.ondemand.com/oauth2/token' };
    expect(tokenCallAsCurl(elsewhere, 'x')).not.toContain('--noproxy');
  });

  it('names the secret once, in a variable of its own: one place to put another in', () => {
    const value = makeSecretValue(bytes);
    expect(tokenCallAsCurl(call, value).split(value)).toHaveLength(2);
    expect(tokenCallAsCurl(call, value).split('\n')[0]).toBe(`CLIENT_SECRET='${value}'`);
  });
});

describe('the shells of these tests', options, () => {
  it('would show a word that was not quoted', () => {
    expect(wordsIn('bash', "printf '%s\\0' $(echo a b)")).toEqual(['a', 'b']);
    expect(wordsIn('bash', `printf '%s\\0' "$HOME"x`)).not.toEqual(['$HOMEx']);
  });
});
