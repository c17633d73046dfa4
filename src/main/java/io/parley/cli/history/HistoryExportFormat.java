package io.parley.cli.history;

import io.parley.cli.option.EnumConverter;
import io.parley.conversation.NewPrivateMessage;
import io.parley.conversation.StoredPrivateMessage;
import io.parley.history.MessageChanges;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.Text;

/** The format of an exported message. */
public enum HistoryExportFormat {
  /** One JSON object per line. {@code parley history import} reads it. */
  JSONL {
    @Override
    public String format(StoredMessage message) {
      return HistoryJson.write(message);
    }

    @Override
    public String format(StoredPrivateMessage message) {
      return HistoryJson.write(message);
    }
  },
  /** One line of text, for people. */
  TEXT {
    @Override
    public String format(StoredMessage message) {
      NewMessage content = message.content();
      String name = Text.sanitize(content.nickname()).toSingleLine();
      String text = text(message);
      String line =
          switch (content.kind()) {
            case CHAT -> "<" + name + "> " + text;
            case EMOTE -> "* " + name + " " + text;
            case TOPIC -> "-- " + name + " set the topic: " + text;
          };
      return content.time() + " [" + Text.sanitize(content.room()).toSingleLine() + "] " + line;
    }

    private String text(StoredMessage message) {
      MessageChanges changes = message.changes();
      return changes
          .deletedBy()
          .map(name -> "(deleted by " + Text.sanitize(name).toSingleLine() + ")")
          .orElseGet(
              () ->
                  Text.sanitize(message.content().text()).toSingleLine()
                      + (changes.edited().isPresent() ? " (edited)" : ""));
    }

    @Override
    public String format(StoredPrivateMessage message) {
      NewPrivateMessage content = message.content();
      return content.time()
          + " [private] <"
          + Text.sanitize(content.sender().nickname()).toSingleLine()
          + " -> "
          + Text.sanitize(content.receiver().nickname()).toSingleLine()
          + "> "
          + Text.sanitize(content.text()).toSingleLine();
    }
  };

  public abstract String format(StoredMessage message);

  public abstract String format(StoredPrivateMessage message);

  /** Converts the name of a format. */
  public static final class Converter extends EnumConverter<HistoryExportFormat> {
    Converter() {
      super(HistoryExportFormat.class, "format");
    }
  }
}
