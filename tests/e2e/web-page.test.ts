import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantPorts } from '../../src/core/domain/local-tenant.ts';
import { electronBinary, environment, newProfile, REPOSITORY, type Launched } from './support/launch.ts';
import { copied, launchWithTenant } from './support/tenant.ts';

/** A name of the attacker's that comes to mean this machine (DNS rebinding). */
const REBOUND = 'rebound.example';

interface Heard {
  readonly server: Server;
  readonly port: number;
  readonly requests: string[];
}

/** A server that answers whatever it is asked, and says what that was. */
function listenTo(answer: string): Promise<Heard> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      requests.push(`${request.method} ${body}`);
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(answer);
    });
  });
  return new Promise((settle) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      settle({ server, port: typeof address === 'object' && address ? address.port : 0, requests });
    }),
  );
}

/** Everything a page can try against an address; answers what it could read. */
const attack = (page: Page, origin: string, form: string): Promise<readonly string[]> =>
  page.evaluate(
    async ([target, body]) => {
      const token = `${target}/oauth2/token`;
      const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
      const tries: readonly RequestInit[] = [
        { method: 'POST', headers: type, body },
        { method: 'POST', headers: type, body, mode: 'no-cors' },
        { method: 'POST', headers: type, body, mode: 'no-cors', credentials: 'include' },
        { method: 'POST', headers: { ...type, Authorization: 'Basic YTpi' }, body },
        { method: 'PUT', body },
      ];
      const read: string[] = [];
      for (const how of tries) {
        const text = await fetch(token, how).then(
          (answer) => answer.text(),
          () => '',
        );
        if (text) read.push(text);
      }
      for (const path of ['certs', 'introspect']) {
        const answer = await fetch(`${target}/oauth2/${path}`).catch(() => undefined);
        if (answer) read.push(await answer.text());
      }
      const loaded = (element: HTMLElement) =>
        new Promise<void>((settle) => {
          element.onload = element.onerror = () => settle();
          document.body.append(element);
          setTimeout(settle, 2_000);
        });
      await loaded(Object.assign(new Image(), { src: `${token}?${body}` }));
      const frame = Object.assign(document.createElement('iframe'), { name: 'answer' });
      await loaded(frame);
      const posted = Object.assign(document.createElement('form'), { method: 'post', action: token, target: 'answer' });
      for (const [name, value] of new URLSearchParams(body))
        posted.append(Object.assign(document.createElement('input'), { name, value }));
      document.body.append(posted);
      const answered = new Promise<void>((settle) => {
        frame.onload = () => settle();
        setTimeout(settle, 2_000);
      });
      posted.submit();
      await answered;
      try {
        read.push(frame.contentDocument?.body.textContent ?? '');
      } catch {
        // Another origin's page cannot be read.
      }
      return read.filter(Boolean);
    },
    [origin, form] as const,
  );

describe.runIf(process.platform === 'linux')('a page in a browser on this machine (T40)', () => {
  const userData = newProfile();
  const browserData = mkdtempSync(join(tmpdir(), 'trust-desk-browser-'));
  let desk: Launched;
  let browser: ElectronApplication;
  let page: Page;
  let evil: Heard;
  let careless: Heard;
  let ports: TenantPorts;
  let applicationId = '';
  const forms: Record<'right' | 'wrong', string> = { right: '', wrong: '' };

  beforeAll(async () => {
    const launched = await launchWithTenant(userData, 'orders-client');
    ({ desk, ports } = launched);
    ({ applicationId } = launched.made);
    const secret = { kind: 'secret', applicationId, secretId: launched.made.secretId };
    const right = {
      grant_type: 'client_credentials',
      client_id: await copied(desk.page, { kind: 'client-id', applicationId }, /^[\da-f-]{36}$/),
      client_secret: await copied(desk.page, secret, /^.{43}$/),
    };
    forms.right = new URLSearchParams(right).toString();
    forms.wrong = new URLSearchParams({ ...right, client_secret: 'guessed' }).toString();
    [evil, careless] = await Promise.all([listenTo('<!doctype html><body>evil'), listenTo('granted')]);
    // The same Chromium with a window that has nothing of ours: a browser.
    browser = await _electron.launch({
      executablePath: electronBinary(),
      env: environment(),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...[`--user-data-dir=${browserData}`, `--host-resolver-rules=MAP ${REBOUND} 127.0.0.1`],
        join(REPOSITORY, 'bench/blank-app'),
      ],
    });
    page = await browser.firstWindow();
    await page.goto(`http://127.0.0.1:${evil.port}/`);
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
    for (const { server } of [evil, careless]) server.close();
    for (const folder of [userData, browserData]) rmSync(folder, { recursive: true, force: true });
  });

  const state = () =>
    desk.page.evaluate(async (id) => {
      const [read, recent] = await Promise.all([
        window.trustDesk.applications.read({ applicationId: id as never }),
        window.trustDesk.requests.list({ outcome: 'all' }),
      ]);
      if (!read.ok || !recent.ok) throw new Error('not read');
      const reasons = [...new Set(recent.value.map(({ reason }) => reason ?? 'granted'))];
      return { failedLogons: read.value.clientIdLock?.failedLogons, reasons };
    }, applicationId);

  it.each(['right', 'wrong'] as const)('gets no token and changes nothing, with the %s secret', async (which) => {
    for (const host of ['127.0.0.1', 'localhost'])
      expect(await attack(page, `http://${host}:${ports.http}`, forms[which])).toEqual([]);
    await expect.poll(async () => (await state()).reasons).toEqual(['browser-refused']);
    expect((await state()).failedLogons).toBe(0);
  });

  it('gets nothing under a name that comes to mean this machine', async () => {
    const answer = await page.goto(`http://${REBOUND}:${ports.http}/.well-known/openid-configuration`);
    expect(answer?.status()).toBe(421);
    expect(await answer?.text()).not.toContain('token_endpoint');
    const read = await attack(page, `http://${REBOUND}:${ports.http}`, forms.right);
    expect(read.join()).not.toContain('access_token');
    await expect.poll(async () => (await state()).reasons.toSorted()).toEqual(['browser-refused', 'host-refused']);
    await page.goto(`http://127.0.0.1:${evil.port}/`);
  });

  it('would have been served by a server that takes anything (control)', async () => {
    await attack(page, `http://127.0.0.1:${careless.port}`, forms.right);
    const posted = careless.requests.filter((request) => request === `POST ${forms.right}`);
    expect(posted.length).toBeGreaterThanOrEqual(3);
  });
});
