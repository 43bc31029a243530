import { shell } from 'electron';

// The whole list. The window names a link; an address never crosses.
const PAGES = {
  'sap-procedure':
    'https://help.sap.com/docs/cloud-identity-services/cloud-identity-services/quick-start-dependent-applications',
  'sap-console-help':
    'https://help.sap.com/docs/cloud-identity-services/cloud-identity-services/communicate-between-applications',
} as const satisfies Readonly<Record<string, `https://${string}`>>;

/** Opens one of SAP's help pages in the person's browser; an unknown name opens nothing. */
export async function openExternalLink(
  link: string,
  open: (url: string) => Promise<void> = (url) => shell.openExternal(url),
): Promise<void> {
  if (Object.hasOwn(PAGES, link)) await open(PAGES[link as keyof typeof PAGES]);
}
