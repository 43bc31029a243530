import { describe, expect, it } from 'vitest';
import { openExternalLink } from './external-links.ts';

async function opened(link: string): Promise<string[]> {
  const urls: string[] = [];
  await openExternalLink(link, (url) => {
    urls.push(url);
    return Promise.resolve();
  });
  return urls;
}

describe('a link to the outside', () => {
  it.each(['sap-procedure', 'sap-console-help'])('%s opens one of the help pages of SAP', async (link) => {
    const [url, ...more] = await opened(link);
    expect(new URL(url ?? '').origin).toBe('https://help.sap.com');
    expect(more).toEqual([]);
  });

  it.each(['', 'https://evil.example', 'file:///etc/passwd', '__proto__', 'constructor', 'toString'])(
    'that is not on the list opens nothing: %s',
    async (link) => {
      expect(await opened(link)).toEqual([]);
    },
  );
});
