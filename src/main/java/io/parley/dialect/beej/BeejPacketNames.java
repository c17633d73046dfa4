package io.parley.dialect.beej;

/** The names of packets and fields. */
final class BeejPacketNames {
  static final String HELLO = "hello";
  static final String CHAT = "chat";
  static final String JOIN = "join";
  static final String LEAVE = "leave";

  static final String WELCOME = "welcome";
  static final String PM = "pm";
  static final String EMOTE = "emote";
  static final String USERS = "users";
  static final String RECALLED = "recalled";

  /** Whether a private message was said earlier. */
  static final String PAST = "past";

  static final String ROOMS = "rooms";
  static final String TOPIC = "topic";
  static final String AWAY = "away";
  static final String WHOIS = "whois";
  static final String HISTORY = "history";
  static final String SEARCHED = "searched";
  static final String SEARCH = "search";
  static final String PING = "ping";
  static final String PONG = "pong";
  static final String ERROR = "error";

  static final String REGISTER = "register";
  static final String LOGIN = "login";
  static final String LOGOUT = "logout";

  /** A packet, and a field of others. */
  static final String PASSWORD = "password";

  static final String UNREGISTER = "unregister";
  static final String SESSIONS = "sessions";
  static final String NICKS = "nicks";

  /** A packet, and a field of others. */
  static final String ACCOUNT = "account";

  static final String ADD = "add";
  static final String EDIT = "edit";
  static final String DELETE = "delete";
  static final String PURGE = "purge";
  static final String REACT = "react";
  static final String REPLY = "reply";
  static final String EMOJI = "emoji";
  static final String REVISED = "revised";
  static final String EDITED = "edited";
  static final String DELETED = "deleted";
  static final String REACTIONS = "reactions";
  static final String REMOVE = "remove";

  /** A packet, and a field of others. */
  static final String READ = "read";

  static final String UNREAD = "unread";

  /** The newest message of a room. */
  static final String NEWEST = "newest";

  static final String COUNT = "count";

  /** Whether there may be more than the count. */
  static final String MORE = "more";

  /** The id of a session to end. */
  static final String END = "end";

  /** When a lockout ends. */
  static final String UNTIL = "until";

  static final String ADDRESS = "address";
  static final String CURRENT = "current";

  /** A packet, and a field of others. */
  static final String NICK = "nick";

  /** The nicknames before and after a rename. */
  static final String OLD = "old";

  static final String NEW = "new";

  /** Why a member leaves. */
  static final String REASON = "reason";

  static final String MESSAGE = "message";

  /** Whether a client knows the extension packets. */
  static final String EXTENSIONS = "extensions";

  /** Whether a client leaves after one message. */
  static final String ONCE = "once";

  static final String ROOM = "room";

  /** The numbers of a summary of joins and leaves. */
  static final String JOINED = "joined";

  /** Also whether a private message waits for somebody who is not here. */
  static final String LEFT = "left";

  static final String TIME = "time";
  static final String ID = "id";
  static final String FROM = "from";
  static final String TO = "to";
  static final String MESSAGES = "messages";
  static final String MEMBERS = "members";

  /** The number of all members, in a list of some. */
  static final String TOTAL = "total";

  static final String LIMIT = "limit";
  static final String BEFORE = "before";
  static final String WORDS = "words";
  static final String SINCE = "since";
  static final String BY = "by";
  static final String CODE = "code";

  static final String INVITE = "invite";
  static final String KICK = "kick";
  static final String BAN = "ban";
  static final String UNBAN = "unban";
  static final String MUTE = "mute";
  static final String UNMUTE = "unmute";
  static final String BANS = "bans";

  static final String KILL = "kill";
  static final String BAN_SERVER = "ban-server";
  static final String UNBAN_SERVER = "unban-server";
  static final String BANS_SERVER = "bans-server";
  static final String ANNOUNCE = "announce";

  /** What an operator of the server tells everybody. */
  static final String ANNOUNCEMENT = "announcement";

  /** A packet, and a field of it. */
  static final String AUDIT = "audit";

  static final String ACT = "act";
  static final String DETAIL = "detail";

  /** A packet, and a field of others. */
  static final String ROLE = "role";

  static final String ROLES = "roles";

  /** What was asked for in a room is done. */
  static final String DONE = "done";

  static final String SETTING = "setting";
  static final String SETTINGS = "settings";
  static final String VALUE = "value";

  /** The word with which a room is entered. */
  static final String KEY = "key";

  /** How long a ban lasts. */
  static final String FOR = "for";

  static final String TARGET = "target";
  static final String KIND = "kind";

  /** In front of a kind of restriction: it is lifted. */
  static final String UN = "un";

  /** No role, in a packet that changes one. */
  static final String NONE = "none";

  /** The author of the server's own messages; no valid nickname. */
  static final String SERVER_NICK = "***";

  /**
   * The author of emotes to basic clients, whose text begins with the nickname; no valid nickname.
   */
  static final String EMOTE_NICK = "*";

  /** Separates sender and recipient in the nick of a private message to basic clients. */
  static final String ARROW = " -> ";

  private BeejPacketNames() {}
}
