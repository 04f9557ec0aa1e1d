/** The dossiers as a table that sorts by any column; arrow keys move, Enter acts. */
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { createColumnHelper, createSortedRowModel, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';

import type { DossierRow, RowSummary } from '../../../sync/core/queue.js';
import { useText } from '../../text/language.js';

import { Cell } from './Cell.js';
import { columnNames, lineOf, type ColumnName, type Line } from './columns.js';
import classes from './DossierTable.module.css';

interface DossierTableProps {
  readonly rows: readonly DossierRow[];
  readonly summaries: ReadonlyMap<string, RowSummary | null>;
  readonly selected: string;
  readonly onSelect: (id: string) => void;
  readonly onOpen: () => void;
}

/** By the language's own order of letters. */
const order = new Intl.Collator('vi');
const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { own: (a: { getValue: (id: string) => unknown }, b: { getValue: (id: string) => unknown }, id: string) => compare(a.getValue(id), b.getValue(id)) },
});
const column = createColumnHelper<typeof features, Line>();
const columns = column.columns(columnNames.map((name) => column.accessor((line: Line) => line.sort[name], { id: name, sortFn: 'own' })));
const oneLine = 30;

function compare(a: unknown, b: unknown): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : order.compare(String(a), String(b));
}

export function DossierTable({ rows, summaries, selected, onSelect, onOpen }: DossierTableProps) {
  const { t } = useText();
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => scroll.current?.focus(), []);
  const data = useMemo(() => rows.map((row) => lineOf(row, summaries.get(row.id), t)), [rows, summaries, t]);
  const table = useTable({ features, columns, data, getRowId: (line: Line) => line.row.id });
  const lines = table.getRowModel().rows;
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroll.current, estimateSize: () => oneLine, overscan: 6, scrollPaddingStart: oneLine });
  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = lines[lines.findIndex((line) => line.id === selected) + by];
    if (by === 0 || next === undefined) return;
    event.preventDefault();
    onSelect(next.id);
    virtual.scrollToIndex(lines.indexOf(next));
  };
  return (
    <div ref={scroll} className={classes['list']} role="grid" tabIndex={0} aria-label={t('queue.dossiers.title')} onKeyDown={move}>
      <div className={classes['head']} role="row">
        {table.getHeaderGroups()[0]?.headers.map((header) => {
          const sorted = header.column.getIsSorted();
          return (
            <UnstyledButton key={header.id} className={classes['sort'] ?? ''} role="columnheader" aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'} onClick={header.column.getToggleSortingHandler()}>
              {t(`queue.dossiers.columns.${header.id}`)} {sorted === 'asc' && <IconChevronUp size="1em" />}{sorted === 'desc' && <IconChevronDown size="1em" />}
            </UnstyledButton>
          );
        })}
      </div>
      <div className={classes['space']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          return line === undefined ? null : (
            <div
              key={line.id} ref={virtual.measureElement} data-index={item.index} data-dossier={line.id} data-state={line.original.row.state} role="row" aria-selected={line.id === selected}
              className={classes['row']} style={{ transform: `translateY(${item.start}px)` }} onClick={() => onSelect(line.id)} onDoubleClick={onOpen}
            >
              {columnNames.map((name: ColumnName) => <Cell key={name} name={name} line={line.original} />)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
