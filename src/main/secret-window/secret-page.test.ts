import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppliedTheme } from '../../shared/ipc/views.ts';
import { createSecretPages } from './secret-pages.ts';
import { secretPage } from './secret-page.ts';
import { SECRET_STYLE } from './secret-style.ts';

const facts = { application: 'Sales Orders', hint: 'aB[]', value: 'aB[]_:=?@-./~', theme: 'sap_horizon' } as const;
const get = (url: string) => ({ method: 'GET', url });

/** What a browser makes of the escapes used here. */
const unescaped = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const markupOf = (html: string): readonly string[] => html.match(/<[^>]*>/g) ?? [];

describe('the page of a secret', () => {
  it('shows any text as that text: no character of it becomes markup', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '/', '-', '!', 'a', ';', '#', '=', ' ') }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '</code><img src=x onerror=alert(1)>',
        '&lt;',
        '"><a href=javascript:0>',
      ),
    );
    const plain = markupOf(secretPage(facts));
    fc.assert(
      fc.property(text, text, (application, value) => {
        const page = secretPage({ ...facts, application, value });
        expect(markupOf(page)).toEqual(plain);
        expect(unescaped(/<code>([^<]*)<\/code>/.exec(page)?.[1] ?? '')).toBe(value);
        expect(unescaped(/<dd>([^<]*)<\/dd>/.exec(page)?.[1] ?? '')).toBe(application);
      }),
      { numRuns: 1000 },
    );
  });

  it('has a language, a title, a heading, labels, a way out, and no script', () => {
    const page = secretPage(facts);
    expect(page).toMatch(/<html lang="en" class="sap_horizon">/);
    expect(page).toContain('<title>Client Secret - Trust Desk</title>');
    expect(page).toContain('<h1>Client Secret</h1>');
    expect(page).toContain('<dt>Client Secret, starting with aB[]</dt>');
    expect(page).toContain('closes after 60 seconds or when you switch to another window');
    expect(page).toMatch(/<a href="app:\/\/secret\/close" autofocus>Close<\/a>/);
    expect(page).not.toMatch(/script|style=|on[a-z]+=/i);
  });

  it.each<AppliedTheme>(['sap_horizon_dark', 'sap_horizon_hcb', 'sap_horizon_hcw'])('has colours for %s', (theme) => {
    expect(secretPage({ ...facts, theme })).toContain(`class="${theme}"`);
    expect(SECRET_STYLE).toContain(`:root.${theme} {`);
  });

  it('lets nothing be selected, since a selection is public on X11', () => {
    expect(SECRET_STYLE).toMatch(/\* \{[^}]*user-select: none/);
  });
});

describe('the pages of the secret window', () => {
  it('are answered once, unstored, without sniffing and under a policy that allows one style sheet', async () => {
    const pages = createSecretPages();
    const url = pages.publish('<p>secret</p>');
    const first = pages.answer(get(url));
    expect([first.status, await first.text()]).toEqual([200, '<p>secret</p>']);
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(first.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(first.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'; /);
    expect(pages.answer(get(url)).status).toBe(404);
  });

  it('have addresses that say nothing and never come again', () => {
    const pages = createSecretPages();
    const urls = Array.from({ length: 1000 }, () => pages.publish('<p>secret</p>'));
    expect(new Set(urls).size).toBe(1000);
    for (const url of urls) expect(url).toMatch(/^app:\/\/secret\/[0-9a-f]{32}$/);
  });

  it('are gone when another one is published, or none is wanted any more', () => {
    const pages = createSecretPages();
    const first = pages.publish('<p>first</p>');
    const second = pages.publish('<p>second</p>');
    expect(pages.answer(get(first)).status).toBe(404);
    pages.withdraw();
    expect(pages.answer(get(second)).status).toBe(404);
  });

  it('answer nothing else but their style sheet', async () => {
    const pages = createSecretPages();
    const url = pages.publish('<p>secret</p>');
    for (const wrong of [
      'app://secret/',
      'app://secret/close',
      `${url}/`,
      `${url}?x`,
      url.replace('secret', 'bundle'),
    ]) {
      const answer = pages.answer(get(wrong));
      expect([wrong, answer.status, await answer.text()]).toEqual([wrong, 404, '']);
    }
    expect(pages.answer({ method: 'POST', url }).status).toBe(404);
    const style = pages.answer(get('app://secret/style.css'));
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  });
});
