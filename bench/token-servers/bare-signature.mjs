// @ts-check
// What the processor cannot do without: RS256 over a token's bytes, one after the other on one core.
import { generateKeyPairSync, sign } from 'node:crypto';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const text = Buffer.from('x'.repeat(700));
const once = () => sign('RSA-SHA256', text, privateKey);
for (let count = 0; count < 100; count += 1) once();
const COUNT = 600;
const [began, used] = [performance.now(), process.cpuUsage()];
for (let count = 0; count < COUNT; count += 1) once();
const { user, system } = process.cpuUsage(used);
process.send?.({ wall: (performance.now() - began) / COUNT, cpu: (user + system) / 1000 / COUNT });
process.disconnect();
