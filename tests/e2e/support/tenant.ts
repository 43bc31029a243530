import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TenantPorts } from '../../../src/core/domain/local-tenant.ts';
import { freePorts } from '../../support/free-ports.ts';
import { launch, type Launched, type LaunchWishes } from './launch.ts';
import { readSelection, readUntil } from './x11.ts';

/** Somebody else listens there. */
export const holdPort = (port = 0): Promise<Server> =>
  new Promise((settle, refuse) => {
    const server = createServer();
    server.once('error', refuse);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => settle(server));
  });

/** The settings a profile begins with. */
const presetPorts = (userData: string, ports: TenantPorts): void =>
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ localTenantPorts: ports }), { mode: 0o600 });

export interface MadeDependency {
  readonly applicationId: string;
  readonly secretId: string;
  readonly dependency: string;
}

/** An application that may call the example's API, with a secret, made as the wizard does. Needs an unlocked keychain. */
function makeDependency(page: Page, dependency: string): Promise<MadeDependency> {
  return page.evaluate(async (name) => {
    const { applications, dependencies } = window.trustDesk;
    const requestId = () => crypto.randomUUID();
    const provider = await applications.loadExample({ requestId: requestId() });
    if (!provider.ok) throw new Error(provider.failure.code);
    const secret = { description: '', validity: 'never', scopes: ['oAuth'] } as const;
    const created = await dependencies.create({
      ...{ providerId: provider.value.id, name, apiName: 'sales-orders', requestId: requestId() },
      consumer: { kind: 'new', displayName: `Consumer ${name}`, description: '', secret },
    });
    if (!created.ok || !created.value.secret) throw new Error('not created');
    const { applicationId } = created.value;
    return { applicationId: String(applicationId), secretId: String(created.value.secret.id), dependency: name };
  }, dependency);
}

/** Its consumer may call all APIs of its provider, too, for users. */
export function dependOnAllApis(page: Page, made: MadeDependency, name: string): Promise<void> {
  return page.evaluate(
    async ([id, dependency]) => {
      const { applications, dependencies, providedApis } = window.trustDesk;
      const applicationId = id as Parameters<typeof applications.read>[0]['applicationId'];
      const consumer = await applications.read({ applicationId });
      const providerId = consumer.ok ? consumer.value.dependencies[0]?.providerId : undefined;
      if (providerId === undefined) throw new Error('It has no dependency.');
      await providedApis.allowAll({ applicationId: providerId, allowed: true, confirmed: [] });
      const created = await dependencies.create({
        ...{ providerId, name: dependency, apiName: null, requestId: crypto.randomUUID() },
        consumer: { kind: 'existing', applicationId, allowClientCredentials: false },
      });
      if (!created.ok) throw new Error(created.failure.code);
    },
    [made.applicationId, name] as const,
  );
}

export interface LaunchedTenant {
  readonly desk: Launched;
  readonly made: MadeDependency;
  readonly ports: TenantPorts;
}

/** An app with such a dependency, and its local tenant running at ports of its own. */
export async function launchWithTenant(
  userData: string,
  dependency: string,
  env: LaunchWishes['env'] = {},
): Promise<LaunchedTenant> {
  const ports = await freePorts();
  presetPorts(userData, ports);
  const desk = await launch({ userData, env });
  const made = await makeDependency(desk.page, dependency);
  await tenantIs(desk.page, 'running');
  return { desk, made, ports };
}

type Copied = Parameters<typeof window.trustDesk.clipboard.copy>[0];

/**
 * What another program finds on the clipboard after main was asked for this: it learns of it a moment later, so what was there
 * before must be told apart by its form. (A marker put there first would win: X11 ignores the older of two time stamps.)
 */
export async function copied(page: Page, what: unknown, form: RegExp): Promise<string> {
  const answer = await page.evaluate((asked) => window.trustDesk.clipboard.copy(asked as Copied), what);
  if (!answer.ok) throw new Error(answer.failure.code);
  return readUntil(
    () => readSelection('clipboard'),
    (text) => form.test(text),
  );
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Runs a printed call as a person would, in bash; the call itself is left as it is. */
export async function runInBash(call: string): Promise<TokenAnswer> {
  const script = `curl() { command curl --silent --show-error --write-out '\\n%{http_code}' "$@"; }\n${call}\n`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { timeout: 20_000 });
  const [status = '', ...lines] = stdout.trimEnd().split('\n').reverse();
  return { status: Number(status), body: JSON.parse(lines.reverse().join('\n')) as TokenAnswer['body'] };
}

/** Waits until the local tenant is in this state. */
export async function tenantIs(page: Page, state: string): Promise<void> {
  const now = () =>
    page.evaluate(async () => {
      const view = await window.trustDesk.tenantServer.state();
      return view.ok ? view.value.state : view.failure.code;
    });
  expect(await readUntil(now, (found) => found === state, 20_000)).toBe(state);
}
