package io.parley.cli.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.cli.option.EnumConverter;
import io.parley.protocol.Answer;
import io.parley.protocol.Text;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How rows of the audit are printed. */
public enum AuditFormat {
  /** One line for people. */
  TEXT {
    @Override
    public String line(Answer.Audit.Row row, ZoneId zone) {
      return TIME.format(row.time().atZone(zone))
          + " "
          + Text.sanitize(row.toPlainText()).toSingleLine();
    }
  },
  /** One object of JSON in one line, with the fields of the packet. */
  JSON {
    @Override
    public String line(Answer.Audit.Row row, ZoneId zone) {
      ObjectNode json =
          MAPPER
              .createObjectNode()
              .put("time", row.time().toString())
              .put("by", row.by().value())
              .put("act", row.act());
      row.room().ifPresent(room -> json.put("room", room.value()));
      row.target().ifPresent(target -> json.put("target", target));
      row.detail().ifPresent(detail -> json.put("detail", detail));
      return json.toString();
    }
  };

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /**
   * Formats one row.
   *
   * @param row safe on a terminal
   * @param zone the time zone of times that people read
   */
  public abstract String line(Answer.Audit.Row row, ZoneId zone);

  /** Converts the name of a format. */
  public static final class Converter extends EnumConverter<AuditFormat> {
    Converter() {
      super(AuditFormat.class, "format");
    }
  }
}
