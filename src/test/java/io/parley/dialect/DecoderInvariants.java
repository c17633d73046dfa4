package io.parley.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * What holds for the decoder of every dialect and any input:
 *
 * <ol>
 *   <li>The stream completes without failure. An {@link DecodeResult.Unrecoverable} is the last
 *       element.
 *   <li>The results do not depend on where the input is cut, but for one: bare JSON reports garbage
 *       between objects once for each chunk.
 *   <li>What was decoded, sent on in a dialect of text, has no control characters but newlines.
 * </ol>
 */
final class DecoderInvariants implements AutoCloseable {
  private static final Nickname AUTHOR = new Nickname("pat");
  private static final int MAX_TEXT = 4096;

  private final DialectTestKit kit = new DialectTestKit();
  private final List<Dialect> textDialects =
      Dialects.all(kit.wire()).stream()
          .filter(dialect -> dialect.serverCodec() instanceof TextServerCodec)
          .toList();

  List<Dialect> dialects() {
    return DialectVariants.all(kit.wire());
  }

  /** The dialect of a name, extended {@code beej} included. */
  Dialect dialect(String name) {
    return dialects().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * Checks a decoder.
   *
   * @param codec the side of a dialect that decodes
   * @param bytes the input; the size of the first chunk depends on the first byte
   */
  <I> void check(DialectCodec<?, I> codec, byte[] bytes) {
    ByteString input = ByteString.fromArray(bytes);
    List<DecodeResult<I>> whole = kit.read(codec, input);
    List<DecodeResult<I>> cut = kit.read(codec, chunks(bytes));
    assertEquals(
        withoutRepeatedProblems(whole),
        withoutRepeatedProblems(cut),
        "cut input is decoded differently");
    for (int i = 0; i < whole.size(); i++) {
      DecodeResult<I> result = whole.get(i);
      assertTrue(
          i == whole.size() - 1 || !(result instanceof DecodeResult.Unrecoverable),
          "an element after the end");
      if (result instanceof DecodeResult.Message<I> decoded) {
        sentOn(decoded.message()).forEach(this::checkEncoded);
      }
    }
  }

  private static <I> List<DecodeResult<I>> withoutRepeatedProblems(List<DecodeResult<I>> all) {
    List<DecodeResult<I>> kept = new ArrayList<>();
    for (DecodeResult<I> result : all) {
      boolean repeated = !kept.isEmpty() && result.equals(kept.get(kept.size() - 1));
      if (!repeated || !(result instanceof DecodeResult.Malformed)) {
        kept.add(result);
      }
    }
    return kept;
  }

  /** Chunks of 1 to 17 bytes, of different sizes. */
  private static ByteString[] chunks(byte[] bytes) {
    List<ByteString> chunks = new ArrayList<>();
    ByteString rest = ByteString.fromArray(bytes);
    int size = bytes.length == 0 ? 1 : 1 + (bytes[0] & 0xF);
    while (rest.nonEmpty()) {
      chunks.add(rest.take(size));
      rest = rest.drop(size);
      size = size % 17 + 1;
    }
    return chunks.toArray(ByteString[]::new);
  }

  /** What other members, or the person at the client, get to see of a message. */
  private static List<ServerMessage> sentOn(Object decoded) {
    if (decoded instanceof ServerMessage message) {
      return List.of(message);
    }
    if (decoded instanceof ClientMessage.Chat chat) {
      try {
        return List.of(new ServerMessage.Chatted(AUTHOR, Text.parse(chat.text(), MAX_TEXT)));
      } catch (RejectedException e) {
        return List.of(new ServerMessage.Refused(e.problem()));
      }
    }
    if (decoded instanceof ClientMessage.Hello hello) {
      try {
        return List.of(new ServerMessage.Joined(Nickname.parse(hello.nickname())));
      } catch (RejectedException e) {
        return List.of(new ServerMessage.Refused(e.problem()));
      }
    }
    return List.of();
  }

  private void checkEncoded(ServerMessage message) {
    for (Dialect dialect : textDialects) {
      String sent = dialect.serverCodec().encode(message).utf8String();
      sent.codePoints()
          .filter(c -> c != '\n')
          .forEach(
              c ->
                  assertFalse(
                      Character.isISOControl(c)
                          || (c >= 0x2028 && c <= 0x202E)
                          || (c >= 0x2066 && c <= 0x2069),
                      () -> "%s sends U+%04X".formatted(dialect.name(), c)));
    }
  }

  @Override
  public void close() {
    kit.close();
  }
}
