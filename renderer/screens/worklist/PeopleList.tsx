/** The people that the search found, virtualised; names and addresses wrap, never cut. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';

import type { Person } from '../../../sync/core/person.js';
import type { DossierRow } from '../../../sync/core/queue.js';
import { useText } from '../../text/language.js';

import classes from './columns.module.css';
import { PersonRow } from './PersonRow.js';

interface PeopleListProps {
  readonly people: readonly Person[];
  /** Positions in `people`, in the order to show. */
  readonly found: readonly number[];
  readonly dossiers: ReadonlyMap<string, DossierRow>;
  /** Position in `found`. */
  readonly selected: number;
  readonly onSelect: (position: number) => void;
  readonly onOpen: (position: number) => void;
}

const columns = ['state', 'name', 'birth', 'sex', 'number', 'address', 'due'] as const;
/** Pixels of a row of one line; measured once it is drawn. */
const oneLine = 28;

export function PeopleList({ people, found, dossiers, selected, onSelect, onOpen }: PeopleListProps) {
  const { t } = useText();
  const scroll = useRef<HTMLDivElement>(null);
  const space = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => oneLine,
    getItemKey: (position) => found[position] ?? position,
    overscan: 2,
    // The sticky head covers that much of the top.
    scrollPaddingStart: oneLine,
  });
  // Measured all together after one layout; rows are reused by their place, so that a key press changes text and makes no elements.
  useLayoutEffect(() => {
    const drawn = [...(space.current?.children ?? [])].map((row) => ({ position: Number(row.getAttribute('data-index')), height: (row as HTMLElement).offsetHeight }));
    const sizes = new Map(rows.getVirtualItems().map((item) => [item.index, item.size]));
    for (const { position, height } of drawn) if (sizes.get(position) !== height) rows.resizeItem(position, height);
  });
  useEffect(() => {
    if (selected < found.length) rows.scrollToIndex(selected, { align: 'auto' });
  }, [rows, selected, found]);
  return (
    <div ref={scroll} className={classes['list']} role="grid" aria-rowcount={found.length + 1} aria-label={t('worklist.title')}>
      <div className={classes['head']} role="row">
        {columns.map((column) => <span key={column} role="columnheader">{t(`worklist.columns.${column}`)}</span>)}
      </div>
      <div ref={space} className={classes['space']} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const person = people[found[item.index] ?? -1];
          return person === undefined ? null : (
            <div
              key={item.index} data-index={item.index} data-person={person.id} role="row" aria-rowindex={item.index + 2}
              id={`person-${item.index}`} aria-selected={item.index === selected} className={classes['row']} style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onSelect(item.index)} onDoubleClick={() => onOpen(item.index)}
            >
              <PersonRow person={person} dossier={dossiers.get(person.id)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
