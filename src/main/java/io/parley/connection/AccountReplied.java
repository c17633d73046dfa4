package io.parley.connection;

import io.parley.account.Account;
import io.parley.account.AccountReply;

/** The accounts have answered a request of the connection. */
record AccountReplied(Request request, AccountReply<Account> reply)
    implements ConnectionActor.Command {

  /** What was asked. */
  enum Request {
    /** The log-in of the registration. */
    ENTER,
    REGISTER,
    /** For somebody else. */
    REGISTER_FOR,
    LOG_IN,
    CHANGE_PASSWORD,
    UNREGISTER,
    CHANGE_NICKNAMES
  }
}
