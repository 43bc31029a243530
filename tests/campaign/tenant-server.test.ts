import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsumer, aNewConsumer, aProvider, SECRET, tokenForm } from '../support/token-applications.ts';
import { compareGuesses } from '../support/guessing.ts';
import { fuzzHttp } from '../support/http-fuzz.ts';
import { startTokenServer, type TokenServer } from '../support/token-server.ts';
import { tryForgedTokens } from '../support/forged-token-trial.ts';

const seed = Date.now() % 1_000_000_007;

let server: TokenServer;
beforeAll(async () => {
  server = await startTokenServer({ tenant: { applications: [aProvider(), aConsumer()] } });
});
afterAll(() => server.close());

describe('the token server, at length', () => {
  it('gives nothing to 20,000 requests that are none (T44)', async () => {
    const { wrong, tokens, honest } = await fuzzHttp(server, 20_000, seed);
    expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    expect(tokens).toBeGreaterThan(1_000);
    expect(new Set(honest)).toEqual(new Set([200]));
    expect(server.wire.process?.exitCode).toBeNull();
  });

  it('judges 2,000 forged tokens (T46)', async () => {
    const { wrong, right } = await tryForgedTokens(2_000, seed);
    expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    expect(right).toBeGreaterThan(100);
  });

  it('looks at thirty of 10,000 guesses a minute, and does not grow (T41)', async () => {
    const consumer = aNewConsumer();
    await server.put(consumer);
    await server.lock({ applicationId: consumer.id, isLockEnabled: false, failedLogons: 0 });
    const ask = async (client_id: string, client_secret: string) =>
      (await server.post('/oauth2/token', tokenForm({ client_id, client_secret }))).status;
    const guess = async (times: number) => {
      let looked = 0;
      for (let at = 0; at < times; at += 20) {
        const made = Array.from(
          { length: 10 },
          (_, index) => `00000000-0000-4000-9000-${String(at + index).padStart(12, '0')}`,
        );
        const statuses = await Promise.all([
          ...made.map(() => ask(consumer.clientId, 'wrong')),
          ...made.map((clientId) => ask(clientId, 'wrong')).map((each) => each.then(() => 0)),
        ]);
        looked += statuses.filter((status) => status === 401).length;
      }
      return looked;
    };
    await guess(2_000);
    const [memory, begun] = [residentKb(), performance.now()];
    const looked = await guess(10_000);
    expect(looked).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - begun) / 2_000));
    await expect.poll(() => ask(consumer.clientId, SECRET), { timeout: 10_000, interval: 200 }).toBe(200);
    const grown = residentKb() - memory;
    process.stdout.write(`T41: ${looked} looked at, resident memory ${grown} kB more\n`);
    expect(grown).toBeLessThan(32 * 1024);
  });

  it('takes as long for one guess as for another (T42)', () => {
    const compared = compareGuesses(20_000);
    for (const { pair, t, difference } of compared)
      process.stdout.write(`T42: ${pair}: t ${t.toFixed(2)}, ${difference.toFixed(0)} ns\n`);
    // Welch's t is for the reader: on a busy machine it says more about the machine.
    for (const { pair, difference } of compared) expect([pair, Math.abs(difference) < 5_000]).toEqual([pair, true]);
  });
});

/** 0 where there is no `/proc`. */
function residentKb(): number {
  try {
    const status = readFileSync(`/proc/${server.wire.process?.pid ?? 0}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
