import { describe, expect, it, vi } from 'vitest';
import { answeringTenant, codeOf, INVALID_CLIENT, TOKEN, UNAUTHORIZED, WORKS } from '../../support/answering-tenant.ts';
import { refusal, worked } from '../../support/outcome.ts';

const USER = { kind: 'user-password', userName: 'jane' } as const;

describe('a hundred reads at once', () => {
  it.each([
    ['Basic', { token: INVALID_CLIENT, basic: WORKS }, 'basic'],
    ['a token', { token: TOKEN, basic: UNAUTHORIZED, bearer: WORKS }, 'bearer'],
  ] as const)('are all under way together when %s was accepted before', async (_, answers, kind) => {
    const { open, given, kept, answerKept } = await answeringTenant(answers);
    const opened = [open(), open()];
    for (const each of opened) worked(await each.list());
    given({ [kind]: 'kept' });
    const all = opened.flatMap((each) => Array.from({ length: 50 }, () => each.list()));
    await vi.waitFor(() => expect(kept).toHaveLength(100), 4_000);
    answerKept(WORKS);
    expect((await Promise.all(all)).every(({ ok }) => ok)).toBe(true);
  });

  it('with a certificate are so from the start: it names no client ID', async () => {
    const facts = { subject: '', issuer: '', names: [], validFrom: '', validTo: '', fingerprint: '' };
    const signIn = { kind: 'certificate', certificate: facts } as const;
    const credential = { kind: 'certificate', certificate: 'CERT', privateKey: 'KEY' } as const;
    const answers = { token: TOKEN, basic: 'kept' } as const;
    const { list, kept, answerKept } = await answeringTenant(answers, signIn, credential);
    const all = Array.from({ length: 100 }, () => list());
    await vi.waitFor(() => expect(kept).toHaveLength(100), 4_000);
    answerKept(WORKS);
    expect(new Set(await Promise.all(all))).toEqual(new Set(['listed']));
  });
});

describe('while the first request has no answer', () => {
  it.each([
    ['accepted', WORKS, 'listed'],
    ['known, though it may not do this', [403, { error: { code: 403, message: 'No.' } }], 'tenant-not-allowed'],
  ] as const)('the others are not sent, and go together when it is %s', async (_, answer, code) => {
    const { list, tries, kept, answerKept } = await answeringTenant({ token: TOKEN, basic: 'kept' }, USER);
    const all = [list(), list(), list()];
    await vi.waitFor(() => expect(kept).toHaveLength(1));
    expect(tries).toHaveLength(1);
    answerKept(answer);
    await vi.waitFor(() => expect(kept).toHaveLength(2));
    answerKept(answer);
    expect(await Promise.all(all)).toEqual([code, code, code]);
  });

  it('each of the others has its own time limit, and is not sent', async () => {
    const { open, tries, kept, answerKept } = await answeringTenant({ token: TOKEN, basic: 'kept' }, USER);
    const first = open().list();
    await vi.waitFor(() => expect(kept).toHaveLength(1));
    expect(refusal(await open(1, 300).list())).toEqual({ code: 'tenant-unreachable', trouble: 'timed-out' });
    expect(tries).toHaveLength(1);
    answerKept(WORKS);
    worked(await first);
  });

  it('a read that has waited too long is tried once more', async () => {
    const { open, list, kept, given, answerKept } = await answeringTenant({ token: TOKEN, basic: 'kept' }, USER);
    const first = list();
    await vi.waitFor(() => expect(kept).toHaveLength(1));
    given({ basic: WORKS });
    const other = open(1, 1_000, () => answerKept(WORKS));
    expect([codeOf(await other.list()), await first]).toEqual(['listed', 'listed']);
  });

  it.each([
    ['breaks off', 'reset'],
    ['is answered by something on the way', [502, { page: 'bad gateway' }]],
    ['is told to come later', [429, {}]],
  ] as const)('the next goes first when it %s', async (_, trouble) => {
    const { list, tries, kept, answerKept } = await answeringTenant({ token: TOKEN, basic: 'kept' }, USER);
    const all = [list(), list(), list()];
    await vi.waitFor(() => expect(kept).toHaveLength(1));
    answerKept(trouble);
    await vi.waitFor(() => expect(kept).toHaveLength(1));
    answerKept(UNAUTHORIZED);
    expect(await Promise.all(all)).toContain('tenant-credentials-refused');
    expect(tries).toEqual(['basic', 'basic']);
  });
});
