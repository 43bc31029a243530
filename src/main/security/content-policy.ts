// UI5 uses constructable stylesheets and Svelte emits a CSS file, so no 'unsafe-inline' is needed; connections are not
// named, since the window talks to main only. Trusted Types cannot be required: UI5 assigns innerHTML.
const WINDOW_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const SECRET_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PROMPT_POLICY = SECRET_POLICY.replace("form-action 'none'", "form-action 'self'");

const shared = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };

/** Headers of every answer to the main window. */
export const windowHeaders = { ...shared, 'Content-Security-Policy': WINDOW_POLICY } as const;

/** Headers of every answer to the secret window, which has no script, no picture and no font of its own. */
export const secretHeaders = {
  ...shared,
  'Content-Security-Policy': SECRET_POLICY,
  'Cache-Control': 'no-store',
} as const;

/** Headers of every answer to the window that asks for a secret: its form goes where it came from. */
export const promptHeaders = { ...secretHeaders, 'Content-Security-Policy': PROMPT_POLICY } as const;
