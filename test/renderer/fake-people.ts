/** Made-up people, the longest names and addresses among them. */
import type { Person } from '../../sync/core/person.js';

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'];
const middles = ['Thị', 'Văn', 'Đức', 'Thị Thu', 'Quang', 'Thị Ngọc', 'Hữu', 'Thị Kim', 'Xuân', 'Minh'];
const givens = ['Oanh', 'Hùng', 'Lan', 'Tuấn', 'Hương', 'Dũng', 'Mai', 'Sơn', 'Phượng', 'Thắng', 'Yến', 'Khánh', 'Uyên', 'Tâm', 'Đào', 'Bình'];
const hamlets = ['Tổ 12', 'Tổ 14', 'Thôn Đông Hoà', 'Ấp Tân Phú', 'Khu dân cư số 7'];
const wards = ['Phường Hòa Phát', 'Phường Hoà Thọ Tây', 'Xã Hòa Nhơn'];

export const longest: Person = {
  id: '00000000-0000-4000-8000-000000000000', number: '046138000001', name: 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Hương', birth: '1938',
  sex: 'female', residence: 'permanent', address: 'Số nhà 128/45/7B, ngõ 312 đường Trường Chinh, khu tập thể Nhà máy Dệt Hoà Thọ',
  hamlet: 'Tổ dân phố số 14A', ward: 'Phường Hòa Phát', household: 'H-0001', phone: '0912345678', due: 'both', priority: 'bedridden',
};

/** The nth of the list; the same at every call. */
export function fakePerson(index: number): Person {
  if (index === 0) return longest;
  const pick = (list: readonly string[], step: number): string => list[(index * step + Math.floor(index / list.length)) % list.length] ?? '';
  const middle = pick(middles, 3);
  const sex = middle.startsWith('Thị') ? 'female' : 'male';
  const year = 1930 + ((index * 37) % 76);
  const month = String(1 + (index % 12)).padStart(2, '0');
  const day = String(1 + (index % 28)).padStart(2, '0');
  const century = (year >= 2000 ? 2 : 0) + (sex === 'female' ? 1 : 0);
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    number: index % 5 === 0 ? '' : `048${century}${String(year).slice(2)}${String(index).padStart(6, '0')}`,
    name: `${pick(families, 7)} ${middle} ${pick(givens, 5)}`,
    birth: index % 9 === 0 ? String(year) : `${year}-${month}-${day}`,
    sex, residence: index % 3 === 0 ? 'temporary' : 'permanent',
    address: `Số ${1 + (index % 90)} đường Ông Ích Đường`, hamlet: pick(hamlets, 1), ward: pick(wards, 1), household: `H-${String(index).padStart(4, '0')}`,
    phone: index % 2 === 0 ? `09${String(12000000 + index)}` : '', due: index % 4 === 0 ? 'eid' : index % 4 === 1 ? 'both' : 'card',
    priority: year < 1946 ? 'over-80' : index % 11 === 0 ? 'disabled' : index % 23 === 0 ? 'bedridden' : null,
  };
}

export function fakePeople(count: number): readonly Person[] {
  return Array.from({ length: count }, (_, index) => fakePerson(index));
}
