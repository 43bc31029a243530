import type { AppliedTheme } from '../../shared/ipc/views.ts';
import { SECRET_ORIGIN } from '../security/app-scheme.ts';

export const SHOWN_SECONDS = 60;
export const STYLE_PATH = '/style.css';
const CLOSE_PATH = '/close';

export interface SecretPageFacts {
  readonly application: string;
  /** Its first four characters, by which the main window names it. */
  readonly hint: string;
  readonly value: string;
  readonly theme: AppliedTheme;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** The whole page: no script, one style sheet, one link, which closes the window. */
export const secretPage = ({ application, hint, value, theme }: SecretPageFacts): string => `<!doctype html>
<html lang="en" class="${theme}">
  <head>
    <meta charset="utf-8" />
    <title>Client Secret - Trust Desk</title>
    <link rel="stylesheet" href="${STYLE_PATH}" />
  </head>
  <body>
    <main>
      <h1>Client Secret</h1>
      <dl>
        <dt>Application</dt>
        <dd>${escaped(application)}</dd>
        <dt>Client Secret, starting with ${escaped(hint)}</dt>
        <dd><code>${escaped(value)}</code></dd>
      </dl>
      <p>This window closes after ${SHOWN_SECONDS} seconds or when you switch to another window.</p>
      <p><a href="${SECRET_ORIGIN}${CLOSE_PATH}" autofocus>Close</a></p>
    </main>
  </body>
</html>
`;
