import * as v from 'valibot';
import { checkPorts, DEFAULT_PORTS, type TenantPorts } from '../../core/domain/local-tenant.ts';
import type { SettingsRecord } from '../directory/local/settings-record.ts';

const ports: v.GenericSchema<unknown, TenantPorts> = v.object({ http: v.number(), https: v.number() });

export interface TenantSettings {
  /** On until somebody switches it off. */
  enabled(): boolean;
  rememberEnabled(enabled: boolean): void;
  ports(): TenantPorts;
  rememberPorts(ports: TenantPorts): void;
}

/** What is stored is judged again on reading: the file is a person's to edit, and a wrong value counts as none. */
export const createTenantSettings = (record: Pick<SettingsRecord, 'get' | 'set'>): TenantSettings => ({
  enabled: () => record.get('localTenantEnabled') !== false,
  rememberEnabled: (enabled) => void record.set('localTenantEnabled', enabled),
  ports: () => {
    const parsed = v.safeParse(ports, record.get('localTenantPorts'));
    return parsed.success && checkPorts(parsed.output).ok ? parsed.output : DEFAULT_PORTS;
  },
  rememberPorts: (chosen) => void record.set('localTenantPorts', chosen),
});
