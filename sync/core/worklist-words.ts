/** Words of a list's cells. Each function: the value, null where an empty cell says nothing, undefined for a word that is not known. */
import { headerKey } from './worklist-columns.js';
import type { Person, Sex } from './person.js';

function lookUp<Value>(table: Readonly<Record<string, Value>>): (text: string) => Value | undefined {
  const byKey = new Map(Object.entries(table).map(([word, value]) => [headerKey(word), value]));
  const exact = new Map(Object.entries(table));
  // A word wholly in brackets is still a word.
  return (text) => exact.has(text) ? exact.get(text) : byKey.get(headerKey(text) || headerKey(text.replace(/[()]/g, '')));
}

export const sexWord = lookUp<Sex | null>({ '': null, 'Nam': 'male', 'Nữ': 'female', 'male': 'male', 'female': 'female', 'M': 'male', 'F': 'female' });

export const residenceWord = lookUp<Person['residence']>({
  '': null, 'Thường trú': 'permanent', 'Tạm trú': 'temporary', 'permanent': 'permanent', 'temporary': 'temporary',
  'Hộ khẩu thường trú': 'permanent', 'Lưu trú': 'temporary',
});

/** What is due must be said: an empty cell is not known. */
export const dueWord = lookUp<Person['due']>({
  'CCCD': 'card', 'Căn cước': 'card', 'Căn cước công dân': 'card', 'Thẻ': 'card', 'Thẻ căn cước': 'card', 'Cấp CCCD': 'card', 'Cấp thẻ': 'card', 'CC': 'card',
  'ĐDĐT': 'eid', 'Định danh': 'eid', 'Định danh mức 2': 'eid', 'Định danh điện tử': 'eid', 'Tài khoản định danh': 'eid', 'Tài khoản định danh điện tử': 'eid', 'VNeID': 'eid',
  'Cả hai': 'both', 'Cả 2': 'both', 'CCCD và ĐDĐT': 'both', 'CCCD + ĐDĐT': 'both', 'CCCD, ĐDĐT': 'both', 'Căn cước và định danh điện tử': 'both',
});

export const priorityWord = lookUp<Person['priority']>({
  '': null, 'Không': null,
  'Liệt giường': 'bedridden', 'Nằm liệt giường': 'bedridden', 'Nằm liệt': 'bedridden', 'Ốm đau, liệt giường': 'bedridden', 'Bệnh nặng': 'bedridden',
  'Khuyết tật': 'disabled', 'Người khuyết tật': 'disabled',
  'Trên 80': 'over-80', 'Trên 80 tuổi': 'over-80', '80 tuổi trở lên': 'over-80', 'Người cao tuổi': 'over-80', 'Già yếu': 'over-80',
  'Học sinh': 'pupil', 'Học sinh thi': 'pupil', 'Học sinh cuối cấp': 'pupil',
});
