import { screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { fakeApp, renderIn } from '../../../../../tests/support/render-in-app.ts';
import { named, press } from '../../../../../tests/support/ui5.ts';
import { anApplication } from '../../../../../tests/support/views.ts';
import { ok } from '../../../../core/domain/result.ts';
import ClientIdLock from './ClientIdLock.svelte';

const soon = () => new Date(Date.now() + 30 * 60_000).toISOString();
const locked = anApplication(1, {
  clientIdLock: { isLockEnabled: true, failedLogons: 5, lockedUntil: soon(), mayBeLocked: false },
});
const unlockButton = () => screen.getByText('Unlock');

test('a locked client ID says until when, and can be unlocked', async () => {
  const app = fakeApp({ applications: { unlock: () => ok(anApplication(1)) } });
  renderIn(app, ClientIdLock, { application: locked, lock: locked.clientIdLock });
  expect(screen.getByText(/^Locked until/)).toBeTruthy();
  expect(unlockButton()).toHaveProperty('disabled', false);
  await press(unlockButton());
  expect(app.inputsOf('applications.unlock')).toEqual([{ applicationId: locked.id }]);
  await expect.poll(() => document.activeElement?.textContent.trim()).toBe('Client ID Lock');
});

test.each([
  ['never locked', null],
  ['locked once', new Date(Date.now() - 1000).toISOString()],
])('nothing is to be unlocked when it is not locked: %s', (_, lockedUntil) => {
  const application = anApplication(1, {
    clientIdLock: { isLockEnabled: true, failedLogons: 2, lockedUntil, mayBeLocked: false },
  });
  renderIn(fakeApp(), ClientIdLock, { application, lock: application.clientIdLock });
  expect(unlockButton()).toHaveProperty('disabled', true);
  expect(screen.queryByText(/^Locked until/)).toBeNull();
  expect(screen.getByText('2')).toBeTruthy();
});

test('where the tenant tells the failures only, it says that the client ID may be locked, and lets it be unlocked', () => {
  const lock = { isLockEnabled: true, failedLogons: 5, lockedUntil: null, mayBeLocked: true };
  renderIn(fakeApp(), ClientIdLock, { application: anApplication(1), lock });
  expect(screen.getByText(/^After 5 failed logons this client ID may be locked/)).toBeTruthy();
  expect(unlockButton()).toHaveProperty('disabled', false);
});

test('the lock is switched by main, and the switch says what is', async () => {
  const app = fakeApp({
    applications: { switchLock: () => ({ ok: false, failure: { code: 'application-unknown', id: '1' } }) },
  });
  renderIn(app, ClientIdLock, { application: anApplication(1), lock: anApplication(1).clientIdLock });
  const control = named(document, 'ui5-switch', 'Client ID Lock');
  Object.assign(control, { checked: false });
  control.dispatchEvent(new CustomEvent('ui5-change', { bubbles: true }));
  await expect.poll(() => app.inputsOf('applications.switchLock')).toHaveLength(1);
  await expect.poll(() => 'checked' in control && control.checked).toBe(true);
});
