// @ts-check
// The least a server of signed tokens can be: it asks nothing, knows nobody, and signs in the thread pool.
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const text = Buffer.from('x'.repeat(700));
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () =>
    sign('RSA-SHA256', text, privateKey, (_error, signature) => {
      const body = `{"access_token":"${text.toString('base64url')}.${signature.toString('base64url')}"}`;
      response.writeHead(200, { 'Content-Length': body.length });
      response.end(body);
    }),
  );
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('listening'));
process.on('disconnect', () => process.exit(0));
