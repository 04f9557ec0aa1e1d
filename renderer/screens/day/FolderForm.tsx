/** A folder on a stick, typed or chosen with the system's dialog where there is one, and what is done with it: by its button, its key, or Enter. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';

import { KeyHint } from '../../parts/KeyHint.js';
import { useKey } from '../../parts/useKey.js';
import { call } from '../../store/station.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

export interface Folder {
  readonly path: string;
  readonly type: (path: string) => void;
  /** Asks for one with the system's dialog. */
  readonly choose: () => void;
}

export function useFolder(): Folder {
  const { language } = useText();
  const [path, setPath] = useState('');
  const choose = (): void => {
    // No dialog, or none chosen: the field stays as typed.
    call('batch.chooseFolder', language).then((chosen) => chosen !== null && setPath(chosen), () => undefined);
  };
  return { path, type: setPath, choose };
}

interface FolderFormProps {
  readonly name: string;
  readonly folder: Folder;
  readonly keys: { readonly choose: string; readonly act: string };
  readonly label: string;
  readonly busy: boolean;
  /** Besides the folder, something is there to do. */
  readonly can: boolean;
  readonly onAct: (folder: string) => void;
}

export function FolderForm({ name, folder, keys, label, busy, can, onAct }: FolderFormProps) {
  const { t } = useText();
  const path = folder.path.trim();
  const act = busy || !can || path === '' ? null : () => onAct(path);
  useKey(keys.choose, folder.choose);
  useKey(keys.act, act);
  return (
    <form
      className={frame['row']}
      onSubmit={(event) => {
        event.preventDefault();
        act?.();
      }}
    >
      <TextInput className={frame['grow'] ?? ''} name={name} autoComplete="off" label={t('day.export.folder')} value={folder.path} onChange={(event) => folder.type(event.currentTarget.value)} />
      <Button variant="default" onClick={folder.choose} rightSection={<KeyHint keys={keys.choose} />}>{t('day.export.choose')}</Button>
      <Button type="submit" variant="default" loading={busy} disabled={act === null} rightSection={<KeyHint keys={keys.act} />}>{label}</Button>
    </form>
  );
}
