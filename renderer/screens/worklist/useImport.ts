/** Takes in a list from a file: busy, then the report, then the people are read again. */
import { useCallback, useState } from 'react';

import type { ImportReport } from '../../../electron/contract/calls.js';
import { useAction } from '../../parts/useAction.js';
import { reloadPeople } from '../../store/data.js';
import { ask } from '../../store/station.js';

export function useImport() {
  const [report, setReport] = useState<ImportReport | null>(null);
  const [fileName, setFileName] = useState('');
  const action = useAction(
    async (file: File) => ask('worklist.import', { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }),
    (value) => {
      setReport(value);
      if (value.imported) void reloadPeople();
    },
  );
  const take = (file: File | null): void => {
    if (file === null) return;
    setReport(null);
    setFileName(file.name);
    action.start(file);
  };
  const { clear } = action;
  const close = useCallback(() => {
    setReport(null);
    clear();
  }, [clear]);
  return { busy: action.busy, fault: action.fault, fileName, report, take, close };
}
