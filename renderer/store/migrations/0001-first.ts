/** The first shape of the database. Frozen: a change is the next migration. */

/** A table's primary key, then the values that are looked up by; see Dexie's `stores`. */
export interface Migration {
  readonly version: number;
  readonly stores: Readonly<Record<string, string | null>>;
}

export const first: Migration = {
  version: 1,
  stores: {
    meta: 'key',
    lists: 'id',
    chunks: '[list+chunk], list',
    dossiers: 'id, person, state, businessDay',
  },
};
