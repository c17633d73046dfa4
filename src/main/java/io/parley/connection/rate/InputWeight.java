package io.parley.connection.rate;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;

/** About the memory of an input that waits, in bytes: its texts, and {@link #OVERHEAD}. */
public final class InputWeight
    implements DecodeResult.Handler<ClientMessage, Integer>, ClientMessage.Handler<Integer> {
  /** What an input without a text counts. */
  public static final int OVERHEAD = 32;

  public static final InputWeight INSTANCE = new InputWeight();

  private InputWeight() {}

  @Override
  public Integer onMessage(ClientMessage message) {
    return message.accept(this);
  }

  @Override
  public Integer onMalformed(Problem problem) {
    return OVERHEAD + problem.message().length();
  }

  @Override
  public Integer onUnrecoverable(Problem problem) {
    return OVERHEAD + problem.message().length();
  }

  @Override
  public Integer onHello(ClientMessage.Hello hello) {
    return OVERHEAD + hello.nickname().length();
  }

  @Override
  public Integer onChat(ClientMessage.Chat chat) {
    return OVERHEAD + chat.text().length();
  }

  @Override
  public Integer onPrivateMessage(ClientMessage.PrivateMessage message) {
    return OVERHEAD + message.target().length() + message.text().length();
  }

  @Override
  public Integer onPing(ClientMessage.Ping ping) {
    return OVERHEAD;
  }

  @Override
  public Integer onQuit(ClientMessage.Quit quit) {
    return OVERHEAD;
  }

  /** Its text has the names of its fields, which are short. */
  @Override
  public Integer onRequest(ClientMessage.RequestMessage message) {
    return OVERHEAD + message.request().toString().length();
  }
}
