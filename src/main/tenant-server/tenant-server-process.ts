/**
 * The process of the local tenant's server. It knows what main sends it and has no keychain, no files and no window; main goes on
 * whatever it is sent. Runs as Electron's utility process, or as a plain child process where there is no Electron.
 */
import { serveParent } from '../helper/parent-port.ts';
import { serveTenant } from './serve-tenant.ts';

serveParent(serveTenant, () => process.exit(0));
