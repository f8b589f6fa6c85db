package org.killpath.app.diagnose.log.line;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A packed part of a mail, gathered until it is whole: of a limited size, as any file may claim to be one. */
final class Attachment {
  private static final int MOST_BYTES = 1 << 22;

  private final MailBody.Attachments receiver;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final List<String> unread = new ArrayList<>();
  private boolean open;
  private boolean tooLong;

  Attachment(MailBody.Attachments receiver) {
    this.receiver = receiver;
  }

  boolean isOpen() {
    return open;
  }

  void begin() {
    end();
    open = true;
  }

  void add(byte[] decoded) {
    if (content.size() + decoded.length > MOST_BYTES) {
      tooLong = true;
    } else if (!tooLong) {
      content.writeBytes(decoded);
    }
  }

  /** It is whole, or the mail ends; what came of one that is too long is read. */
  void end() {
    if (!open) {
      return;
    }
    open = false;
    if (tooLong && unread.isEmpty()) {
      unread.add("a packed part of the mail is larger than " + (MOST_BYTES >> 20)
          + " MB, of which only the beginning is read there: save it and give it as a file");
    }
    tooLong = false;
    final byte[] whole = content.toByteArray();
    content.reset();
    receiver.attached(whole);
  }

  List<String> unread() {
    return List.copyOf(unread);
  }
}
