import { expect, test } from 'vitest';
import { forgetEnvironmentProxies } from './environment-proxies.ts';

test('proxies of the environment are forgotten, however they are written, and nothing else is', () => {
  const proxies = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy', 'no_proxy', 'auto_proxy', 'SOCKS_SERVER']; // prettier-ignore
  const variables: NodeJS.ProcessEnv = { PATH: '/bin', MY_PROXY_FILE: 'x', HTTPS_PROXY_NOTE: 'x' };
  for (const name of proxies) variables[name] = 'http://127.0.0.1:9';
  forgetEnvironmentProxies(variables);
  expect(Object.keys(variables)).toEqual(['PATH', 'MY_PROXY_FILE', 'HTTPS_PROXY_NOTE']);
});
