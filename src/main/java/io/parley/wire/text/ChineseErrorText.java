package io.parley.wire.text;

import io.parley.protocol.Problem;
import io.parley.protocol.Problem.Code;
import java.util.EnumMap;
import java.util.Map;

/** Writes problems in Chinese, for the dialects whose clients are Chinese. */
public final class ChineseErrorText {
  private static final String SUBJECT_PLACEHOLDER = "{}";
  private static final Map<Code, String> MESSAGES = new EnumMap<>(Code.class);

  static {
    MESSAGES.put(Code.NICKNAME_TAKEN, "昵称 '{}' 已被使用");
    MESSAGES.put(
        Code.NICKNAME_INVALID, "昵称无效，请使用1-32个字母、数字或 _ - . [ ] { } | ^ \\ `，至少一个字母或数字，且不混用不同文字");
    MESSAGES.put(Code.NICKNAME_RESERVED, "该昵称已被保留");
    MESSAGES.put(Code.NO_SUCH_NICKNAME, "用户 '{}' 不在线，消息未发送");
    MESSAGES.put(Code.ROOM_INVALID, "房间名无效，请使用1-32个字母、数字、_ 或 -");
    MESSAGES.put(Code.NOT_IN_ROOM, "您不在该房间中");
    MESSAGES.put(Code.TOO_MANY_ROOMS, "房间数量已达上限");
    MESSAGES.put(Code.HISTORY_UNAVAILABLE, "历史消息不可用");
    MESSAGES.put(Code.SEARCH_MALFORMED, "搜索格式错误");
    MESSAGES.put(Code.CREDENTIALS_EMPTY, "用户名或密码不能为空");
    MESSAGES.put(Code.NOT_REGISTERED, "请先登录");
    MESSAGES.put(Code.ALREADY_REGISTERED, "您已登录");
    MESSAGES.put(Code.UNKNOWN_TYPE, "未知消息类型: {}");
    MESSAGES.put(Code.NOT_UTF8, "消息格式错误");
    MESSAGES.put(Code.NOT_JSON, "消息格式错误");
    MESSAGES.put(Code.NOT_AN_OBJECT, "消息格式错误");
    MESSAGES.put(Code.MISSING_FIELD, "消息格式错误");
    MESSAGES.put(Code.WRONG_FIELD_TYPE, "消息格式错误");
    MESSAGES.put(Code.COMMAND_MALFORMED, "命令格式错误");
    MESSAGES.put(Code.TEXT_EMPTY, "消息内容不能为空");
    MESSAGES.put(Code.TEXT_TOO_LONG, "消息过长（上限 {} 个字符），未发送");
    MESSAGES.put(Code.FRAME_EMPTY, "收到空数据包，连接将关闭");
    MESSAGES.put(Code.FRAME_TOO_LONG, "数据包过长，连接将关闭");
    MESSAGES.put(Code.FRAME_CUT_SHORT, "数据包不完整");
    MESSAGES.put(Code.WRONG_DIALECT, "协议错误，连接将关闭");
    MESSAGES.put(Code.REGISTRATION_TIMEOUT, "登录超时，连接将关闭");
    MESSAGES.put(Code.IDLE_TIMEOUT, "长时间没有消息，连接将关闭");
    MESSAGES.put(Code.TOO_SLOW, "接收过慢，连接将关闭");
    MESSAGES.put(Code.SLOW_DOWN, "发送过快，连接将关闭");
    MESSAGES.put(Code.TOO_MANY_CONNECTIONS, "服务器已满，请稍后再试");
    MESSAGES.put(Code.TOO_MANY_FROM_ADDRESS, "您的地址连接过多，请稍后再试");
    MESSAGES.put(Code.SERVER_BUSY, "服务器繁忙，请稍后再试");
    MESSAGES.put(Code.SERVER_CLOSING, "服务器正在关闭");
    MESSAGES.put(Code.SERVER_ERROR, "服务器错误");
    MESSAGES.put(Code.NICKNAME_OWNED, "昵称 '{}' 属于一个账号");
    MESSAGES.put(Code.NICKNAME_IS_MAIN, "这是账号的主昵称");
    MESSAGES.put(Code.NICKNAME_NOT_OWNED, "该昵称不属于您的账号");
    MESSAGES.put(Code.TOO_MANY_NICKNAMES, "昵称数量已达上限");
    MESSAGES.put(Code.TOO_MANY_ACCOUNTS, "账号数量已达上限，请稍后再试");
    MESSAGES.put(Code.NO_SUCH_ACCOUNT, "没有这个账号");
    MESSAGES.put(Code.REGISTRATION_CLOSED, "不能注册账号");
    MESSAGES.put(Code.LOGIN_FAILED, "用户名或密码错误");
    MESSAGES.put(Code.LOCKED_OUT, "登录失败次数过多，请在 {} 之后再试");
    MESSAGES.put(Code.TRY_LATER, "暂时无法处理，请稍后再试");
    MESSAGES.put(Code.PASSWORD_TOO_SHORT, "密码太短，至少8个字符");
    MESSAGES.put(Code.PASSWORD_TOO_LONG, "密码太长");
    MESSAGES.put(Code.PASSWORD_INVALID, "密码含有无效字符");
    MESSAGES.put(Code.PASSWORD_COMMON, "密码太常见");
    MESSAGES.put(Code.PASSWORD_IS_NICKNAME, "密码不能是昵称");
    MESSAGES.put(Code.PASSWORD_REQUIRED, "该昵称属于一个账号，请输入密码");
    MESSAGES.put(Code.ACCOUNT_REQUIRED, "需要账号才能进入");
    MESSAGES.put(Code.NOT_LOGGED_IN, "您尚未登录账号");
    MESSAGES.put(Code.ALREADY_LOGGED_IN, "您已登录账号");
    MESSAGES.put(Code.NOT_OPERATOR, "只有房间管理员可以这样做");
    MESSAGES.put(Code.NOT_OWNER, "只有房主可以这样做");
    MESSAGES.put(Code.TARGET_PROTECTED, "不能对 '{}' 这样做");
    MESSAGES.put(Code.BANNED, "您已被禁止进入该房间");
    MESSAGES.put(Code.INVITATION_REQUIRED, "进入该房间需要邀请");
    MESSAGES.put(Code.ROOM_KEY_WRONG, "房间密钥错误");
    MESSAGES.put(Code.ROOM_FULL, "房间已满");
    MESSAGES.put(Code.ROOM_CLOSED, "房间已关闭");
    MESSAGES.put(Code.MUTED, "您已被禁言");
    MESSAGES.put(Code.ROOM_MODERATED, "该房间只有获得发言权的人可以发言");
    MESSAGES.put(Code.SLOW_MODE, "发言太快，请等待 {} 秒");
    MESSAGES.put(Code.SETTING_INVALID, "房间设置无效");
    MESSAGES.put(Code.BAN_INVALID, "封禁对象无效");
    MESSAGES.put(Code.KICKED, "您已被移出房间");
    MESSAGES.put(Code.NO_SUCH_MESSAGE, "没有这条消息，或已被删除");
    MESSAGES.put(Code.NOT_AUTHOR, "只有作者可以更改这条消息");
    MESSAGES.put(Code.MESSAGE_TOO_OLD, "消息过旧，无法更改");
    MESSAGES.put(Code.REACTION_INVALID, "回应必须是一个表情符号");
    MESSAGES.put(Code.TOO_MANY_REACTIONS, "这条消息的回应已达上限");
    MESSAGES.put(Code.NOT_SERVER_OPERATOR, "只有服务器管理员可以这样做");
    MESSAGES.put(Code.KILLED, "服务器管理员已断开您的连接 {}");
    MESSAGES.put(Code.SERVER_BANNED, "您已被禁止使用此服务器 {}");
    MESSAGES.put(Code.BAN_LIST_FULL, "封禁名单已满");
    MESSAGES.put(Code.TOO_MANY_UNREAD, "'{}' 的未读消息太多，该消息未保存");
    MESSAGES.put(Code.NO_SUCH_BAN, "没有这个封禁或禁言");
    MESSAGES.put(Code.ROOM_LIST_FULL, "房间的名单已满");
    MESSAGES.put(Code.NO_SUCH_SESSION, "没有这个连接");
    MESSAGES.put(Code.SESSION_ENDED, "会话已结束，连接将关闭");
    for (Code code : Code.values()) {
      if (!MESSAGES.containsKey(code)) {
        throw new IllegalStateException("no text for " + code);
      }
    }
  }

  private ChineseErrorText() {}

  public static String format(Problem problem) {
    String message = MESSAGES.getOrDefault(problem.code(), problem.message());
    return message.replace(SUBJECT_PLACEHOLDER, problem.subject()).strip();
  }
}
