import type { Page } from 'playwright-core';

export interface MadeSecret {
  readonly applicationId: string;
  readonly secretId: string;
}

/** An application with a secret, made through the bridge as the pages do. Needs an unlocked keychain. */
export function makeSecret(page: Page, displayName = 'Sales <Orders> & "Co"'): Promise<MadeSecret> {
  return page.evaluate(async (name) => {
    const { applications, secrets } = window.trustDesk;
    const requestId = () => crypto.randomUUID();
    const texts = { displayName: name, name: '', description: '' };
    const application = await applications.create({ ...texts, requestId: requestId() });
    if (!application.ok) throw new Error(application.failure.code);
    const applicationId = application.value.id;
    const wish = { description: '', validity: 'one-year', scopes: ['oAuth'] } as const;
    const secret = await secrets.create({ applicationId, requestId: requestId(), secret: wish });
    if (!secret.ok) throw new Error(secret.failure.code);
    return { applicationId: String(applicationId), secretId: String(secret.value.id) };
  }, displayName);
}

type Asked = Parameters<typeof window.trustDesk.secrets.show>[0];

/** Opens the secret window as the pages do; answers when it is on screen. */
export const showSecret = (page: Page, made: MadeSecret): Promise<unknown> =>
  page.evaluate((asked) => window.trustDesk.secrets.show(asked as Asked), made);

/** Has main put the secret on the clipboard. */
export const copySecret = (page: Page, made: MadeSecret): Promise<unknown> =>
  page.evaluate((asked) => window.trustDesk.clipboard.copy({ kind: 'secret', ...(asked as Asked) }), made);
