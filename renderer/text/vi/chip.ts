/**
 * What a chip proved, as sentences: `fact.<name>.<state>.<reason>`, `other` where there is no reason or one that has no sentence of its own.
 * A list that does not know the issuer says nothing against the card, and the words must not either.
 */
export const chip = {
  title: 'Chip đã chứng minh',
  readAt: 'đọc lúc {{time}}',
  details: 'Chi tiết',
  unknown: 'không rõ',
  name: {
    access: 'Mở chip', 'sod-signature': 'Chữ ký dữ liệu', chain: 'Nơi ký', hash: 'Từng phần dữ liệu', 'chip-authentication': 'Xác thực chip',
    'active-authentication': 'Xác thực chủ động', 'cross-check': 'So trong chip',
  },
  state: { ok: 'đúng', failed: 'sai', 'not-possible': 'không làm được', 'not-done': 'chưa làm' },
  password: { mrz: 'dòng MRZ', can: 'số CAN' },
  crossField: { number: 'số', birth: 'ngày sinh', sex: 'giới tính', expiry: 'ngày hết hạn' },
  group: {
    1: 'DG1 (dòng MRZ)', 2: 'DG2 (ảnh)', 3: 'DG3 (vân tay)', 4: 'DG4 (mống mắt)', 11: 'DG11 (thông tin thêm)', 12: 'DG12 (nơi cấp)',
    13: 'DG13 (thông tin Việt Nam)', 14: 'DG14 (khóa của chip)', 15: 'DG15 (khóa chống sao chép)',
  },
  groupOther: 'DG{{number}}',
  list: { dated: 'danh sách tin cậy “{{name}}” ngày {{date}}', undated: 'danh sách tin cậy “{{name}}”', unnamed: 'danh sách tin cậy trên máy' },

  fact: {
    access: {
      ok: {
        other: 'Mở bằng {{protocol}}, theo {{password}}.',
        'pace-failed': 'Mở bằng {{protocol}}, theo {{password}}. Cách mới hơn (PACE) có trong chip nhưng không mở được.',
        'not-in-dg14': 'Mở bằng {{protocol}}, theo {{password}}, nhưng phần được ký của chip không nêu cách mở này.',
      },
      failed: { other: 'Chip không mở được.' },
      'not-possible': { other: 'Thẻ hoặc đầu đọc này không mở được theo cách đã chọn.' },
      'not-done': { other: 'Chưa mở chip.' },
    },
    'sod-signature': {
      ok: { other: 'Chữ ký trên dữ liệu chip đúng.' },
      failed: {
        other: 'Chữ ký trên dữ liệu chip không đúng.',
        'signature-wrong': 'Chữ ký trên dữ liệu chip sai.',
        'digest-differs': 'Danh mục dữ liệu của chip đã bị đổi sau khi ký.',
        'content-type-differs': 'Chữ ký trong chip là của một thứ khác, không phải của dữ liệu này.',
        'sod-malformed': 'Phần chữ ký của chip (SOD) hỏng.',
        'cms-malformed': 'Phần chữ ký của chip (SOD) hỏng.',
        'signer-missing': 'Phần chữ ký của chip (SOD) không có ai ký.',
        'key-unreadable': 'Khóa của người ký trong chip không đọc được.',
      },
      'not-possible': {
        other: 'Trạm chưa kiểm được loại chữ ký này.',
        'sod-type-unknown': 'Phần chữ ký của chip (SOD) theo kiểu mà trạm chưa biết.',
        'hash-unsupported': 'Chip dùng hàm băm mà trạm chưa kiểm được.',
        'algorithm-unsupported': 'Chip dùng thuật toán ký mà trạm chưa kiểm được.',
        'certificate-missing': 'Chip không kèm chứng thư của người ký, nên chưa kiểm được chữ ký.',
      },
      'not-done': { other: 'Chữ ký trên dữ liệu chip chưa được kiểm.', 'sod-missing': 'Không đọc được phần chữ ký (SOD) của chip, nên chưa kiểm chữ ký.' },
    },
    chain: {
      ok: { other: 'Nơi ký có trong {{list}}.', unproven: 'Nơi ký có trong {{list}}, qua chứng thư chuyển tiếp chưa nối được với chứng thư cũ.' },
      failed: {
        other: 'Chứng thư của người ký không đúng.',
        'chain-signature-wrong': 'Chứng thư của người ký mang tên một nơi phát hành đã biết, nhưng không do nơi đó ký.',
        'signer-not-valid-then': 'Chứng thư của người ký không có hiệu lực vào lúc ký.',
        'signer-not-for-signing': 'Chứng thư của người ký không dùng để ký dữ liệu.',
        'issuer-not-valid-then': 'Chứng thư của nơi phát hành không có hiệu lực vào lúc ký.',
      },
      'not-possible': {
        other: 'Nơi ký: chưa xác minh được với {{list}}.',
        'issuer-unknown': 'Nơi ký: chưa xác minh được với {{list}}.',
        'no-anchors': 'Nơi ký: chưa xác minh được, vì trên máy chưa có danh sách tin cậy nào.',
        'algorithm-unsupported': 'Nơi ký: chưa xác minh được, vì trạm chưa kiểm được thuật toán của chứng thư.',
        'signing-time-unknown': 'Nơi ký có trong {{list}}, nhưng chip không cho biết ký khi nào, nên chưa xét được hiệu lực.',
      },
      'not-done': {
        other: 'Nơi ký chưa được xét.',
        'sod-missing': 'Không đọc được phần chữ ký của chip, nên không xét nơi ký.',
        'sod-malformed': 'Phần chữ ký của chip hỏng, nên không xét nơi ký.',
        'sod-type-unknown': 'Phần chữ ký theo kiểu chưa biết, nên không xét nơi ký.',
        'hash-unsupported': 'Chữ ký chưa kiểm được, nên không xét nơi ký.',
        'sod-signature': 'Chữ ký chưa được chứng minh, nên không xét nơi ký.',
      },
    },
    hash: {
      ok: { other: '{{count}} phần đã đọc còn nguyên như lúc ký.' },
      failed: {
        other: 'Không còn như lúc ký: {{groups}}.',
        'hash-differs': 'Đã khác đi so với lúc ký: {{groups}}.',
        'not-in-sod': 'Không ai ký phần này: {{groups}}.',
      },
      'not-possible': {
        other: 'Không có gì để so: {{groups}}.',
        'sod-missing': 'Không có phần chữ ký để so: {{groups}}.',
        'sod-malformed': 'Phần chữ ký hỏng, không so được: {{groups}}.',
        'sod-type-unknown': 'Phần chữ ký theo kiểu chưa biết, không so được: {{groups}}.',
        'hash-unsupported': 'Hàm băm chưa kiểm được, không so được: {{groups}}.',
      },
      'not-done': { other: 'Chưa so: {{groups}}.', 'not-read': 'Chip còn có {{groups}}, lần này không đọc.' },
    },
    'chip-authentication': {
      ok: { other: 'Chip chứng minh được khóa riêng của mình.', 'by-mapping': 'Chip chứng minh được khóa riêng của mình ngay khi mở (PACE-CAM).' },
      failed: {
        other: 'Chip không chứng minh được khóa riêng của mình.',
        refused: 'Chip từ chối chứng minh khóa riêng của mình.',
        'no-answer': 'Chip im lặng khi được hỏi khóa riêng của mình.',
        'signature-wrong': 'Chip trả lời sai khi được hỏi khóa riêng của mình.',
      },
      'not-possible': {
        other: 'Thẻ hoặc đầu đọc này không cho hỏi khóa riêng của chip.',
        'not-on-card': 'Thẻ này không có khóa để xác thực chip.',
        'parameters-unknown': 'Xác thực chip: chip dùng loại khóa mà trạm chưa biết.',
        'key-malformed': 'Khóa công khai trong chip hỏng, không hỏi được.',
      },
      'not-done': { other: 'Chưa hỏi khóa riêng của chip.', 'card-removed': 'Thẻ được nhấc ra trước khi hỏi khóa riêng của chip.', 'chip-timeout': 'Hết giờ trước khi hỏi khóa riêng của chip.' },
    },
    'active-authentication': {
      ok: { other: 'Chip ký đúng lời thách đố: không phải bản sao.' },
      failed: {
        other: 'Chip không ký đúng lời thách đố.',
        refused: 'Chip từ chối ký lời thách đố.',
        'no-answer': 'Chip im lặng trước lời thách đố.',
        'signature-wrong': 'Chip ký sai lời thách đố.',
      },
      'not-possible': {
        other: 'Thẻ hoặc đầu đọc này không cho thử lời thách đố.',
        'not-on-card': 'Thẻ này không có khóa chống sao chép.',
        'parameters-unknown': 'Chống sao chép: chip dùng loại khóa mà trạm chưa biết.',
        'hash-unknown': 'Chống sao chép: chip ký theo hàm băm mà trạm chưa biết.',
        'reader-short-only': 'Chống sao chép: đầu đọc này không chuyển được câu trả lời dài của chip.',
        'answer-truncated': 'Chống sao chép: câu trả lời của chip bị cắt ngắn trên đường về, nên không xét được.',
      },
      'not-done': { other: 'Chưa thử lời thách đố.', 'card-removed': 'Thẻ được nhấc ra trước khi thử lời thách đố.', 'chip-timeout': 'Hết giờ trước khi thử lời thách đố.' },
    },
    'cross-check': {
      ok: { other: 'Hai nơi trong chip ghi giống nhau: {{fields}}.' },
      failed: { other: 'Hai nơi trong chip không khớp nhau: {{fields}}.', differs: 'Hai nơi trong chip ghi khác nhau: {{fields}}.' },
      'not-possible': {
        other: 'Không so được: {{fields}}.',
        'value-missing': 'Một nơi trong chip để trống, không so được: {{fields}}.',
        'no-expiry': 'Thẻ không thời hạn, không có ngày để so: {{fields}}.',
      },
      'not-done': {
        other: 'Chưa so các nơi trong chip với nhau.',
        'dg1-missing': 'Không đọc được dòng MRZ trong chip, nên không có gì để so.',
        'dg13-missing': 'Chip không có phần thông tin Việt Nam (DG13), nên không có gì để so.',
      },
    },
  },

  alarm: {
    now: 'Chip không tự điền vào hồ sơ. Đọc chip lại một lần. Nếu vẫn vậy: so với thẻ và giấy tờ khác, chọn từng ô bên dưới, và báo người phụ trách.',
    access: 'Chip chưa mở, nên chưa có gì để lấy vào hồ sơ.',
    'sod-signature': 'Không còn gì bảo đảm dữ liệu chip là của nơi cấp thẻ.',
    chain: 'Dữ liệu chip có thể do người khác ký, không phải nơi cấp thẻ.',
    hash: 'Phần này không còn là thứ nơi cấp thẻ đã ký.',
    'chip-authentication': 'Đây có thể là bản sao của chip, dù dữ liệu đọc được.',
    'active-authentication': 'Đây có thể là bản sao của chip, dù dữ liệu đọc được.',
    'cross-check': 'Một trong hai nơi trong chip sai.',
  },

  early: { title: 'Đã đọc được', note: 'Chưa kiểm chứng xong.', take: 'Điền vào ô trống' },

  trust: {
    title: 'Danh sách tin cậy',
    text: 'Chứng thư gốc của những nơi phát hành thẻ, để biết ai đã ký dữ liệu trong chip. Danh sách của cấp trên tự về khi có mạng; cũng nhập được từ tệp: một chứng thư (DER, PEM), danh sách ICAO (.ml) hoặc LDIF.',
    none: 'Chưa có danh sách nào: nơi ký của chip sẽ ghi là chưa xác minh được.',
    import: 'Nhập tệp',
    importing: 'Đang kiểm danh sách…',
    loading: 'Đang mở các danh sách',
    dated: 'ngày {{date}}',
    undated: 'không ghi ngày',
    origin: { headquarters: 'của cấp trên (tên và ngày có chữ ký), nhận {{date}}', file: 'từ tệp, nhập {{date}}', fileBy: 'từ tệp, {{by}} nhập {{date}}' },
    headquarters: {
      unasked: 'Từ lúc đăng nhập chưa hỏi được cấp trên về danh sách mới.',
      asked: 'Đã hỏi cấp trên về danh sách mới lúc {{date}}.',
      fault: 'Chưa nhận được danh sách của cấp trên. {{fault}}',
      refused: 'Không dùng được “{{name}}” của cấp trên. {{fault}}',
    },
    anchors_other: '{{count}} chứng thư gốc',
    countries_other: '{{count}} nước',
    links: 'Gồm {{links}} chứng thư chuyển tiếp.',
    duplicates: '{{duplicates}} chứng thư đã có từ trước.',
    unproven: '{{unproven}} chứng thư chuyển tiếp chưa nối được với chứng thư cũ.',
    refused: 'Không nhận {{refused}} chứng thư: {{reasons}}.',
    refusedReason: '{{count}} {{reason}}',
    reason: {
      'certificate-malformed': 'hỏng', 'not-an-issuer': 'không phải chứng thư gốc', 'self-signature-wrong': 'tự ký sai', 'link-signature-wrong': 'chuyển tiếp ký sai',
      'algorithm-unsupported': 'thuật toán chưa kiểm được', other: 'lý do khác',
    },
    signedBy: {
      known: 'Người ký danh sách thuộc nơi phát hành đã có trên máy.',
      itself: 'Người ký danh sách thuộc nơi phát hành trong chính danh sách này.',
      stranger: 'Người ký danh sách thuộc nơi phát hành chưa biết: chỉ dùng nếu nhận từ nguồn chắc chắn.',
    },
    added: 'Đã nhập “{{name}}”: {{accepted}} chứng thư gốc, không nhận {{refused}}.',
    notUsed: 'Không còn dùng được. {{fault}} Hãy nhập lại tệp này.',
    again: 'Tải lại',
  },
};
