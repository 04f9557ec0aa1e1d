/** What the search finds, as it is typed. */
import { useCallback, useMemo, useState } from 'react';

import { search, type SearchIndex } from '../../../sync/core/search.js';

interface SearchInHand {
  readonly query: string;
  /** Positions in the list that the index was built of. */
  readonly found: readonly number[];
  /** Position in `found`; typing goes back to the first. */
  readonly selected: number;
  readonly type: (query: string) => void;
  readonly select: (position: number) => void;
}

export function useSearch(index: SearchIndex): SearchInHand {
  const [{ query, selected }, setState] = useState({ query: '', selected: 0 });
  const found = useMemo(() => search(index, query), [index, query]);
  return {
    query, found, selected,
    type: useCallback((next: string) => setState({ query: next, selected: 0 }), []),
    select: useCallback((position: number) => setState((state) => ({ ...state, selected: position })), []),
  };
}
