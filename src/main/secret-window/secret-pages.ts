import { randomBytes } from 'node:crypto';
import { SECRET_ORIGIN } from '../security/app-scheme.ts';
import { secretHeaders } from '../security/content-policy.ts';
import { STYLE_PATH } from './secret-page.ts';
import { SECRET_STYLE } from './secret-style.ts';

export interface SecretPages {
  /** Keeps a page for one request; answers its address, which nobody can guess. Only the newest page is kept. */
  publish(html: string): string;
  /** Forgets a page that was not asked for. */
  withdraw(): void;
  answer(request: Pick<Request, 'method' | 'url'>): Response;
}

export function createSecretPages(): SecretPages {
  let page: { readonly url: string; readonly html: string } | undefined;

  const send = (body: string | null, status: number, type: string) =>
    new Response(body, { status, headers: { ...secretHeaders, 'Content-Type': `${type}; charset=utf-8` } });

  return {
    publish: (html) => {
      page = { url: `${SECRET_ORIGIN}/${randomBytes(16).toString('hex')}`, html };
      return page.url;
    },
    withdraw: () => (page = undefined),
    answer: ({ method, url }) => {
      if (method === 'GET' && url === SECRET_ORIGIN + STYLE_PATH) return send(SECRET_STYLE, 200, 'text/css');
      if (method !== 'GET' || !page || url !== page.url) return send(null, 404, 'text/plain');
      const { html } = page;
      page = undefined;
      return send(html, 200, 'text/html');
    },
  };
}
