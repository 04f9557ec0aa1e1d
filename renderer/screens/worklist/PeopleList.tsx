/** The people that the search found, virtualised; names wrap, never cut. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type MouseEvent } from 'react';

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
/** Pixels of a row of one line, and of each line of a name that takes more; measured once it is drawn. */
const oneLine = 28;
const line = 18.2;
/** Letters of a name that stand in one line, about. */
const letters = 26;

export function PeopleList({ people, found, dossiers, selected, onSelect, onOpen }: PeopleListProps) {
  const { t } = useText();
  const scroll = useRef<HTMLDivElement>(null);
  const drawn = useRef<HTMLDivElement>(null);
  const heights = useMemo(() => Float32Array.from(people, ({ name }) => Math.max(oneLine, Math.ceil(name.length / letters) * line + 1)), [people]);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroll.current,
    estimateSize: useCallback((position: number) => heights[found[position] ?? -1] ?? oneLine, [heights, found]),
    getItemKey: useCallback((position: number) => found[position] ?? position, [found]),
    overscan: 2,
    // The sticky head stands before the rows, and covers that much of the top.
    scrollMargin: oneLine,
    scrollPaddingStart: oneLine,
  });
  const items = rows.getVirtualItems();
  // One reading of the height tells whether every row is as high as thought, which is so with nearly every key.
  useLayoutEffect(() => {
    const height = (element: Element): number => element.getBoundingClientRect().height;
    if (drawn.current === null || Math.abs(height(drawn.current) - items.reduce((sum, item) => sum + item.size, 0)) < 1) return;
    const heights = Array.from(drawn.current.children, height);
    for (const [place, { index, size }] of items.entries()) rows.resizeItem(index, heights[place] ?? size);
  });
  useEffect(() => {
    if (selected >= found.length) return;
    const [offset] = rows.getOffsetForIndex(selected, 'auto') ?? [];
    if (offset !== undefined && offset !== rows.scrollOffset) rows.scrollToIndex(selected, { align: 'auto' });
  }, [rows, selected, found]);
  const of = (event: MouseEvent, act: (position: number) => void): void => {
    const row = (event.target as Element).closest('[data-index]');
    if (row !== null) act(Number(row.getAttribute('data-index')));
  };
  return (
    <div ref={scroll} className={classes['list']} role="grid" aria-rowcount={found.length + 1} aria-label={t('worklist.title')}>
      <div className={classes['head']} role="row">
        {columns.map((column) => <span key={column} role="columnheader">{t(`worklist.columns.${column}`)}</span>)}
      </div>
      <div className={classes['space']} role="presentation" style={{ height: rows.getTotalSize() }}>
        <div
          ref={drawn} className={classes['rows']} role="presentation" style={{ top: (items[0]?.start ?? oneLine) - oneLine }}
          onClick={(event) => of(event, onSelect)} onDoubleClick={(event) => of(event, onOpen)}
        >
          {/* Reused by their place, so that a key press changes text and makes no elements. */}
          {items.map(({ index }, place) => {
            const person = people[found[index] ?? -1];
            return person === undefined ? null : <PersonRow key={place} position={index} person={person} dossier={dossiers.get(person.id)} selected={index === selected} />;
          })}
        </div>
      </div>
    </div>
  );
}
