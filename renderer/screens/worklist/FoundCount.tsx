/** How many of how many the search found. */
import { formatCount } from '../../text/format.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

interface FoundCountProps {
  readonly query: string;
  readonly found: number;
  readonly all: number;
}

export function FoundCount({ query, found, all }: FoundCountProps) {
  const { t, language } = useText();
  return (
    <span className={frame['quiet']} role="status" data-found={found}>
      {query.trim() === ''
        ? t('worklist.countAll', { count: all, formatted: formatCount(all, language) })
        : t('worklist.count', { shown: formatCount(found, language), all: formatCount(all, language) })}
    </span>
  );
}
