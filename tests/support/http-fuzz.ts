import fc from 'fast-check';
import { aNewConsumer, tokenForm } from './token-applications.ts';
import { hostileRequest, type HostileRequest } from './hostile-http.ts';
import { exchange } from './raw-http.ts';
import type { TokenServer } from './token-server.ts';

type Target = Pick<TokenServer, 'put' | 'lock' | 'post' | 'ports'>;

const KNOWN = [200, 400, 401, 403, 404, 405, 413, 415, 417, 421, 429];
const AT_ONCE = 16;

export interface Fuzzed {
  /** Each with the bytes that led to it. */
  readonly wrong: readonly string[];
  readonly tokens: number;
  /** Of an honest client meanwhile. */
  readonly honest: readonly number[];
}

/** Sends so many generated requests (T44), sixteen at a time, while an honest client goes on asking. */
export async function fuzzHttp(server: Target, count: number, seed: number): Promise<Fuzzed> {
  const [attacker, honest] = [aNewConsumer(), aNewConsumer()];
  for (const each of [attacker, honest]) await server.put(each);
  // A changed byte in the secret is a failed logon, and is not what this is about.
  await server.lock({ applicationId: attacker.id, isLockEnabled: false, failedLogons: 0 });
  const port = server.ports.http;
  const cases = fc.sample(hostileRequest({ port, clientId: attacker.clientId }), { seed, numRuns: count });
  const wrong: string[] = [];
  const statuses: number[] = [];
  let tokens = 0;
  for (let at = 0; at < cases.length; at += AT_ONCE) {
    const asking = server.post('/oauth2/token', tokenForm({ client_id: honest.clientId }));
    const batch = await Promise.all(cases.slice(at, at + AT_ONCE).map((each) => judged(each, port)));
    for (const each of batch) {
      wrong.push(...each.wrong);
      tokens += each.tokens;
    }
    statuses.push((await asking).status);
  }
  return { wrong, tokens, honest: statuses };
}

const tokensIn = (text: string): number => text.split('"access_token"').length - 1;

/** Milliseconds. A token that must come is waited for; that none comes shows sooner. */
function silenceOf({ tokens, end }: HostileRequest): number {
  if (end === 'reset') return 50;
  return tokens === 'any' || tokens === 0 ? 200 : 10_000;
}

async function judged(request: HostileRequest, port: number): Promise<{ wrong: readonly string[]; tokens: number }> {
  const { what, parts, end } = request;
  const { text, statuses } = await exchange({
    ...{ port, parts, silenceMs: silenceOf(request), pauseMs: parts.length > 1 ? 5 : 0 },
    isAll: (received) =>
      typeof request.tokens === 'number' && request.tokens > 0 && tokensIn(received) >= request.tokens,
    ...{ halfClose: end === 'half-close', reset: end === 'reset' },
  });
  const tokens = tokensIn(text);
  const isWrong =
    statuses.some((status) => !KNOWN.includes(status) && status !== 100) ||
    (request.tokens !== 'any' && tokens !== request.tokens);
  return { wrong: isWrong ? [`${what}, ${end}: ${statuses.join(' ')}, ${tokens} tokens`] : [], tokens };
}
