import { expect, it } from 'vitest';
import { aTenantServer } from '../../../tests/support/views.ts';
import { tenantWords } from './tenant-words.ts';

const running = aTenantServer();
const partly = aTenantServer({
  listeners: { ...running.listeners, https: { ...running.listeners.https, state: 'failed', fault: 'port-in-use' } },
});

it('has a word of its own for each state, and tells what matters', () => {
  const views = [
    ...[running, partly, aTenantServer({ state: 'off' }), aTenantServer({ state: 'starting' })],
    ...[aTenantServer({ state: 'waiting-for-keychain' }), aTenantServer({ state: 'failed' })],
  ];
  expect(new Set(views.map((view) => tenantWords(view).word)).size).toBe(views.length);
  expect(views.map((view) => tenantWords(view).matters)).toEqual([false, true, false, false, true, true]);
  expect(tenantWords(partly).meaning).toContain('https');
});

it('says what to do when the process has ended or its keys cannot be read', () => {
  for (const fault of ['process-ended', 'keys-unreadable'] as const) {
    const words = tenantWords(aTenantServer({ state: 'failed', fault }));
    expect(words.nextStep).toContain('off and on');
    expect(words.matters).toBe(true);
  }
  expect(tenantWords(null).matters).toBe(false);
});
