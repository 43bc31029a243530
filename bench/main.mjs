// @ts-check
// `npm run bench`: each figure against its floor in the same run. Only the ratios mean anything.
import { printTable } from './figures.mjs';
import { startRows } from './start.mjs';

printTable('Start and idle', await startRows());
