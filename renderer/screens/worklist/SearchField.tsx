/** The search, always one key away. The field keeps its own letters: it is not drawn again as one types. */
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { memo, useRef } from 'react';

import { KeyHint } from '../../parts/KeyHint.js';
import { useKey } from '../../parts/useKey.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

interface SearchFieldProps {
  readonly selected: number;
  readonly onQuery: (query: string) => void;
}

export const SearchField = memo(function SearchField({ selected, onQuery }: SearchFieldProps) {
  const { t } = useText();
  const field = useRef<HTMLInputElement>(null);
  const focus = (): void => field.current?.select();
  useKey('/', focus);
  useKey('Ctrl+f', focus);
  return (
    <TextInput
      ref={field} className={frame['grow'] ?? ''} name="search" aria-label={t('worklist.search')} placeholder={t('worklist.search')} defaultValue=""
      autoFocus autoComplete="off" leftSection={<IconSearch size="1.125rem" stroke={1.75} />} rightSection={<KeyHint keys="/" />}
      aria-activedescendant={`person-${selected}`} onChange={(event) => onQuery(event.currentTarget.value)}
    />
  );
});
