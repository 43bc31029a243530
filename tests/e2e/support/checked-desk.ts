import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { TenantPorts } from '../../../src/core/domain/local-tenant.ts';
import type { TrustDeskClient } from '../../../src/shared/ipc/client.ts';
import { openApplication, section } from '../screens/applications.ts';
import { check } from '../screens/check.ts';
import { newProfile, type Launched } from './launch.ts';
import { launchWithTenant, type MadeDependency } from './tenant.ts';

export const DEPENDENCY = 'orders-client';
const CONSUMER = `Consumer ${DEPENDENCY}`;
export const PASSED = 'The check passed: all 12 steps are right.';

type Application = Extract<Awaited<ReturnType<TrustDeskClient['applications']['read']>>, { ok: true }>['value'];

/** The app with a dependency that works, on the page of its consumer, for the tests of one file. */
export class CheckedDesk {
  readonly userData = newProfile();
  desk!: Launched;
  made!: MadeDependency;
  ports!: TenantPorts;
  providerId = '';

  constructor() {
    beforeAll(() => this.#start());
    afterAll(async () => {
      await this.desk.close();
      rmSync(this.userData, { recursive: true, force: true });
    });
    // A test that failed half way leaves none of its dialogs in the way of the next one.
    afterEach(async () => {
      const open = this.page.locator('ui5-dialog[open]');
      for (let tries = 0; tries < 3 && (await open.count()) > 0; tries += 1) await this.page.keyboard.press('Escape');
    });
  }

  get page(): Page {
    return this.desk.page;
  }

  async #start(): Promise<void> {
    ({ desk: this.desk, made: this.made, ports: this.ports } = await launchWithTenant(this.userData, DEPENDENCY));
    this.page.setDefaultTimeout(5_000);
    this.providerId = (await this.read()).dependencies[0]?.providerId ?? '';
    await openApplication(this.page, CONSUMER);
  }

  /** A call of the bridge as the pages make it; a refusal fails the test. */
  async ask<T>(group: keyof TrustDeskClient, name: string, input?: unknown): Promise<T> {
    const answer = await this.page.evaluate(
      async ([of, call, given]) => {
        const calls = window.trustDesk[of] as unknown as Record<string, (input: unknown) => Promise<unknown>>;
        return calls[call]?.(given);
      },
      [group, name, input] as const,
    );
    const { ok, value, failure } = answer as { ok: boolean; value: T; failure: unknown };
    if (!ok) throw new Error(JSON.stringify(failure));
    return value;
  }

  /** The consumer as it is now. */
  read(): Promise<Application> {
    return this.ask<Application>('applications', 'read', { applicationId: this.made.applicationId });
  }

  /** As it was made, with what the test cares about changed. */
  async policy(applicationId: string, changed: Record<string, unknown> = {}): Promise<unknown> {
    const { tokenPolicy: before } = await this.ask<Application>('applications', 'read', { applicationId });
    return this.ask('applications', 'setTokenPolicy', {
      ...{ applicationId, grants: ['clientCredentials', 'jwtBearer'], lifetime: 3600, format: 'default', before },
      ...changed,
    });
  }

  /** From the row of the dependency; answers the result in a sentence. */
  async openCheck(): Promise<string> {
    await section(this.page, 'Dependencies')
      .getByRole('button', { name: `Check ${DEPENDENCY}` })
      .click();
    return check.result(this.page);
  }

  /** The text of what has the focus. */
  focused(): Promise<string | undefined> {
    return this.page.evaluate(() => document.activeElement?.textContent.trim());
  }

  async closeCheck(): Promise<void> {
    await check.close(this.page);
    await check.dialog(this.page).waitFor({ state: 'detached' });
  }
}
