/** The only bridge: one way to call main, one way to listen. Neither ipcRenderer nor anything of node reaches the page. */
import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('station', {
  call: (name: string, ...args: unknown[]) => ipcRenderer.invoke('call', name, args),
  on: (name: string, listener: (payload: unknown) => void) => {
    const forward = (_event: unknown, event: string, payload: unknown) => {
      if (event === name) listener(payload);
    };
    ipcRenderer.on('event', forward);
    return () => {
      ipcRenderer.removeListener('event', forward);
    };
  },
});
