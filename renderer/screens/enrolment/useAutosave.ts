/** The autosave of the dossier in hand, tied to the page: what waits is sent when the step, the screen or the window is left. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';

import { ask } from '../../store/station.js';

import { autosaveOf, type Autosave, type AutosaveState } from './autosave.js';

export function useAutosave(dossier: string): { readonly autosave: Autosave; readonly saving: AutosaveState } {
  const autosave = useMemo(() => autosaveOf(dossier, (changes) => ask('dossier.change', dossier, changes)), [dossier]);
  const saving = useSyncExternalStore(autosave.onState, autosave.state);

  useEffect(() => {
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') autosave.leave();
    };
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', autosave.leave);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', autosave.leave);
      autosave.leave();
    };
  }, [autosave]);

  return { autosave, saving };
}
