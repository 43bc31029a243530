const NAMES = /^(?:(?:https?|ftp|all|auto|no|socks)_proxy|socks_server|socks_version)$/i;

/**
 * Chromium on Linux takes these for the system's own settings where no desktop has any. Whoever sets a variable for one program is
 * not the system, so they are taken out before Chromium looks; no helper gets them either.
 */
export function forgetEnvironmentProxies(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(variables)) if (NAMES.test(name)) Reflect.deleteProperty(variables, name);
}
