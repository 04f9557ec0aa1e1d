/** Brightness of a colour (ITU-R BT.601); a grey stays what it is. */
export function greyOf(red: number, green: number, blue: number): number {
  return (red * 299 + green * 587 + blue * 114 + 500) / 1000 | 0;
}
