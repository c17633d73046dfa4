package io.parley.wire.text;

/** Says how many messages a client did not get. */
public final class LeftOutText {
  private LeftOutText() {}

  public static String english(int count) {
    return count == 1
        ? "1 message was left out, because it arrived faster than this client can show it."
        : count
            + " messages were left out, because they arrived faster than this client can show them.";
  }

  public static String chinese(int count) {
    return "有 " + count + " 条消息未显示，因为消息到达的速度超过了此客户端的显示速度。";
  }
}
