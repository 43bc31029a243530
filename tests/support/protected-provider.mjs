/**
 * A provider as a developer would write it: an Express app that @sap/xssec protects, with one route for each API. Runs in a process
 * of its own, since Node reads NODE_EXTRA_CA_CERTS only at its start. Arguments: client id, address of the tenant, its domain.
 */
import xssec from '@sap/xssec';
import express from 'express';

const [clientid, url, domain] = process.argv.slice(2);
const service = new xssec.IdentityService({ clientid, url, domains: [domain] });

const app = express();
app.use(async (request, response, next) => {
  try {
    const { token } = await xssec.createSecurityContext(service, { req: request });
    request.apis = token.payload.ias_apis ?? [];
    request.caller = { azp: token.payload.azp, subject: token.payload.sub };
    next();
  } catch (error) {
    const isRefused = error instanceof xssec.errors.ValidationError;
    response.status(isRefused ? 401 : 500).json({ error: error.constructor.name, message: String(error) });
  }
});
app.get('/:api', (request, response) => {
  if (!request.apis.includes(request.params.api)) response.status(403).json({ error: 'another API' });
  else response.json(request.caller);
});

const listening = app.listen(0, '127.0.0.1', () => process.send?.(listening.address().port));
process.on('disconnect', () => process.exit(0));
