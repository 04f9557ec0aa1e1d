/** Options of printToPDF in the browser's terms: sizes and margins in inches, as Electron takes them. */
export interface PdfOptions {
  readonly landscape?: boolean;
  readonly printBackground?: boolean;
  readonly scale?: number;
  readonly pageSize?: string | { readonly width: number; readonly height: number };
  readonly margins?: { readonly top?: number; readonly bottom?: number; readonly left?: number; readonly right?: number };
  readonly pageRanges?: string;
  readonly displayHeaderFooter?: boolean;
  readonly headerTemplate?: string;
  readonly footerTemplate?: string;
  readonly preferCSSPageSize?: boolean;
}

const inch = 25.4;
const sizes: Record<string, readonly [width: number, height: number]> = {
  A0: [841 / inch, 1189 / inch], A1: [594 / inch, 841 / inch], A2: [420 / inch, 594 / inch], A3: [297 / inch, 420 / inch], A4: [210 / inch, 297 / inch],
  A5: [148 / inch, 210 / inch], A6: [105 / inch, 148 / inch], Letter: [8.5, 11], Legal: [8.5, 14], Tabloid: [11, 17], Ledger: [17, 11],
};
const known: readonly string[] = ['landscape', 'printBackground', 'scale', 'pageSize', 'margins', 'pageRanges', 'displayHeaderFooter', 'headerTemplate', 'footerTemplate',
  'preferCSSPageSize'] satisfies (keyof PdfOptions)[];

/** Throws on an option that the host would have to ignore. */
export function pdfParameters(options: PdfOptions): Record<string, unknown> {
  const foreign = Object.keys(options).find((key) => !known.includes(key));
  if (foreign !== undefined) throw Error(`printToPDF's option ${foreign} is not available on the Chromium host`);
  const { pageSize = 'Letter', margins, ...same } = options;
  const size = typeof pageSize === 'string' ? sizes[pageSize] : ([pageSize.width, pageSize.height] as const);
  if (size === undefined) throw Error(`printToPDF does not know the page size ${String(pageSize)}`);
  const { top, bottom, left, right } = margins ?? {};
  return {
    ...same, paperWidth: size[0], paperHeight: size[1], transferMode: 'ReturnAsBase64',
    ...(top === undefined ? {} : { marginTop: top }), ...(bottom === undefined ? {} : { marginBottom: bottom }),
    ...(left === undefined ? {} : { marginLeft: left }), ...(right === undefined ? {} : { marginRight: right }),
  };
}
