/** From the station's stage to a screen: the start until it is open, then the frame with the work. */
import { lazy, Suspense, useEffect } from 'react';

import { Start } from './screens/start/Start.js';
import { followStation, useStation } from './store/session.js';
import { frameAtOnce, loadWork } from './store/work.js';

const Frame = lazy(frameAtOnce);

export function App() {
  const info = useStation('info');
  const known = info !== null;

  useEffect(followStation, []);
  useEffect(() => {
    if (known) loadWork();
  }, [known]);

  return info?.stage === 'open' ? <Suspense fallback={<Start />}><Frame info={info} /></Suspense> : <Start />;
}
