package io.parley.cli.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.account.Account;
import io.parley.cli.option.EnumConverter;
import io.parley.protocol.Nickname;
import io.parley.protocol.Text;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;

/** How accounts are listed. */
public enum AccountListFormat {
  /** Columns, for people. */
  TEXT {
    @Override
    public List<String> lines(List<Account> accounts, ZoneId zone) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("NICKNAME", "ROLE", "REGISTERED", "OTHER NICKNAMES"));
      for (Account account : accounts) {
        rows.add(
            List.of(
                shown(account.nickname()),
                account.role().storedName(),
                account.created().atZone(zone).toLocalDate().toString(),
                account.otherNicknames().stream()
                    .map(AccountListFormat::shown)
                    .collect(Collectors.joining(" "))));
      }
      int nicknameWidth = width(rows, 0);
      int roleWidth = width(rows, 1);
      int dateWidth = width(rows, 2);
      return rows.stream()
          .map(
              row ->
                  (pad(row.get(0), nicknameWidth)
                          + pad(row.get(1), roleWidth)
                          + pad(row.get(2), dateWidth)
                          + row.get(3))
                      .stripTrailing())
          .toList();
    }
  },
  /** One object of JSON in each line. */
  JSONL {
    @Override
    public List<String> lines(List<Account> accounts, ZoneId zone) {
      List<String> lines = new ArrayList<>();
      for (Account account : accounts) {
        ObjectNode json =
            JSON.createObjectNode()
                .put("id", account.id())
                .put("nickname", account.nickname().value())
                .put("role", account.role().storedName())
                .put("registered", account.created().toString());
        ArrayNode others = json.putArray("other_nicknames");
        account.otherNicknames().forEach(other -> others.add(other.value()));
        lines.add(json.toString());
      }
      return lines;
    }
  };

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int GAP = 2;

  /**
   * Formats accounts.
   *
   * @param zone the time zone of dates that people read
   */
  public abstract List<String> lines(List<Account> accounts, ZoneId zone);

  private static String shown(Nickname nickname) {
    return Text.sanitize(nickname.value()).toSingleLine();
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> columns(row.get(column))).max().orElse(0) + GAP;
  }

  private static String pad(String cell, int width) {
    return cell + " ".repeat(width - columns(cell));
  }

  /** The number of columns of a terminal, of which Chinese letters take two. */
  private static int columns(String cell) {
    return new AttributedString(cell).columnLength();
  }

  /** Converts the name of a format. */
  public static final class Converter extends EnumConverter<AccountListFormat> {
    Converter() {
      super(AccountListFormat.class, "format");
    }
  }
}
