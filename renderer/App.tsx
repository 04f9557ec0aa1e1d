/** From the station's stage to a screen: the start until it is open, then the frame with the work. */
import { useEffect } from 'react';

import { Frame } from './frame/Frame.js';
import { Start } from './screens/start/Start.js';
import { closeData, followDossiers, openData } from './store/data.js';
import { followStation, useStation } from './store/session.js';

export function App() {
  const { info } = useStation();
  const open = info?.stage === 'open';

  useEffect(() => {
    const ends = [followStation(), followDossiers()];
    return () => ends.forEach((end) => end());
  }, []);

  useEffect(() => {
    if (!open) return undefined;
    void openData();
    return closeData;
  }, [open]);

  return open ? <Frame info={info} /> : <Start />;
}
