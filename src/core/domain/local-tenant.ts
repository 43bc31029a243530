/** Where the local tenant answers token requests: a loopback address as an IP literal (RFC 8252, 8.3) and a fixed port. */
export const LOCAL_TENANT_ADDRESS = 'http://127.0.0.1:8750';

export const LOCAL_TOKEN_ENDPOINT = `${LOCAL_TENANT_ADDRESS}/oauth2/token`;
