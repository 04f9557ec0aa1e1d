/** An invented person for the chip's tests. */
import type { SimulatedPerson } from '../../../devices/kit.js';

export const person: SimulatedPerson = {
  number: '079138012345', fullName: 'Nguyễn Thị Ánh Tuyết', birth: '1938-05-14', sex: 'female', nationality: 'Việt Nam', ethnicity: 'Kinh', religion: 'Không',
  origin: 'Xã Tân Phú Trung, huyện Củ Chi, Thành phố Hồ Chí Minh', residence: '12/3 đường Lê Văn Khương, khu phố 4, phường Hiệp Thành, Quận 12, Thành phố Hồ Chí Minh',
  issued: '2021-06-30', expiry: '2041-06-30', father: 'Nguyễn Văn Đạt', mother: 'Trần Thị Hường', spouse: '', oldNumber: '020123456',
  features: 'Nốt ruồi cách 1 cm dưới mép trái',
};

/** Bytes that count up: what a test needs of random. */
export function countingRandom(first = 1): (size: number) => Uint8Array {
  let next = first;
  return (size) => Uint8Array.from({ length: size }, () => next++ & 0xff);
}
