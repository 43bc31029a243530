import { contextBridge, ipcRenderer } from 'electron';
import { createClient, type Transport } from '../shared/ipc/client.ts';

// Nothing of Electron's reaches the window: no event object, no sender, no channel but those of the contract.
const transport: Transport = {
  invoke: (channel, input) => ipcRenderer.invoke(channel, input),
  subscribe: (channel, listener) => {
    const hear = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(channel, hear);
    return () => void ipcRenderer.removeListener(channel, hear);
  },
};

contextBridge.exposeInMainWorld('trustDesk', createClient(transport));
