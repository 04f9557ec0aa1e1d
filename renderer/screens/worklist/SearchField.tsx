/** The search, always one key away; says how many it found. */
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';

import { KeyHint } from '../../parts/KeyHint.js';
import { useKey } from '../../parts/useKey.js';
import { formatCount } from '../../text/format.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

interface SearchFieldProps {
  readonly query: string;
  readonly selected: number;
  readonly found: number;
  readonly all: number;
  readonly onQuery: (query: string) => void;
}

export function SearchField({ query, selected, found, all, onQuery }: SearchFieldProps) {
  const { t, language } = useText();
  const field = useRef<HTMLInputElement>(null);
  const focus = (): void => field.current?.select();
  useKey('/', focus);
  useKey('Ctrl+f', focus);
  return (
    <>
      <TextInput
        ref={field} className={frame['grow'] ?? ''} name="search" aria-label={t('worklist.search')} placeholder={t('worklist.search')} value={query}
        autoFocus autoComplete="off" leftSection={<IconSearch size="1.125rem" stroke={1.75} />} rightSection={<KeyHint keys="/" />}
        aria-activedescendant={`person-${selected}`} onChange={(event) => onQuery(event.currentTarget.value)}
      />
      <span className={frame['quiet']} role="status" data-found={found}>
        {query.trim() === ''
          ? t('worklist.countAll', { count: all, formatted: formatCount(all, language) })
          : t('worklist.count', { shown: formatCount(found, language), all: formatCount(all, language) })}
      </span>
    </>
  );
}
