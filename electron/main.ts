/** The station's main process: one at a time. The rest is loaded while the browser starts. */
import { app } from 'electron';

import { registerScheme } from './scheme.js';

registerScheme();
app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  Promise.all([import('./station.js'), app.whenReady()]).then(([{ startStation }]) => startStation()).catch(async (mistake: unknown) => {
    console.error(mistake);
    const { showStartFault } = await import('./start-fault.js');
    showStartFault(mistake);
  }).catch((mistake: unknown) => {
    console.error(mistake);
    app.exit(1);
  });
} else {
  console.error('The station is already running.');
  app.quit();
}
