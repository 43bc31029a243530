/** Where a check may send a person, outside of its dialog. */
export type Place = 'client-authentication' | 'client-id-lock' | 'dependencies' | 'token-policy' | 'settings';

/** Of the section on the application's page; the settings are a page of their own. */
export const HEADINGS: Record<Place, string> = {
  'client-authentication': 'Client Authentication',
  'client-id-lock': 'Client ID Lock',
  dependencies: 'Dependencies',
  'token-policy': 'Token Policy',
  settings: 'Settings',
};
