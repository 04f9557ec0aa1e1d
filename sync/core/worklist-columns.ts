/** Which column of a list is which: header names as Vietnamese lists write them, with or without diacritics and in any case. */
import { foldName, normaliseText } from './names.js';

/** A cell of a spreadsheet: its text, or the formula that stands where a value should. */
export type Cell = string | { readonly formula: string };

export type ListColumn =
  | 'number' | 'name' | 'birth' | 'sex' | 'residence' | 'address' | 'hamlet' | 'ward' | 'household' | 'phone' | 'due' | 'priority';

/** The first of each is the name that faults use and that a list should have. */
export const columnNames: Readonly<Record<ListColumn, readonly [string, ...string[]]>> = {
  number: ['Số định danh', 'Số định danh cá nhân', 'Số CCCD', 'CCCD', 'Số căn cước', 'Số căn cước công dân', 'ĐDCN', 'Mã định danh', 'Số ĐDCN', 'CCCD/ĐDCN'],
  name: ['Họ và tên', 'Họ tên', 'Họ, chữ đệm và tên', 'Họ, chữ đệm và tên khai sinh', 'Họ và tên khai sinh'],
  birth: ['Ngày sinh', 'Năm sinh', 'Ngày, tháng, năm sinh', 'Ngày/tháng/năm sinh', 'NTNS'],
  sex: ['Giới tính', 'Nam/Nữ', 'Giới', 'Phái'],
  residence: ['Loại cư trú', 'Diện cư trú', 'Thường trú/Tạm trú', 'Cư trú', 'Hình thức cư trú'],
  address: ['Nơi cư trú', 'Địa chỉ', 'Địa chỉ cư trú', 'Nơi thường trú', 'Nơi ở hiện tại', 'Nơi ở', 'Chỗ ở hiện tại', 'Hộ khẩu thường trú'],
  hamlet: ['Thôn/Tổ', 'Thôn', 'Tổ', 'Tổ dân phố', 'Thôn, tổ dân phố', 'Thôn/Tổ dân phố', 'Xóm', 'Ấp', 'Khu phố', 'Khóm', 'Bản', 'Buôn'],
  ward: ['Phường/Xã', 'Phường', 'Xã', 'Xã/Phường', 'Xã/Phường/Thị trấn', 'Phường/Xã/Thị trấn', 'Xã, phường, thị trấn', 'Đơn vị hành chính'],
  household: ['Số hộ', 'Số hộ khẩu', 'Hộ số', 'Mã hộ', 'Hộ', 'Số hồ sơ cư trú'],
  phone: ['Điện thoại', 'Số điện thoại', 'SĐT', 'ĐT', 'Di động'],
  due: ['Nội dung', 'Nội dung thu nhận', 'Loại hồ sơ', 'Thu nhận', 'Yêu cầu', 'Chỉ tiêu'],
  priority: ['Ưu tiên', 'Diện ưu tiên', 'Đối tượng ưu tiên', 'Ghi chú ưu tiên', 'Đối tượng'],
};

/** Without these a list says too little of a person. */
export const requiredColumns: readonly ListColumn[] = ['name', 'birth', 'sex', 'ward', 'due'];

/** How far down the header may stand: titles, the office's name and the date come first. */
const titleRows = 30;

/** Letters and digits alone, folded: `Họ và tên (*)` is `hovaten`. What stands in brackets explains and is left out. */
export function headerKey(text: string): string {
  return foldName(normaliseText(text).replace(/\([^)]*\)/gu, '')).replace(/[^a-z0-9]/g, '');
}

const columnOfKey = new Map(Object.entries(columnNames).flatMap(([column, names]) => names.map((name) => [headerKey(name), column as ListColumn] as const)));

export interface Header {
  /** Index of the header row. */
  readonly row: number;
  /** Index of each column that is there; of two with the same meaning the first. */
  readonly columns: Readonly<Partial<Record<ListColumn, number>>>;
}

/** The row that names most columns; null when none names at least two. */
export function findHeader(rows: readonly (readonly Cell[])[]): Header | null {
  let best: Header | null = null;
  for (const [row, cells] of rows.slice(0, titleRows).entries()) {
    const columns: Partial<Record<ListColumn, number>> = {};
    for (const [index, cell] of cells.entries()) {
      const column = typeof cell === 'string' ? columnOfKey.get(headerKey(cell)) : undefined;
      if (column !== undefined) columns[column] ??= index;
    }
    const count = Object.keys(columns).length;
    if (count >= 2 && count > Object.keys(best?.columns ?? {}).length) best = { row, columns };
  }
  return best;
}

/** Names of required columns that are not there, as a list should have them. */
export function missingColumns(header: Header | null): readonly string[] {
  return requiredColumns.filter((column) => header?.columns[column] === undefined).map((column) => columnNames[column][0]);
}
