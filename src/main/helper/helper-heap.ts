/**
 * What V8 is told in every helper: a megabyte for each half of the space of young objects. By itself it lets that grow to 16 MB
 * under load and keeps it long after, for two hundredths less of the processor.
 */
export const HELPER_HEAP = '--max-semi-space-size=1';
