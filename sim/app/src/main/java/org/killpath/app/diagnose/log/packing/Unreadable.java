package org.killpath.app.diagnose.log.packing;

import java.util.Arrays;
import java.util.Optional;

/** What a log may lie in that is known and not read, told by its first bytes. */
enum Unreadable {
  ZSTD("it is packed with zstd, which is not read: unzstd first", 0x28, 0xb5, 0x2f, 0xfd),
  SEVEN_ZIP(
      "it is packed with 7z, which is not read: 7z x first", '7', 'z', 0xbc, 0xaf, 0x27, 0x1c),
  RAR("it is packed with rar, which is not read: unrar x first", 'R', 'a', 'r', '!', 0x1a, 7),
  LZIP("it is packed with lzip, which is not read: lzip -d first", 'L', 'Z', 'I', 'P', 1),
  LZOP("it is packed with lzop, which is not read: lzop -d first", 0x89, 'L', 'Z', 'O', 0),
  JOURNAL(
      "it is a file of the journal's own: journalctl -k --file FILE prints what is in it",
      "LPKSHHRH"),
  KDUMP("it is a crash dump: give what crash(8) or drgn print of it (foreach bt, log)", "KDUMP   "),
  DISKDUMP(
      "it is a crash dump: give what crash(8) or drgn print of it (foreach bt, log)", "DISKDUMP"),
  ELF(
      "it is a program or a crash dump (ELF): give what crash(8) or drgn print of it"
          + " (foreach bt, log)",
      0x7f,
      'E',
      'L',
      'F');

  private final String words;
  private final String beginning;

  Unreadable(String words, int... beginning) {
    this(words, Packing.characters(beginning));
  }

  Unreadable(String words, String beginning) {
    this.words = words;
    this.beginning = beginning;
  }

  /** What it is and what to do about it, in words; empty if it begins like none of these. */
  static Optional<String> of(byte[] head) {
    return Arrays.stream(values())
        .filter(one -> Packing.begins(head, one.beginning))
        .map(one -> one.words)
        .findFirst();
  }
}
