/**
 * What a developer does with openid-client, in a process of its own, since Node reads NODE_EXTRA_CA_CERTS only at its start. It is
 * told by message what to do, the secret with it, and answers with what came of it.
 */
import * as client from 'openid-client';

const BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const WAYS = { basic: client.ClientSecretBasic, body: client.ClientSecretPost };

async function run({ origin, clientId, secret, way, resource, assertion }) {
  const options = origin.startsWith('http:') ? { execute: [client.allowInsecureRequests] } : {};
  const config = await client.discovery(new URL(origin), clientId, undefined, WAYS[way](secret), options);
  const forUser = { resource, token_format: 'jwt' };
  const { access_token: token } = await client.clientCredentialsGrant(config, { resource });
  const before = await client.tokenIntrospection(config, token);
  await client.tokenRevocation(config, token);
  const after = await client.tokenIntrospection(config, token);
  const bearer = await client.genericGrantRequest(config, BEARER, { ...forUser, assertion });
  const subject = { subject_token: assertion, subject_token_type: 'urn:ietf:params:oauth:token-type:jwt' };
  const exchanged = await client.genericGrantRequest(config, EXCHANGE, { ...forUser, ...subject });
  return {
    ...{ issuer: config.serverMetadata().issuer, token, active: [before.active, after.active] },
    users: [bearer.access_token, exchanged.access_token],
  };
}

process.once('message', (asked) => {
  run(asked)
    .catch((error) => ({ failed: error.code ?? error.name, status: error.status }))
    .then((result) => process.send(result, () => process.disconnect()));
});
