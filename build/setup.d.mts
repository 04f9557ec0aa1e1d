export interface SystemPackage {
  readonly name: string;
  readonly there: () => boolean;
}
export declare function wanted(of: { readonly card: boolean; readonly display: boolean }): readonly SystemPackage[];
export declare function byHand(names: readonly string[], system: { readonly isDebian: boolean; readonly prefix: readonly string[] | null }): string | null;
