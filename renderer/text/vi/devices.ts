/** Thiết bị trên dòng trên cùng. */
export const devices = {
  scanner: 'Vân tay',
  camera: 'Máy ảnh',
  chip: 'Chip',
  full: { scanner: 'Máy quét vân tay', camera: 'Máy ảnh', chip: 'Đầu đọc thẻ chip' },
  state: {
    looking: 'đang tìm', ready: 'sẵn sàng', busy: 'đang dùng', missing: 'không thấy', broken: 'hỏng', restarting: 'đang khởi động lại',
  },
  serial: 'Số máy {{serial}}',
  cardPresent: 'Có thẻ trên đầu đọc',
  simulated: 'Thiết bị mô phỏng, không phải thiết bị thật',
  cameraCount_other: '{{count}} máy ảnh',
};
