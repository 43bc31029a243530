// @ts-check
// oauth2-mock-server, as its page sets it up.
import { OAuth2Server } from 'oauth2-mock-server';

const server = new OAuth2Server(undefined, undefined, { endpoints: { token: '/oauth2/token' } });
await server.issuer.keys.generate('RS256');
await server.start(Number(process.argv[2]), '127.0.0.1');
process.send?.('listening');
process.on('disconnect', () => process.exit(0));
