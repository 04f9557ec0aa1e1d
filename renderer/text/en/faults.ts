/** Each fault code: what happened, what it means for the dossier in hand, what to do now, and the button's label. */
export const faults = {
  more: 'Details',

  // Saving
  'disk-full': { what: 'The disk of this computer is full; this change could not be saved.', dossier: 'Everything saved before is still there.', now: 'Export dossiers to a stick and remove other files to make room, then save again.', act: 'Export to a stick' },
  'not-durable': { what: 'This change could not be written safely to the disk.', dossier: 'The dossier is kept as last saved; what is on the screen is not lost.', now: 'Do not switch off. Save again; if it fails again, tell whoever looks after the kit.', act: 'Save again' },
  locked: { what: 'The station is locked.', dossier: 'The dossier is kept.', now: 'Sign in again to go on.', act: 'Sign in again' },
  'unknown-dossier': { what: 'This dossier is not on this computer.', dossier: 'Other dossiers are not affected.', now: 'Go back to the list and open it from there.', act: 'Back to the list' },
  'not-a-draft': { what: 'This dossier is sealed and cannot be changed directly.', dossier: 'The dossier is kept as it is.', now: 'To correct it, open a new revision under Dossiers.', act: 'Open Dossiers' },

  // Provisioning
  'not-a-provisioning-file': { what: 'This is not a provisioning file.', dossier: 'Nothing on this computer was changed.', now: 'Choose the provisioning file that headquarters gave you for this station.', act: 'Choose another file' },
  'mixed-recipients': { what: 'The provisioning file mixes two kinds of recipient keys and cannot be used.', dossier: 'Nothing on this computer was changed.', now: 'Ask headquarters for a new provisioning file.', act: 'Choose another file' },
  'already-provisioned': { what: 'This station has been provisioned before.', dossier: 'The dossiers on this computer are kept.', now: 'The file is not needed again; sign in to work.', act: 'Go to sign-in' },

  // Secret
  'wrong-secret': { what: 'The secret is not right.', dossier: 'The dossiers on this computer are kept safe.', now: 'Check each word and the spaces between them, then type it again.', act: 'Type again' },
  'secret-too-weak': { what: 'This secret is too easy to guess.', dossier: 'Nothing on this computer was changed.', now: 'Use the words that the station suggests.', act: 'Suggest other words' },
  'secret-not-repeated': { what: 'The repeated words do not match.', dossier: 'Nothing on this computer was changed.', now: 'Look at what you wrote down and type it again, word by word.', act: 'Type again' },
  'keys-unreadable': { what: 'The key file of this station cannot be read.', dossier: 'The dossiers are still on the disk, but cannot be opened yet.', now: 'Do not reinstall. Ask headquarters to recover the key.', act: 'Try again' },
  'not-provisioned': { what: 'This station has not been provisioned.', dossier: 'There are no dossiers on this computer yet.', now: 'Load the provisioning file first.', act: 'Load the file' },
  'secret-exists': { what: 'This station already has a secret.', dossier: 'The dossiers on this computer are kept.', now: 'Sign in with that secret.', act: 'Go to sign-in' },
  'officer-unknown': { what: 'This computer no longer remembers the last officer and place.', dossier: 'The dossiers on this computer are kept.', now: 'Enter the name and the place, then sign in again.', act: 'Type again' },

  // Open, seal, mend
  'key-destroyed': { what: 'The key of this dossier was destroyed when the day was closed.', dossier: 'The sealed dossier is kept for sending, but the station can no longer open it.', now: 'If it must be corrected, wait until headquarters returns it.', act: 'Back to the list' },
  'part-unreadable': { what: 'One part of the dossier cannot be read.', dossier: 'The broken part is set aside; the others are intact.', now: 'Capture that part again while the person is here.', act: 'Open the dossier' },
  'checks-block': { what: 'Some checks have not passed, so it cannot be sealed yet.', dossier: 'The dossier is kept.', now: 'Go to Checks and settle each one.', act: 'Go to Checks' },
  'not-confirmed': { what: 'The citizen has not confirmed, or something changed after the confirmation.', dossier: 'The dossier is kept.', now: 'Turn the screen to the citizen to read and confirm.', act: 'Go to Confirmation' },
  'still-a-draft': { what: 'This dossier is still in progress, not sealed.', dossier: 'The dossier is kept.', now: 'Open it to go on.', act: 'Continue' },

  // Fingerprint scanner
  'scanner-absent': { what: 'No fingerprint scanner was found.', dossier: 'The dossier is kept; the other steps can go on.', now: 'Plug the scanner in again, wait for its light, then look again.', act: 'Look again' },
  'scanner-not-ready': { what: 'The fingerprint scanner is not ready.', dossier: 'The dossier is kept.', now: 'Wait a few seconds; if its light stays off, unplug it and plug it in again.', act: 'Try again' },
  'scanner-busy': { what: 'The fingerprint scanner is busy with another capture.', dossier: 'The dossier is kept.', now: 'Wait for that capture or cancel it, then capture again.', act: 'Capture again' },
  'scanner-timeout': { what: 'Time ran out before all fingers were captured.', dossier: 'The prints captured so far are kept.', now: 'Lay the fingers flat on the glass, press lightly, and capture again.', act: 'Capture again' },
  'scanner-garbage': { what: 'The scanner answered with unreadable data.', dossier: 'The bad data was dropped; the dossier is kept.', now: 'Capture again; if it repeats, unplug the scanner and plug it in again.', act: 'Capture again' },
  'scanner-lost': { what: 'The scanner was lost during the capture.', dossier: 'The prints captured so far are kept.', now: 'Check the USB cable, plug it in again, and capture again.', act: 'Capture again' },
  'scanner-hash-chain': { what: 'The scanner’s check chain does not fit: the last picture may not come from this capture.', dossier: 'That picture was not taken in; the dossier is kept.', now: 'Capture again; if it repeats, change the scanner and report it.', act: 'Capture again' },
  'scanner-refused': { what: 'The scanner refused to capture.', dossier: 'The dossier is kept.', now: 'Capture again; if it is refused again, restart the scanner.', act: 'Capture again' },
  'scanner-cancelled': { what: 'The capture was cancelled.', dossier: 'The prints captured so far are kept.', now: 'Capture again when ready.', act: 'Capture again' },
  'scanner-wrong-password': { what: 'The fingerprint scanner wants another password.', dossier: 'The dossier is kept; the other steps can go on.', now: 'Use another scanner, or have this one’s password set again by who is in charge of it.', act: 'Look again' },
  'scanner-overheated': { what: 'The fingerprint scanner is too hot and has paused.', dossier: 'The prints captured so far are kept.', now: 'Let it cool for a few minutes, then capture again; the other steps can go on meanwhile.', act: 'Capture again' },
  'scanner-no-access': { what: 'This computer does not allow the fingerprint scanner to be used.', dossier: 'The dossier is kept; the other steps can go on.', now: 'Use another scanner, or have the person in charge install its USB permission (the file 70-tan-nha.rules; on Windows the driver WinUSB), then plug it in again.', act: 'Look again' },
  'device-process-down': { what: 'The device control has stopped and is starting again by itself.', dossier: 'The dossier is kept.', now: 'Wait a few seconds, then try again.', act: 'Try again' },

  // Chip reader
  'pcsc-absent': { what: 'The card reader service of this computer is not running.', dossier: 'The dossier is kept; everything can be typed by hand.', now: 'Type by hand to go on, and ask for the card reader service (pcscd) to be started.', act: 'Try again' },
  'reader-absent': { what: 'No card reader was found.', dossier: 'The dossier is kept; everything can be typed by hand.', now: 'Plug the reader in again and try again, or type by hand.', act: 'Try again' },
  'card-absent': { what: 'There is no card on the reader.', dossier: 'The dossier is kept.', now: 'Lay the card still on the reader and read again.', act: 'Read again' },
  'card-removed': { what: 'The card was lifted during the read.', dossier: 'The dossier is kept; nothing was taken from the card this time.', now: 'Leave the card still until the read is done.', act: 'Read again' },
  'chip-key-wrong': { what: 'The chip does not open with this card number, birth date and expiry date.', dossier: 'The dossier is kept.', now: 'Compare the three values with the lines on the back of the card, then read again.', act: 'Correct and read' },
  'chip-mrz-wrong': { what: 'The chip does not open with these three values.', dossier: 'The dossier is kept.', now: 'Look at the {{parts}} again: compare with the lines on the back of the card, then read again.', act: 'Look again' },
  'chip-can-wrong': { what: 'The CAN is not right.', dossier: 'The dossier is kept.', now: 'Further wrong tries may slow the chip down or block the card. Type the 6 digits on the card again, or open it by the MRZ.', act: 'Type again' },
  'chip-can-wrong-left': { what: 'The CAN is not right: tries left on this card: {{tries}}.', dossier: 'The dossier is kept.', now: 'Using them up may block the card. Type exactly the 6 digits on the card, or open it by the MRZ.', act: 'Type again' },
  'chip-can-blocked': { what: 'The card allows no further try of the CAN.', dossier: 'The dossier is kept.', now: 'Open it by the MRZ, or type the values from the card by hand.', act: 'Open by the MRZ' },
  'chip-needs-mrz': { what: 'This card does not open by its CAN.', dossier: 'The dossier is kept.', now: 'Switched to the MRZ: type the three values on the back of the card, then read again.', act: 'Type the MRZ' },
  'chip-key-malformed': { what: 'The card number, birth date or expiry date has the wrong form, or a check digit does not fit.', dossier: 'The dossier is kept.', now: 'Type them exactly as printed on the back of the card.', act: 'Correct' },
  'chip-unsupported': { what: 'This card does not have a chip that the station can read.', dossier: 'The dossier is kept.', now: 'Type the values from the card by hand.', act: 'Type by hand' },
  'chip-garbage': { what: 'The data on the chip cannot be read.', dossier: 'The bad data was dropped; the dossier is kept.', now: 'Wipe the chip and read again; if it still fails, type by hand.', act: 'Read again' },
  'chip-timeout': { what: 'The card did not answer in time.', dossier: 'The dossier is kept.', now: 'Move the card on the reader and read again.', act: 'Read again' },
  'chip-cancelled': { what: 'Reading the chip was cancelled.', dossier: 'The dossier is kept.', now: 'Read again when ready.', act: 'Read again' },

  // Trust lists
  'list-empty': { what: 'There is no certificate in this file.', dossier: 'The lists on this station stay as they are.', now: 'Choose the right file.', act: 'Another file' },
  'list-too-large': { what: 'This file is too large for a trust list.', dossier: 'The lists on this station stay as they are.', now: 'Choose the right file, of at most 96 MB.', act: 'Another file' },
  'list-unknown': { what: 'This file is no certificate, ICAO list or LDIF.', dossier: 'The lists on this station stay as they are.', now: 'Choose the right file.', act: 'Another file' },
  'list-malformed': { what: 'This list is broken and cannot be read.', dossier: 'The lists on this station stay as they are.', now: 'Get the file again from whoever issues it.', act: 'Another file' },
  'list-signature': { what: 'The signature of this list is wrong.', dossier: 'Nothing in it was taken; the lists on this station stay as they are.', now: 'Do not use this file. Get it again from a sure source, and tell the person in charge.', act: 'Another file' },
  'trust-timeout': { what: 'Checking the list took too long and was stopped.', dossier: 'The lists on this station stay as they are.', now: 'Try again.', act: 'Try again' },
  'trust-cancelled': { what: 'Checking the list was called off.', dossier: 'The lists on this station stay as they are.', now: 'Import it again when needed.', act: 'Try again' },
  'trust-failed': { what: 'Checking lists stopped half-way.', dossier: 'The lists on this station stay as they are.', now: 'Try again; if it happens again, tell the person in charge.', act: 'Try again' },
  'index-forged': { what: 'The index of trust lists does not carry headquarters’ signature.', dossier: 'The lists on this station stay as they are.', now: 'Use another network and tell headquarters.', act: 'Try again' },
  'index-older': { what: 'The index of trust lists that came is older than the one that is here.', dossier: 'The lists on this station stay as they are.', now: 'Use another network; if it happens again, tell headquarters.', act: 'Try again' },
  'list-differs': { what: 'A list that came is not the one that headquarters’ signed index names.', dossier: 'That list is not used; the others stay as they are.', now: 'Tell headquarters.', act: 'Try again' },

  // Who vouches for scanners
  'anchor-none': { what: 'There is no certificate in this file.', dossier: 'The certificates on this station stay as they are.', now: 'Choose a file of certificates (PEM or DER).', act: 'Another file' },
  'anchor-too-large': { what: 'This file is too large for certificates.', dossier: 'The certificates on this station stay as they are.', now: 'Choose the right file, smaller than 1 MB.', act: 'Another file' },
  'anchor-not-issuer': { what: 'This is no root certificate: it cannot vouch for scanners.', dossier: 'The certificates on this station stay as they are.', now: 'Ask the vendor for the root certificate.', act: 'Another file' },
  'anchor-expired': { what: 'This certificate has expired.', dossier: 'The certificates on this station stay as they are.', now: 'Ask the vendor for a new one; if it should be valid, look at the date of this computer.', act: 'Another file' },
  'anchor-not-yet-valid': { what: 'This certificate is not valid yet.', dossier: 'The certificates on this station stay as they are.', now: 'Look at the date of this computer, or import it later.', act: 'Another file' },

  // Photo and camera
  'photo-unreadable': { what: 'The picture just taken cannot be read.', dossier: 'An earlier picture, if there is one, is kept.', now: 'Take it again.', act: 'Take again' },
  'photo-too-small': { what: 'The picture is smaller than allowed.', dossier: 'An earlier picture, if there is one, is kept.', now: 'Use a sharper camera and take it again.', act: 'Take again' },
  'camera-absent': { what: 'No camera was found.', dossier: 'The dossier is kept; the other steps can go on.', now: 'Plug the camera in again, then look again.', act: 'Look again' },

  // Importing a list
  'not-a-spreadsheet': { what: 'This file is not a CSV or XLSX spreadsheet.', dossier: 'The list on this computer is unchanged.', now: 'Choose the file with the target list.', act: 'Choose another file' },
  'spreadsheet-too-large': { what: 'The spreadsheet is too large to take in at once.', dossier: 'The list on this computer is unchanged.', now: 'Split it by ward and import one file after another.', act: 'Choose another file' },
  'spreadsheet-unsafe': { what: 'This spreadsheet unpacks to a suspicious size and was not opened.', dossier: 'The list on this computer is unchanged.', now: 'Ask the sender for the file again; do not open this one elsewhere.', act: 'Choose another file' },
  'columns-missing': { what: 'The list lacks columns: {{columns}}.', dossier: 'No row was imported; the list on this computer is unchanged.', now: 'Add these columns to the header row, then import again.', act: 'Choose another file' },
  'no-rows': { what: 'The spreadsheet has no rows.', dossier: 'The list on this computer is unchanged.', now: 'Check the file, then import again.', act: 'Choose another file' },
  'import-cancelled': { what: 'The import was stopped.', dossier: 'No row was imported; the list on this computer is unchanged.', now: 'Import it again when needed.', act: 'Import again' },

  // Contact with headquarters
  offline: { what: 'There is no network to headquarters.', dossier: 'Dossiers are kept and go by themselves when there is one.', now: 'Go on working; to send now, connect a network or export to a stick.', act: 'Send now' },
  'timed-out': { what: 'Headquarters did not answer in time.', dossier: 'Dossiers are kept; what was sent need not be sent again.', now: 'The station tries again by itself.', act: 'Send now' },
  cut: { what: 'The connection was cut.', dossier: 'Dossiers are kept; what was sent need not be sent again.', now: 'The station goes on from where it stopped.', act: 'Go on now' },
  'wrong-certificate': { what: 'The server that answered does not have headquarters’ certificate.', dossier: 'Nothing was sent to it; dossiers are kept.', now: 'Use another network; if it stays, tell headquarters.', act: 'Try again' },
  'not-registered': { what: 'The station is not registered with headquarters.', dossier: 'Dossiers are kept and go after the registration.', now: 'Connect a network; the station registers by itself.', act: 'Try again' },
  'code-used': { what: 'Another computer has used this station’s provisioning code.', dossier: 'Dossiers are kept; they can be exported to a stick.', now: 'Tell headquarters at once and ask for a new provisioning file.', act: 'Try again' },
  'code-unknown': { what: 'Headquarters does not know this station’s provisioning code.', dossier: 'Dossiers are kept; they can be exported to a stick.', now: 'Ask headquarters to check the provisioning file.', act: 'Try again' },
  'station-refused': { what: 'Headquarters does not let this station send.', dossier: 'Dossiers are kept; they can be exported to a stick.', now: 'Ask headquarters to open the station again.', act: 'Try again' },
  'clock-refused': { what: 'The clock of this computer is too far from headquarters’.', dossier: 'Dossiers are kept.', now: 'Set the date and time of the computer, then send again.', act: 'Send again' },
  'signature-refused': { what: 'Headquarters did not accept the station’s signature.', dossier: 'Dossiers are kept.', now: 'Ask headquarters to check the station’s registration.', act: 'Try again' },
  conflict: { what: 'Headquarters already holds another version of this dossier.', dossier: 'The dossier is set aside on this computer; the others go on.', now: 'Report it to headquarters for comparison.', act: 'Send again' },
  'dossier-refused': { what: 'Headquarters did not take this dossier.', dossier: 'The dossier is set aside on this computer; the others go on.', now: 'Look at the details, correct it if it still can be, then send again.', act: 'Send again' },
  'headquarters-failed': { what: 'Headquarters’ server has a problem.', dossier: 'Dossiers are kept.', now: 'Nothing to do; the station tries again by itself.', act: 'Send now' },
  'answer-unreadable': { what: 'Headquarters’ answer cannot be read.', dossier: 'Dossiers are kept.', now: 'The station tries again by itself; if it goes on, use another network.', act: 'Try again' },
  'receipt-forged': { what: 'The receipt does not carry headquarters’ signature.', dossier: 'The dossier counts as not received and is kept.', now: 'Use another network and tell headquarters.', act: 'Try again' },

  // Stick and day's end
  'nothing-to-export': { what: 'There is no sealed dossier on this day.', dossier: 'Dossiers in progress are kept.', now: 'Choose another day, or finish the dossiers in progress first.', act: 'Choose another day' },
  'folder-missing': { what: 'This folder cannot be found.', dossier: 'Dossiers are kept on this computer.', now: 'Plug the stick in again and choose the folder again.', act: 'Choose the folder' },
  'folder-not-empty': { what: 'There is an export of the same name in this folder.', dossier: 'No file was overwritten; dossiers are kept on this computer.', now: 'Export again: it gets another name.', act: 'Export again' },
  'stick-full': { what: 'There is not enough room on the stick.', dossier: 'Dossiers are kept on this computer.', now: 'Remove files from the stick or use another one.', act: 'Choose another folder' },
  'verify-failed': { what: 'Reading the stick back gave other data than was written.', dossier: 'Dossiers are kept on this computer.', now: 'This stick cannot be trusted; export again to another one.', act: 'Choose another folder' },
  'no-receipts': { what: 'There is no receipt file in this folder.', dossier: 'Dossiers are kept and wait for their receipts.', now: 'Take the stick to headquarters first, or choose the right folder.', act: 'Choose another folder' },
  'receipts-forged': { what: '{{forged}} receipts do not carry headquarters’ signature; {{received}} right ones were taken in.', dossier: 'The wrong ones were not taken in; their dossiers are kept.', now: 'Get the stick from headquarters again.', act: 'Choose another folder' },
  'export-cancelled': { what: 'The export was stopped.', dossier: 'Nothing of it is left on the stick; dossiers are kept on this computer.', now: 'Export again when needed.', act: 'Export again' },
  'receipts-cancelled': { what: 'Stopped; {{received}} receipts were taken in.', dossier: 'The other dossiers are kept and wait for their receipts.', now: 'Take them in again when needed.', act: 'Take in again' },
  'other-station': { what: 'This stick belongs to another station.', dossier: 'Dossiers are kept.', now: 'Choose the stick that this station exported.', act: 'Choose another folder' },
  'day-unknown': { what: 'This computer has no such business day.', dossier: 'Dossiers are kept.', now: 'Choose the day from the list again.', act: 'Load again' },

  // This page
  'database-newer': { what: 'The data on this computer was written by a newer version.', dossier: 'Nothing was deleted or changed; dossiers are kept.', now: 'Open the station with the newer version.', act: 'Open again' },
  'database-failed': { what: 'The lookup tables on this computer cannot be opened.', dossier: 'Dossiers lie in the sealed vault and are not affected.', now: 'Try again; if it still fails, restart the computer.', act: 'Try again' },
  'station-silent': { what: 'The main part of the station does not answer.', dossier: 'What was reported as saved is kept.', now: 'Wait a few seconds and try again; if it stays, close the station and open it again.', act: 'Try again' },
  unknown: { what: 'Something unexpected went wrong.', dossier: 'The dossier is kept.', now: 'Try again; if it repeats, note the details and report them.', act: 'Try again' },

  /** Of one row of a list. */
  row: {
    'name-missing': { what: 'No name', now: 'Fill in the full name.' },
    'name-illegal': { what: 'The name has characters that are not allowed', now: 'Use Vietnamese letters and spaces only.' },
    'birth-missing': { what: 'No date of birth', now: 'Fill it in; the year alone where only that is known.' },
    'birth-impossible': { what: 'No such date of birth', now: 'Write it as day/month/year.' },
    'sex-unknown': { what: 'Sex not clear', now: 'Write Nam or Nữ.' },
    'number-malformed': { what: 'The number does not have 12 digits', now: 'Correct it to 12 digits, or leave it empty.' },
    'duplicate-person': { what: 'The same as another row', now: 'Keep one of them.' },
    'formula-cell': { what: 'The cell holds a formula', now: 'Replace it by its value.' },
    'ward-missing': { what: 'No ward', now: 'Fill in the ward.' },
    'phone-malformed': { what: 'The phone number has the wrong form', now: 'Correct it, or leave it empty.' },
    'due-unknown': { what: 'Not clear what is due', now: 'Write Thẻ, Định danh or Cả hai.' },
    'priority-unknown': { what: 'No such priority', now: 'Use one of the known ones, or leave it empty.' },
    'residence-unknown': { what: 'Kind of residence not clear', now: 'Write Thường trú or Tạm trú.' },
  },
};
