import type { AskedSecret } from '../../core/use-cases/tenant-ports.ts';
import type { AppliedTheme } from '../../shared/ipc/views.ts';
import { escaped } from '../secret-window/secret-page.ts';

export const PROMPT_STYLE_PATH = '/style.css';
export const CANCEL_PATH = '/cancel';

/** Why what was entered is not taken. */
export type PromptProblem = 'empty' | 'line-break' | 'characters' | 'too-long';

export interface PromptFacts {
  readonly asked: AskedSecret;
  readonly theme: AppliedTheme;
  /** Where the form goes. */
  readonly submit: string;
  readonly cancel: string;
  readonly problem: PromptProblem | null;
}

interface Words {
  readonly title: string;
  readonly field: string;
  readonly account: string;
  readonly explanation: (untilQuit: boolean) => string;
}

const KEPT = (untilQuit: boolean): string =>
  `It is kept ${untilQuit ? 'until you quit Trust Desk' : 'in the keychain of this computer'} and sent to this address only.`;

const WORDS: Record<AskedSecret['what'], Words> = {
  'client-secret': {
    title: 'Client Secret',
    field: 'Client Secret',
    account: 'Client ID',
    explanation: KEPT,
  },
  password: {
    title: 'Password',
    field: 'Password',
    account: 'User Name',
    explanation: KEPT,
  },
  passphrase: {
    title: 'Passphrase of the Certificate',
    field: 'Passphrase',
    account: 'File',
    explanation: () => 'It opens the file this once and is not kept.',
  },
};

const PROBLEMS: Record<PromptProblem, string> = {
  empty: 'Enter it, or choose Cancel.',
  'line-break': 'It contains a line break. Copy it again without the line below it.',
  characters: 'A client secret has letters, digits and signs of ASCII only. Copy it again.',
  'too-long': 'It is longer than a keychain takes. Check whether it is the right text.',
};

/** The whole page: no script, one style sheet, one field, one form and one link. */
export function promptPage({ asked, theme, submit, cancel, problem }: PromptFacts): string {
  const { title, field, account, explanation } = WORDS[asked.what];
  const wrong = problem === null ? '' : `<p id="problem" class="problem" role="alert">${PROBLEMS[problem]}</p>`;
  const described = problem === null ? 'explanation' : 'problem explanation';
  const invalid = problem === null ? '' : ' aria-invalid="true"';
  return `<!doctype html>
<html lang="en" class="${theme}">
  <head>
    <meta charset="utf-8" />
    <title>${title} - Trust Desk</title>
    <link rel="stylesheet" href="${PROMPT_STYLE_PATH}" />
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <dl>
        <dt>Address</dt>
        <dd class="host">${escaped(asked.host)}</dd>
        <dt>Tenant</dt>
        <dd>${escaped(asked.tenant)}</dd>
        <dt>${account}</dt>
        <dd>${escaped(asked.account)}</dd>
      </dl>
      <form method="post" action="${submit}" enctype="application/x-www-form-urlencoded" autocomplete="off">
        <label for="secret">${field}</label>
        <input id="secret" name="secret" type="password" autocomplete="off" spellcheck="false" autofocus aria-describedby="${described}"${invalid} />
        ${wrong}
        <p id="explanation">${explanation(asked.untilQuit ?? false)}</p>
        <button type="submit">Continue</button>
        <a class="quiet" href="${cancel}">Cancel</a>
      </form>
    </main>
  </body>
</html>
`;
}
