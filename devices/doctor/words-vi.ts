/** The doctor in Vietnamese. */
import type { Words } from './words.js';

export const vietnamese: Words = {
  usage: [
    'npm run doctor                      tình trạng các thiết bị: máy quét vân tay, đầu đọc chip',
    'npm run doctor -- chip [tùy chọn]   đọc giấy tờ đặt trên đầu đọc chip',
    '  --can N                           mở bằng số CAN (sáu chữ số ở mặt trước)',
    '  --mrz L                           mở bằng dòng MRZ, tất cả các dòng trong một tham số',
    '  --number N --birth D --expiry D   mở bằng số giấy tờ (hoặc số định danh), ngày sinh, ngày hết hạn: yyyy-mm-dd, dd/mm/yyyy hoặc YYMMDD',
    '  --trust TỆP…                      xét nơi cấp theo các danh sách tin cậy này (DER, PEM, master list, LDIF)',
    '  --wait GIÂY                       chờ thẻ trong bấy nhiêu giây (30)',
    '  --adapter pcsclite|smartcard      dùng thư viện này để nói với dịch vụ thẻ',
    '  --json                            một đối tượng JSON thay cho các dòng chữ',
  ].join('\n'),
  say: {
    adapter: 'Thư viện', readers: 'Đầu đọc', none: 'không có', waiting: 'Hãy đặt thẻ lên đầu đọc.', noCard: 'Không có thẻ nào được đặt lên trong thời gian chờ.',
    noKey: 'Để đọc thẻ, cho --can, hoặc --mrz, hoặc --number, --birth và --expiry.', facts: 'Chip chứng minh được gì', fields: 'Chữ', files: 'Tệp', times: 'Thời gian',
    reader: 'Đầu đọc', firstText: 'chữ đầu tiên', whole: 'cả lần đọc', photo: 'ảnh', noPhoto: 'không có ảnh xem được', bytes: 'byte', scanner: 'Máy quét vân tay', chip: 'Đầu đọc chip',
    cardThere: 'có thẻ', cardNotThere: 'chưa có thẻ',
    virtual: 'Đầu đọc ảo (vsmartcard-vpcd) đang được cài: khi dịch vụ thẻ chạy, nó mở cổng 35963 và 35964 trên mọi giao diện mạng. Hãy gỡ gói này khỏi máy trạm.',
    withoutEnd: 'không thời hạn', list: 'Danh sách tin cậy', listRefused: 'bị từ chối', anchors: 'nơi cấp', binding: 'Thư viện', loads: 'nạp được', loadsNot: 'không nạp được', tries: 'số lần thử còn lại', male: 'nam', female: 'nữ',
  },
  states: { ok: 'đạt', failed: 'không đạt', 'not-possible': 'không xét được', 'not-done': 'chưa làm' },
  facts: {
    access: 'mở chip', 'sod-signature': 'chữ ký của dữ liệu', chain: 'nơi cấp', hash: 'nhóm dữ liệu', 'chip-authentication': 'xác thực chip',
    'active-authentication': 'xác thực chủ động', 'cross-check': 'MRZ khớp với chữ trên chip,',
  },
  fields: {
    number: 'số định danh', fullName: 'họ và tên', birth: 'ngày sinh', sex: 'giới tính', nationality: 'quốc tịch', ethnicity: 'dân tộc', religion: 'tôn giáo', origin: 'quê quán',
    residence: 'nơi thường trú', oldNumber: 'số cũ', cardIssued: 'ngày cấp', cardExpiry: 'ngày hết hạn', father: 'cha', mother: 'mẹ', spouse: 'vợ hoặc chồng', features: 'đặc điểm',
  },
  reasons: {
    'no-anchors': 'chưa cho danh sách tin cậy nào', 'issuer-unknown': 'nơi cấp không có trong danh sách nào: chưa biết không phải là giả', 'chain-signature-wrong': 'mang tên một nơi cấp đã biết nhưng không do nơi đó ký',
    'signer-not-valid-then': 'người ký không có hiệu lực vào lúc ký', 'issuer-not-valid-then': 'nơi cấp không có hiệu lực vào lúc đó', 'signing-time-unknown': 'không biết được ký lúc nào',
    'signature-wrong': 'chữ ký sai', 'digest-differs': 'nội dung đã ký bị thay đổi', 'content-type-differs': 'chữ ký của một nội dung khác', 'sod-missing': 'thẻ không có đối tượng đã ký',
    'sod-malformed': 'đối tượng đã ký hỏng', 'sod-signature': 'chữ ký của dữ liệu không đạt', 'algorithm-unsupported': 'thuật toán chưa biết',
    'certificate-missing': 'thiếu chứng thư của người ký', 'hash-differs': 'dữ liệu khác với lúc ký', 'not-in-sod': 'không ai ký phần này', 'not-read': 'có ký nhưng chưa đọc',
    'pace-failed': 'PACE không được, đã mở bằng giao thức cũ', 'not-in-dg14': 'tệp đã ký không nêu giao thức này', 'not-on-card': 'thẻ không có khóa cho việc này',
    'by-mapping': 'đã chứng minh khi mở chip', refused: 'chip từ chối', 'no-answer': 'không có câu trả lời đúng', 'parameters-unknown': 'khóa có tham số chưa biết', 'key-malformed': 'khóa hỏng',
    'hash-unknown': 'hàm băm chưa biết', 'reader-short-only': 'đầu đọc này chỉ nhận lệnh ngắn', 'answer-truncated': 'câu trả lời bị cắt', 'dg1-missing': 'không đọc được MRZ',
    'dg13-missing': 'thẻ không có DG13', differs: 'khác nhau', 'value-missing': 'thiếu một bên', 'no-expiry': 'thẻ không thời hạn',
    'card-removed': 'thẻ bị nhấc ra', 'chip-timeout': 'hết thời gian',
  },
  faults: {
    'pcsc-absent': 'Không có dịch vụ thẻ: hãy khởi động pcscd.', 'reader-absent': 'Không có đầu đọc dùng được: hãy cắm vào, hoặc tắt chương trình đang giữ nó.',
    'card-absent': 'Chưa có thẻ trên đầu đọc.', 'card-removed': 'Thẻ bị nhấc ra khi đang đọc: hãy đặt lại, nằm phẳng, và để yên.',
    'chip-key-wrong': 'Chip không mở: hãy xem lại các giá trị. Sai số CAN nhiều lần có thể làm số này bị khóa.', 'chip-key-malformed': 'Các giá trị này không thể là của một thẻ.',
    'chip-unsupported': 'Chip cần cách mở khác, hoặc đây không phải giấy tờ ICAO.', 'chip-garbage': 'Không hiểu được câu trả lời của chip.',
    'chip-timeout': 'Chip không trả lời kịp: hãy đặt lại thẻ.', 'chip-cancelled': 'Đã bỏ.', 'device-process-down': 'Tiến trình thiết bị đã dừng.',
  },
  devices: { looking: 'đang tìm', ready: 'sẵn sàng', busy: 'đang bận', missing: 'không có', broken: 'hỏng' },
};
