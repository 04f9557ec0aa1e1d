/** How large a list may be: more than any unit's, and no more than a worker can hold. */
export const maxRows = 60_000;
export const maxColumns = 60;
/** Bytes of the file itself. */
export const maxFileSize = 64 * 1024 * 1024;
/** Bytes of all that a spreadsheet's archive unpacks to. */
export const maxUnpacked = 200 * 1024 * 1024;
/** People in one sealed chunk of a list. */
export const chunkPeople = 500;
/** Errors that are listed; all are counted. */
export const maxErrors = 1000;
