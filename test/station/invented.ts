/** The person of the demo: invented, and not like anyone. */
import type { SimulatedPerson } from '../../devices/kit.js';
import type { Person } from '../../sync/core/person.js';

/** As the old card knows her. */
export const onTheCard: SimulatedPerson = {
  number: '048144002719',
  fullName: 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Hương',
  birth: '1944-05-02',
  sex: 'female',
  nationality: 'Việt Nam',
  ethnicity: 'Kinh',
  religion: 'Không',
  origin: 'Hòa Phát, Cẩm Lệ, Đà Nẵng',
  residence: 'Tổ 12, số 48/7 đường Cách Mạng Tháng Tám, Hòa Phát, Cẩm Lệ, Đà Nẵng',
  issued: '2021-06-14',
  expiry: '2031-05-02',
  father: 'Công Tằng Tôn Thất Nguyễn Văn Phước',
  mother: 'Lê Thị Bưởi',
  spouse: 'Đặng Hữu Phúc',
  oldNumber: '201144719',
  features: 'Nốt ruồi cách 1 cm dưới mắt trái',
};

/** As headquarters' list knows her: no number, and only the year of birth. */
export const onTheList: Omit<Person, 'id'> = {
  number: '',
  name: 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Hương',
  birth: '1944',
  sex: 'female',
  residence: 'permanent',
  address: 'Tổ 12, số 48/7 đường Cách Mạng Tháng Tám',
  hamlet: 'Tổ 12',
  ward: 'Hòa Phát',
  household: '',
  phone: '0905123456',
  due: 'both',
  priority: 'bedridden',
};
