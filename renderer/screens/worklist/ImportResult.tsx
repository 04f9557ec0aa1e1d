/** What an import came to: how many people, or which cells are wrong, row by row, and how to correct each. */
import { Button, Table } from '@mantine/core';
import { memo } from 'react';

import type { ImportReport } from '../../../electron/contract/calls.js';
import { KeyHint } from '../../parts/KeyHint.js';
import { StateMark } from '../../parts/StateMark.js';
import { useKey } from '../../parts/useKey.js';
import { formatCount } from '../../text/format.js';
import { useText } from '../../text/language.js';

import classes from './ImportResult.module.css';

interface ImportResultProps {
  readonly report: ImportReport;
  readonly onClose: () => void;
}

export const ImportResult = memo(function ImportResult({ report, onClose }: ImportResultProps) {
  const { t, language } = useText();
  const rows = formatCount(report.rows, language);
  useKey('Escape', onClose);
  return (
    <section className={classes['report']} role="status" data-imported={report.imported} data-errors={report.errorCount}>
      <div className={classes['line']}>
        {report.imported
          ? <StateMark state="good">{t('worklist.imported', { people: formatCount(report.people, language), rows })}</StateMark>
          : <StateMark state="blocked">{t('worklist.wrongRows', { count: report.errorCount, rows })}</StateMark>}
        <Button size="compact-sm" variant="default" onClick={onClose} rightSection={<KeyHint keys="Esc" />}>{t('worklist.cancelImport')}</Button>
      </div>
      {report.errors.length > 0 && (
        <div className={classes['rows']}>
          <Table stickyHeader verticalSpacing="xxs" fz="sm">
            <Table.Thead>
              <Table.Tr>
                {(['row', 'column', 'value', 'what', 'now'] as const).map((column) => <Table.Th key={column}>{t(`worklist.report.${column}`)}</Table.Th>)}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {report.errors.map((error) => (
                <Table.Tr key={`${error.row} ${error.column} ${error.code}`}>
                  <Table.Td>{error.row}</Table.Td>
                  <Table.Td>{error.column}</Table.Td>
                  <Table.Td>{error.value}</Table.Td>
                  <Table.Td>{t(`faults.row.${error.code}.what`)}</Table.Td>
                  <Table.Td>{t(`faults.row.${error.code}.now`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {report.errorCount > report.errors.length && <p>{t('worklist.wrongRowsListed', { listed: formatCount(report.errors.length, language) })}</p>}
        </div>
      )}
    </section>
  );
});
