/** From a route to its screen. */
import type { Route } from '../route.js';
import { About } from '../screens/about/About.js';
import { Day } from '../screens/day/Day.js';
import { Dossiers } from '../screens/dossiers/Dossiers.js';
import { Enrolment } from '../screens/enrolment/Enrolment.js';
import { Transmission } from '../screens/transmission/Transmission.js';
import { Worklist } from '../screens/worklist/Worklist.js';

export function Screen({ route, onLeave }: { readonly route: Route; readonly onLeave: () => void }) {
  switch (route.screen) {
    case 'worklist':
      return <Worklist />;
    case 'dossiers':
      return <Dossiers />;
    case 'enrolment':
      return <Enrolment dossier={route.dossier} onLeave={onLeave} />;
    case 'transmission':
      return <Transmission />;
    case 'day':
      return <Day />;
    case 'about':
      return <About />;
  }
}
