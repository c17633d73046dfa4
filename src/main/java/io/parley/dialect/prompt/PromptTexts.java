package io.parley.dialect.prompt;

/** The texts that both sides use. */
final class PromptTexts {
  static final String PROMPT = "请输入昵称:";
  static final String PASSWORD_PROMPT = "请输入密码:";
  static final String ACCEPTED = "昵称设置成功";
  static final String TAKEN = "当前昵称已经存在，请重新输入";
  static final String SYSTEM = "系统消息";
  static final String HAS_JOINED = "进入了聊天室";
  static final String HAS_LEFT = "退出了聊天室";
  static final String PRIVATELY = "(私聊)";
  static final String QUIT = "quit";
  static final String GOODBYE = "退出";

  private PromptTexts() {}
}
