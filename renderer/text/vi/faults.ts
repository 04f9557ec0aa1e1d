/** Mỗi mã lỗi: chuyện gì đã xảy ra, hồ sơ đang làm ra sao, làm gì bây giờ, và chữ trên nút. */
export const faults = {
  more: 'Chi tiết',

  // Lưu
  'disk-full': { what: 'Ổ đĩa của máy đã đầy, chưa lưu được lần sửa này.', dossier: 'Những gì đã lưu trước đó vẫn còn nguyên.', now: 'Hãy xuất hồ sơ ra USB rồi xoá bớt tệp khác trên máy để có chỗ trống, sau đó lưu lại.', act: 'Xuất ra USB' },
  'not-durable': { what: 'Máy chưa ghi chắc chắn được lần sửa này xuống ổ đĩa.', dossier: 'Hồ sơ vẫn được giữ ở lần lưu trước, nội dung trên màn hình chưa mất.', now: 'Đừng tắt máy. Hãy lưu lại; nếu vẫn không được, báo người phụ trách thiết bị.', act: 'Lưu lại' },
  locked: { what: 'Trạm đang khoá.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy đăng nhập lại để làm tiếp.', act: 'Đăng nhập lại' },
  'unknown-dossier': { what: 'Không tìm thấy hồ sơ này trên máy.', dossier: 'Các hồ sơ khác không bị ảnh hưởng.', now: 'Hãy quay lại danh sách và mở hồ sơ từ đó.', act: 'Về danh sách' },
  'not-a-draft': { what: 'Hồ sơ này đã niêm phong nên không sửa trực tiếp được.', dossier: 'Hồ sơ vẫn được giữ nguyên.', now: 'Nếu cần sửa, hãy mở bản sửa đổi trong mục Hồ sơ.', act: 'Mở mục Hồ sơ' },

  // Cấp phát trạm
  'not-a-provisioning-file': { what: 'Tệp này không phải tệp cấp phát trạm.', dossier: 'Trên máy chưa có gì thay đổi.', now: 'Hãy chọn đúng tệp cấp phát mà cấp trên đã giao cho trạm này.', act: 'Chọn tệp khác' },
  'mixed-recipients': { what: 'Tệp cấp phát trộn hai loại khoá nhận nên không dùng được.', dossier: 'Trên máy chưa có gì thay đổi.', now: 'Hãy xin cấp trên một tệp cấp phát mới.', act: 'Chọn tệp khác' },
  'already-provisioned': { what: 'Trạm này đã được cấp phát từ trước.', dossier: 'Hồ sơ trên máy vẫn được giữ.', now: 'Không cần nạp tệp lần nữa; hãy đăng nhập để làm việc.', act: 'Đến màn hình đăng nhập' },

  // Mật khẩu
  'wrong-secret': { what: 'Mật khẩu không đúng.', dossier: 'Hồ sơ trên máy vẫn được giữ an toàn.', now: 'Kiểm tra lại từng từ, cả dấu cách giữa các từ, rồi nhập lại.', act: 'Nhập lại' },
  'secret-too-weak': { what: 'Mật khẩu này quá dễ đoán.', dossier: 'Trên máy chưa có gì thay đổi.', now: 'Hãy dùng cụm từ mà máy gợi ý.', act: 'Gợi ý cụm từ khác' },
  'secret-not-repeated': { what: 'Cụm từ nhập lại không khớp với cụm từ đã ghi.', dossier: 'Trên máy chưa có gì thay đổi.', now: 'Hãy xem lại bản ghi trên giấy và nhập lại từng từ.', act: 'Nhập lại' },
  'keys-unreadable': { what: 'Không đọc được tệp khoá của trạm.', dossier: 'Hồ sơ vẫn nằm trên ổ đĩa, chưa mở được.', now: 'Đừng cài lại máy. Hãy báo cấp trên để khôi phục khoá.', act: 'Thử lại' },
  'not-provisioned': { what: 'Trạm này chưa được cấp phát.', dossier: 'Chưa có hồ sơ nào trên máy.', now: 'Hãy nạp tệp cấp phát trước.', act: 'Nạp tệp cấp phát' },
  'secret-exists': { what: 'Trạm này đã có mật khẩu.', dossier: 'Hồ sơ trên máy vẫn được giữ.', now: 'Hãy đăng nhập bằng mật khẩu đó.', act: 'Đến màn hình đăng nhập' },
  'officer-unknown': { what: 'Máy không còn nhớ cán bộ và địa điểm của lần trước.', dossier: 'Hồ sơ trên máy vẫn được giữ.', now: 'Hãy nhập họ tên và địa điểm rồi đăng nhập lại.', act: 'Nhập lại' },

  // Mở, niêm phong, sửa
  'key-destroyed': { what: 'Khoá của hồ sơ này đã được huỷ khi chốt ngày làm việc.', dossier: 'Bản niêm phong vẫn được giữ để gửi đi, nhưng trạm không mở ra được nữa.', now: 'Nếu phải sửa, hãy chờ cấp trên trả hồ sơ về.', act: 'Về danh sách' },
  'part-unreadable': { what: 'Một phần của hồ sơ không đọc được.', dossier: 'Phần hỏng được giữ riêng, các phần khác vẫn còn.', now: 'Hãy thu lại phần đó khi người dân còn ở đây.', act: 'Mở hồ sơ' },
  'checks-block': { what: 'Còn mục kiểm tra chưa đạt nên chưa niêm phong được.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy xem bước Kiểm tra và xử lý từng mục.', act: 'Đến bước Kiểm tra' },
  'not-confirmed': { what: 'Người dân chưa xác nhận nội dung, hoặc nội dung đã thay đổi sau khi xác nhận.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy đưa màn hình để người dân đọc lại và xác nhận.', act: 'Đến bước Xác nhận' },
  'still-a-draft': { what: 'Hồ sơ này còn đang làm, chưa niêm phong.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy mở hồ sơ để làm tiếp.', act: 'Làm tiếp' },

  // Máy quét vân tay
  'scanner-absent': { what: 'Không tìm thấy máy quét vân tay.', dossier: 'Hồ sơ vẫn được giữ; các bước khác vẫn làm được.', now: 'Cắm lại dây USB của máy quét, chờ đèn sáng rồi tìm lại.', act: 'Tìm lại' },
  'scanner-not-ready': { what: 'Máy quét vân tay chưa sẵn sàng.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Chờ vài giây; nếu đèn máy quét không sáng, hãy rút ra cắm lại.', act: 'Thử lại' },
  'scanner-busy': { what: 'Máy quét vân tay đang bận với lần chụp khác.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Chờ lần chụp trước xong hoặc huỷ nó, rồi chụp lại.', act: 'Chụp lại' },
  'scanner-timeout': { what: 'Hết giờ chờ mà chưa chụp đủ vân tay.', dossier: 'Các vân tay đã có vẫn được giữ.', now: 'Đặt các ngón phẳng lên mặt kính, ấn nhẹ và chụp lại.', act: 'Chụp lại' },
  'scanner-garbage': { what: 'Máy quét trả về dữ liệu không đọc được.', dossier: 'Dữ liệu hỏng đã bị loại; hồ sơ vẫn được giữ.', now: 'Hãy chụp lại; nếu lặp lại, rút máy quét ra và cắm lại.', act: 'Chụp lại' },
  'scanner-lost': { what: 'Mất kết nối với máy quét khi đang chụp.', dossier: 'Các vân tay đã có vẫn được giữ.', now: 'Kiểm tra dây USB, cắm lại rồi chụp lại.', act: 'Chụp lại' },
  'scanner-hash-chain': { what: 'Chuỗi kiểm của máy quét không khớp: ảnh vừa rồi có thể không đến từ lần chụp này.', dossier: 'Ảnh đó không được nhận; hồ sơ vẫn được giữ.', now: 'Hãy chụp lại; nếu lặp lại, đổi máy quét và báo người phụ trách.', act: 'Chụp lại' },
  'scanner-refused': { what: 'Máy quét từ chối lệnh chụp.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy chụp lại; nếu vẫn bị từ chối, khởi động lại máy quét.', act: 'Chụp lại' },
  'scanner-cancelled': { what: 'Lần chụp đã được huỷ.', dossier: 'Các vân tay đã có vẫn được giữ.', now: 'Khi sẵn sàng, hãy chụp lại.', act: 'Chụp lại' },
  'scanner-wrong-password': { what: 'Máy quét vân tay đòi mật khẩu khác.', dossier: 'Hồ sơ vẫn được giữ; các bước khác vẫn làm được.', now: 'Dùng máy quét khác, hoặc báo người phụ trách đặt lại mật khẩu của máy này.', act: 'Tìm lại' },
  'scanner-overheated': { what: 'Máy quét vân tay quá nóng nên tạm dừng.', dossier: 'Các vân tay đã có vẫn được giữ.', now: 'Để máy nghỉ vài phút cho nguội, rồi chụp lại; trong lúc chờ, hãy làm các bước khác.', act: 'Chụp lại' },
  'scanner-no-access': { what: 'Máy tính chưa cho phép dùng máy quét vân tay này.', dossier: 'Hồ sơ vẫn được giữ; các bước khác vẫn làm được.', now: 'Dùng máy quét khác, hoặc báo người phụ trách cài quyền USB cho máy quét (tệp 70-tan-nha.rules; trên Windows là trình điều khiển WinUSB), rồi rút ra cắm lại.', act: 'Tìm lại' },
  'device-process-down': { what: 'Phần điều khiển thiết bị vừa dừng và đang tự khởi động lại.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Chờ vài giây rồi thử lại.', act: 'Thử lại' },

  // Đầu đọc thẻ
  'pcsc-absent': { what: 'Dịch vụ đầu đọc thẻ trên máy không chạy.', dossier: 'Hồ sơ vẫn được giữ; có thể nhập thông tin bằng tay.', now: 'Hãy nhập bằng tay để làm tiếp, và báo người phụ trách bật dịch vụ đầu đọc thẻ (pcscd).', act: 'Thử lại' },
  'reader-absent': { what: 'Không tìm thấy đầu đọc thẻ.', dossier: 'Hồ sơ vẫn được giữ; có thể nhập thông tin bằng tay.', now: 'Cắm lại đầu đọc thẻ rồi thử lại, hoặc nhập bằng tay.', act: 'Thử lại' },
  'card-absent': { what: 'Chưa có thẻ trên đầu đọc.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Đặt thẻ nằm yên trên đầu đọc rồi đọc lại.', act: 'Đọc lại' },
  'card-removed': { what: 'Thẻ bị nhấc ra khi đang đọc.', dossier: 'Hồ sơ vẫn được giữ; chưa lấy gì từ thẻ lần này.', now: 'Đặt thẻ nằm yên cho đến khi đọc xong.', act: 'Đọc lại' },
  'chip-key-wrong': { what: 'Chip không mở được bằng số thẻ, ngày sinh và ngày hết hạn đã nhập.', dossier: 'Hồ sơ vẫn được giữ.', now: 'So lại ba giá trị với dòng chữ in ở mặt sau thẻ rồi đọc lại.', act: 'Sửa và đọc lại' },
  'chip-mrz-wrong': { what: 'Chip không mở được bằng ba giá trị này.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Xem lại {{parts}}: so với dòng in ở mặt sau thẻ rồi đọc lại.', act: 'Xem lại' },
  'chip-can-wrong': { what: 'Số CAN không đúng.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Thử sai thêm có thể làm chip trả lời chậm dần hoặc khoá thẻ. Nhập lại 6 số in trên thẻ, hoặc mở bằng dòng MRZ.', act: 'Nhập lại' },
  'chip-can-wrong-left': { what: 'Số CAN không đúng: thẻ còn cho thử {{tries}} lần.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Thử sai hết số lần đó có thể làm thẻ bị khoá. Nhập lại thật đúng 6 số in trên thẻ, hoặc mở bằng dòng MRZ.', act: 'Nhập lại' },
  'chip-can-blocked': { what: 'Thẻ không cho thử số CAN nữa.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy mở bằng dòng MRZ, hoặc nhập thông tin bằng tay theo thẻ.', act: 'Mở bằng dòng MRZ' },
  'chip-needs-mrz': { what: 'Thẻ này không mở được bằng số CAN.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Đã chuyển sang dòng MRZ: nhập ba giá trị in ở mặt sau thẻ rồi đọc lại.', act: 'Nhập dòng MRZ' },
  'chip-key-malformed': { what: 'Số thẻ, ngày sinh hoặc ngày hết hạn chưa đúng dạng, hoặc chữ số kiểm không khớp.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Nhập lại đúng như in ở mặt sau thẻ.', act: 'Sửa lại' },
  'chip-unsupported': { what: 'Thẻ này không phải loại chip mà trạm đọc được.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy nhập thông tin bằng tay theo thẻ.', act: 'Nhập bằng tay' },
  'chip-garbage': { what: 'Dữ liệu trên chip không đọc được.', dossier: 'Dữ liệu hỏng đã bị loại; hồ sơ vẫn được giữ.', now: 'Lau mặt chip và đọc lại; nếu vẫn không được, nhập bằng tay.', act: 'Đọc lại' },
  'chip-timeout': { what: 'Thẻ không trả lời trong thời gian chờ.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Xê dịch thẻ trên đầu đọc rồi đọc lại.', act: 'Đọc lại' },
  'chip-cancelled': { what: 'Việc đọc chip đã được huỷ.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Khi sẵn sàng, hãy đọc lại.', act: 'Đọc lại' },

  // Danh sách tin cậy
  'list-empty': { what: 'Trong tệp này không có chứng thư nào.', dossier: 'Các danh sách trên máy giữ nguyên.', now: 'Hãy chọn đúng tệp danh sách.', act: 'Chọn tệp khác' },
  'list-too-large': { what: 'Tệp này quá lớn đối với một danh sách tin cậy.', dossier: 'Các danh sách trên máy giữ nguyên.', now: 'Hãy chọn đúng tệp, không quá 96 MB.', act: 'Chọn tệp khác' },
  'list-unknown': { what: 'Tệp này không phải chứng thư, danh sách ICAO hay LDIF.', dossier: 'Các danh sách trên máy giữ nguyên.', now: 'Hãy chọn đúng tệp danh sách.', act: 'Chọn tệp khác' },
  'list-malformed': { what: 'Danh sách này hỏng, không đọc được.', dossier: 'Các danh sách trên máy giữ nguyên.', now: 'Hãy tải hoặc xin lại tệp từ nơi phát hành.', act: 'Chọn tệp khác' },
  'list-signature': { what: 'Chữ ký của danh sách này sai.', dossier: 'Không nhận chứng thư nào trong đó; các danh sách trên máy giữ nguyên.', now: 'Đừng dùng tệp này. Hãy xin lại từ nguồn chắc chắn và báo người phụ trách.', act: 'Chọn tệp khác' },
  'trust-timeout': { what: 'Kiểm danh sách quá lâu nên đã dừng.', dossier: 'Các danh sách trên máy giữ nguyên.', now: 'Hãy thử lại.', act: 'Thử lại' },
  'trust-cancelled': { what: 'Việc kiểm danh sách đã được huỷ.', dossier: 'Các danh sách trên máy giữ nguyên.', now: 'Khi cần, hãy nhập lại.', act: 'Thử lại' },
  'trust-failed': { what: 'Phần kiểm danh sách vừa dừng giữa chừng.', dossier: 'Các danh sách trên máy giữ nguyên.', now: 'Hãy thử lại; nếu lặp lại, báo người phụ trách.', act: 'Thử lại' },
  'index-forged': { what: 'Mục lục danh sách tin cậy không đúng chữ ký của cấp trên.', dossier: 'Các danh sách trên máy giữ nguyên.', now: 'Hãy đổi mạng khác và báo cấp trên.', act: 'Thử lại' },
  'index-older': { what: 'Mục lục danh sách tin cậy nhận được cũ hơn mục lục đang có.', dossier: 'Các danh sách trên máy giữ nguyên.', now: 'Hãy đổi mạng khác; nếu lặp lại, báo cấp trên.', act: 'Thử lại' },
  'list-differs': { what: 'Danh sách nhận được không đúng với mục lục có chữ ký của cấp trên.', dossier: 'Danh sách đó không được dùng; các danh sách khác giữ nguyên.', now: 'Hãy báo cấp trên.', act: 'Thử lại' },

  // Chứng thư bảo đảm máy quét
  'anchor-none': { what: 'Trong tệp này không có chứng thư nào.', dossier: 'Các chứng thư trên máy giữ nguyên.', now: 'Hãy chọn tệp chứng thư (PEM hoặc DER).', act: 'Chọn tệp khác' },
  'anchor-too-large': { what: 'Tệp này quá lớn đối với chứng thư.', dossier: 'Các chứng thư trên máy giữ nguyên.', now: 'Hãy chọn đúng tệp, nhỏ hơn 1 MB.', act: 'Chọn tệp khác' },
  'anchor-not-issuer': { what: 'Chứng thư này không phải chứng thư gốc, không bảo đảm cho máy quét được.', dossier: 'Các chứng thư trên máy giữ nguyên.', now: 'Hãy xin hãng chứng thư gốc.', act: 'Chọn tệp khác' },
  'anchor-expired': { what: 'Chứng thư này đã hết hạn.', dossier: 'Các chứng thư trên máy giữ nguyên.', now: 'Hãy xin hãng chứng thư mới; nếu chắc là còn hạn, xem lại ngày giờ của máy.', act: 'Chọn tệp khác' },
  'anchor-not-yet-valid': { what: 'Chứng thư này chưa đến ngày hiệu lực.', dossier: 'Các chứng thư trên máy giữ nguyên.', now: 'Hãy xem lại ngày giờ của máy, hoặc nhập sau.', act: 'Chọn tệp khác' },

  // Ảnh và máy ảnh
  'photo-unreadable': { what: 'Ảnh vừa chụp không đọc được.', dossier: 'Ảnh đã có trước đó, nếu có, vẫn được giữ.', now: 'Hãy chụp lại.', act: 'Chụp lại' },
  'photo-too-small': { what: 'Ảnh nhỏ hơn mức cho phép.', dossier: 'Ảnh đã có trước đó, nếu có, vẫn được giữ.', now: 'Hãy dùng máy ảnh có độ nét cao hơn rồi chụp lại.', act: 'Chụp lại' },
  'camera-absent': { what: 'Không tìm thấy máy ảnh.', dossier: 'Hồ sơ vẫn được giữ; các bước khác vẫn làm được.', now: 'Cắm lại máy ảnh rồi tìm lại.', act: 'Tìm lại' },

  // Nạp danh sách
  'not-a-spreadsheet': { what: 'Tệp này không phải bảng tính CSV hay XLSX.', dossier: 'Danh sách trên máy giữ nguyên.', now: 'Hãy chọn đúng tệp danh sách chỉ tiêu.', act: 'Chọn tệp khác' },
  'spreadsheet-too-large': { what: 'Bảng tính quá lớn để nạp một lần.', dossier: 'Danh sách trên máy giữ nguyên.', now: 'Hãy tách danh sách theo xã, phường rồi nạp từng tệp.', act: 'Chọn tệp khác' },
  'spreadsheet-unsafe': { what: 'Bảng tính này giải nén ra lớn bất thường nên không mở.', dossier: 'Danh sách trên máy giữ nguyên.', now: 'Hãy xin lại tệp từ nơi gửi; đừng mở tệp này bằng chương trình khác.', act: 'Chọn tệp khác' },
  'columns-missing': { what: 'Danh sách thiếu cột: {{columns}}.', dossier: 'Chưa nạp dòng nào; danh sách trên máy giữ nguyên.', now: 'Hãy thêm các cột đó vào dòng tiêu đề rồi nạp lại.', act: 'Chọn tệp khác' },
  'no-rows': { what: 'Bảng tính không có dòng nào.', dossier: 'Danh sách trên máy giữ nguyên.', now: 'Hãy kiểm tra lại tệp rồi nạp lại.', act: 'Chọn tệp khác' },
  'import-cancelled': { what: 'Đã dừng nạp danh sách.', dossier: 'Chưa nạp dòng nào; danh sách trên máy giữ nguyên.', now: 'Khi cần, hãy nạp lại.', act: 'Nạp lại' },

  // Liên lạc với cấp trên
  offline: { what: 'Chưa có mạng đến cấp trên.', dossier: 'Hồ sơ vẫn được giữ và sẽ tự gửi khi có mạng.', now: 'Cứ làm việc tiếp; nếu cần gửi ngay, hãy nối mạng hoặc xuất ra USB.', act: 'Gửi ngay' },
  'timed-out': { what: 'Cấp trên không trả lời trong thời gian chờ.', dossier: 'Hồ sơ vẫn được giữ, phần đã gửi không phải gửi lại.', now: 'Trạm sẽ tự thử lại.', act: 'Gửi ngay' },
  cut: { what: 'Đường truyền bị ngắt giữa chừng.', dossier: 'Hồ sơ vẫn được giữ, phần đã gửi không phải gửi lại.', now: 'Trạm sẽ tự gửi tiếp từ chỗ dừng.', act: 'Gửi tiếp ngay' },
  'wrong-certificate': { what: 'Máy chủ trả lời không đúng chứng thư của cấp trên.', dossier: 'Chưa gửi gì cho máy chủ đó; hồ sơ vẫn được giữ.', now: 'Hãy đổi mạng khác; nếu vẫn vậy, báo cấp trên.', act: 'Thử lại' },
  'not-registered': { what: 'Trạm chưa đăng ký với cấp trên.', dossier: 'Hồ sơ vẫn được giữ và sẽ gửi sau khi đăng ký.', now: 'Hãy nối mạng; trạm sẽ tự đăng ký.', act: 'Thử lại' },
  'code-used': { what: 'Mã cấp phát của trạm đã được máy khác dùng.', dossier: 'Hồ sơ vẫn được giữ; có thể xuất ra USB.', now: 'Hãy báo cấp trên ngay và xin tệp cấp phát mới.', act: 'Thử lại' },
  'code-unknown': { what: 'Cấp trên không nhận ra mã cấp phát của trạm.', dossier: 'Hồ sơ vẫn được giữ; có thể xuất ra USB.', now: 'Hãy xin cấp trên kiểm tra tệp cấp phát.', act: 'Thử lại' },
  'station-refused': { what: 'Cấp trên không cho trạm này gửi hồ sơ.', dossier: 'Hồ sơ vẫn được giữ; có thể xuất ra USB.', now: 'Hãy liên hệ cấp trên để mở lại trạm.', act: 'Thử lại' },
  'clock-refused': { what: 'Đồng hồ của máy lệch quá xa so với cấp trên.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy chỉnh lại ngày giờ của máy rồi gửi lại.', act: 'Gửi lại' },
  'signature-refused': { what: 'Cấp trên không chấp nhận chữ ký của trạm.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy báo cấp trên kiểm tra đăng ký của trạm.', act: 'Thử lại' },
  conflict: { what: 'Cấp trên đã có bản khác của hồ sơ này.', dossier: 'Hồ sơ được giữ riêng trên máy, các hồ sơ khác vẫn gửi tiếp.', now: 'Hãy báo cấp trên số lượt gửi này để đối chiếu.', act: 'Gửi lại' },
  'dossier-refused': { what: 'Cấp trên không nhận hồ sơ này.', dossier: 'Hồ sơ được giữ riêng trên máy, các hồ sơ khác vẫn gửi tiếp.', now: 'Hãy xem chi tiết, sửa hồ sơ nếu còn sửa được, rồi gửi lại.', act: 'Gửi lại' },
  'headquarters-failed': { what: 'Máy chủ của cấp trên đang gặp sự cố.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Không phải làm gì; trạm sẽ tự thử lại.', act: 'Gửi ngay' },
  'answer-unreadable': { what: 'Không đọc được câu trả lời của cấp trên.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Trạm sẽ tự thử lại; nếu kéo dài, hãy đổi mạng khác.', act: 'Thử lại' },
  'receipt-forged': { what: 'Biên nhận không đúng chữ ký của cấp trên.', dossier: 'Hồ sơ vẫn được coi là chưa nhận và vẫn được giữ.', now: 'Hãy đổi mạng khác và báo cấp trên.', act: 'Thử lại' },

  // USB và chốt ngày
  'nothing-to-export': { what: 'Ngày này không có hồ sơ nào đã niêm phong.', dossier: 'Các hồ sơ đang làm vẫn được giữ.', now: 'Hãy chọn ngày khác, hoặc hoàn tất hồ sơ đang làm trước.', act: 'Chọn ngày khác' },
  'folder-missing': { what: 'Không thấy thư mục này.', dossier: 'Hồ sơ vẫn được giữ trên máy.', now: 'Hãy cắm lại USB rồi chọn lại thư mục.', act: 'Chọn thư mục' },
  'folder-not-empty': { what: 'Trong thư mục này đã có lần xuất cùng tên.', dossier: 'Không tệp nào bị ghi đè; hồ sơ vẫn được giữ trên máy.', now: 'Hãy xuất lại, máy sẽ đặt tên khác.', act: 'Xuất lại' },
  'stick-full': { what: 'USB không đủ chỗ.', dossier: 'Hồ sơ vẫn được giữ trên máy.', now: 'Hãy xoá bớt tệp trên USB hoặc dùng USB khác.', act: 'Chọn thư mục khác' },
  'verify-failed': { what: 'Đọc lại USB thì thấy khác với dữ liệu đã ghi.', dossier: 'Hồ sơ vẫn được giữ trên máy.', now: 'USB này không đáng tin; hãy dùng USB khác và xuất lại.', act: 'Chọn thư mục khác' },
  'no-receipts': { what: 'Trong thư mục này chưa có tệp biên nhận.', dossier: 'Hồ sơ vẫn được giữ, chờ biên nhận.', now: 'Hãy mang USB đến cấp trên để nhập trước, hoặc chọn đúng thư mục.', act: 'Chọn thư mục khác' },
  'receipts-forged': { what: '{{forged}} biên nhận không đúng chữ ký của cấp trên; đã nhận {{received}} biên nhận đúng.', dossier: 'Biên nhận sai không được ghi; hồ sơ của chúng vẫn được giữ.', now: 'Hãy nhận lại USB từ cấp trên.', act: 'Chọn thư mục khác' },
  'export-cancelled': { what: 'Đã dừng xuất ra USB.', dossier: 'Không để lại gì trên USB; hồ sơ vẫn được giữ trên máy.', now: 'Khi cần, hãy xuất lại.', act: 'Xuất lại' },
  'receipts-cancelled': { what: 'Đã dừng; đã nhận {{received}} biên nhận.', dossier: 'Những hồ sơ còn lại vẫn được giữ, chờ biên nhận.', now: 'Khi cần, hãy nhận lại.', act: 'Nhận lại' },
  'other-station': { what: 'USB này là của trạm khác.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy chọn USB do chính trạm này xuất ra.', act: 'Chọn thư mục khác' },
  'day-unknown': { what: 'Trên máy không có ngày làm việc này.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy chọn lại ngày trong danh sách.', act: 'Tải lại' },

  // Trang này
  'database-newer': { what: 'Dữ liệu trên máy do phiên bản mới hơn ghi.', dossier: 'Không có gì bị xoá hay thay đổi; hồ sơ vẫn được giữ.', now: 'Hãy mở trạm bằng phiên bản mới.', act: 'Mở lại' },
  'database-failed': { what: 'Không mở được bảng tra trên máy.', dossier: 'Hồ sơ nằm trong kho niêm phong, không bị ảnh hưởng.', now: 'Hãy thử lại; nếu vẫn không được, khởi động lại máy.', act: 'Thử lại' },
  'station-silent': { what: 'Phần chính của trạm không trả lời.', dossier: 'Những gì đã báo lưu vẫn được giữ.', now: 'Chờ vài giây rồi thử lại; nếu vẫn vậy, đóng và mở lại trạm.', act: 'Thử lại' },
  unknown: { what: 'Có lỗi chưa biết.', dossier: 'Hồ sơ vẫn được giữ.', now: 'Hãy thử lại; nếu lặp lại, ghi lại phần chi tiết và báo người phụ trách.', act: 'Thử lại' },

  /** Lỗi của một dòng trong danh sách. */
  row: {
    'name-missing': { what: 'Thiếu họ và tên', now: 'Điền họ và tên đầy đủ.' },
    'name-illegal': { what: 'Họ và tên có ký tự không được phép', now: 'Chỉ dùng chữ cái tiếng Việt và dấu cách.' },
    'birth-missing': { what: 'Thiếu ngày sinh', now: 'Điền ngày sinh; nếu chỉ biết năm, điền năm.' },
    'birth-impossible': { what: 'Ngày sinh không có thật', now: 'Sửa theo dạng ngày/tháng/năm.' },
    'sex-unknown': { what: 'Giới tính không rõ', now: 'Điền Nam hoặc Nữ.' },
    'number-malformed': { what: 'Số định danh không đủ 12 chữ số', now: 'Sửa cho đủ 12 chữ số, hoặc để trống.' },
    'duplicate-person': { what: 'Trùng với một dòng khác', now: 'Giữ lại một dòng.' },
    'formula-cell': { what: 'Ô chứa công thức', now: 'Thay công thức bằng giá trị.' },
    'ward-missing': { what: 'Thiếu xã, phường', now: 'Điền tên xã, phường.' },
    'phone-malformed': { what: 'Số điện thoại không đúng dạng', now: 'Sửa lại, hoặc để trống.' },
    'due-unknown': { what: 'Không rõ phải làm gì cho người này', now: 'Điền Thẻ, Định danh hoặc Cả hai.' },
    'priority-unknown': { what: 'Diện ưu tiên không có trong danh mục', now: 'Sửa theo danh mục, hoặc để trống.' },
    'residence-unknown': { what: 'Diện cư trú không rõ', now: 'Điền Thường trú hoặc Tạm trú.' },
  },
};
