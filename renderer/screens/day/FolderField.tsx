/** A folder on a stick: typed, or chosen with the system's dialog where there is one. */
import { Button, TextInput } from '@mantine/core';

import { call } from '../../store/station.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

interface FolderFieldProps {
  readonly name: string;
  readonly folder: string;
  readonly onFolder: (folder: string) => void;
}

export function FolderField({ name, folder, onFolder }: FolderFieldProps) {
  const { t } = useText();
  const choose = (): void => {
    // No dialog, or none chosen: the field stays as typed.
    call('batch.chooseFolder').then((chosen) => chosen !== null && onFolder(chosen), () => undefined);
  };
  return (
    <>
      <TextInput className={frame['grow'] ?? ''} name={name} autoComplete="off" label={t('day.export.folder')} value={folder} onChange={(event) => onFolder(event.currentTarget.value)} />
      <Button variant="default" onClick={choose}>{t('day.export.choose')}</Button>
    </>
  );
}
