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
  anchors: {
    title: 'Ai bảo đảm cho máy quét vân tay',
    text: 'Chứng thư gốc của hãng hay cơ quan đã cấp chứng thư cho máy quét. Thiếu nó, máy quét vẫn dùng được nhưng ghi là “chữ ký máy chưa rõ”. Nhận tệp PEM hoặc DER; hãy so mã SHA-256 với mã mà hãng công bố.',
    import: 'Nhập chứng thư',
    loading: 'Đang mở các chứng thư',
    again: 'Tải lại',
    none: 'Chưa có chứng thư nào: chưa máy quét nào được bảo đảm.',
    count_other: '{{count}} chứng thư',
    unnamed: 'chứng thư không ghi tên',
    fingerprint: 'SHA-256:',
    state: { valid: 'Có hiệu lực đến {{until}}', expired: 'Hết hạn từ {{until}}: không còn được tính', 'not-yet-valid': 'Chưa đến ngày hiệu lực ({{from}}): chưa được tính' },
    unreadable: 'Tệp không đọc được trong thư mục chứng thư: {{files}}.',
    added: 'Đã nhập: {{names}}.',
    known: 'Đã có từ trước: {{names}}.',
    refused: {
      'anchor-not-issuer': 'Không nhận “{{name}}”: không phải chứng thư gốc.',
      'anchor-expired': 'Không nhận “{{name}}”: đã hết hạn.',
      'anchor-not-yet-valid': 'Không nhận “{{name}}”: chưa đến ngày hiệu lực.',
    },
  },
};
