import { contextBridge, ipcRenderer } from 'electron';
import { createBridge, type Transport } from '../shared/ipc/client.ts';

// Nothing of Electron's reaches the window: no event object, no sender, no channel but those of the contract.
const transport: Transport = {
  invoke: (channel, input, tenant) => ipcRenderer.invoke(channel, input, tenant),
  subscribe: (channel, listener) => {
    const hear = (_event: unknown, payload: unknown, tenant: unknown) => listener(payload, tenant);
    ipcRenderer.on(channel, hear);
    return () => void ipcRenderer.removeListener(channel, hear);
  },
};

contextBridge.exposeInMainWorld('trustDesk', createBridge(transport));
