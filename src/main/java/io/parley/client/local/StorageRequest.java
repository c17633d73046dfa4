package io.parley.client.local;

import io.parley.protocol.Nickname;
import java.util.Optional;

/** What the client's actor asks its storage to do. The storage does one request after the other. */
public sealed interface StorageRequest {

  /** What is kept. */
  enum Kind {
    IGNORED_USERS("the ignored users"),
    ROOMS("the rooms"),
    PRIVATE_MESSAGES("private messages");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** The name of it in messages. */
    String title() {
      return title;
    }
  }

  Kind kind();

  /**
   * Adds a nickname to the ignored ones of the server, or removes it.
   *
   * @param ignored whether it is ignored from now on
   */
  record ChangeIgnored(Nickname nickname, boolean ignored) implements StorageRequest {
    @Override
    public Kind kind() {
      return Kind.IGNORED_USERS;
    }
  }

  /** Replaces the rooms of the client's profile. */
  record SaveRooms(KeptRooms rooms) implements StorageRequest {
    @Override
    public Kind kind() {
      return Kind.ROOMS;
    }
  }

  /** Adds the newest message of a private conversation. */
  record AppendMessage(Nickname peer, KeptMessage message) implements StorageRequest {
    @Override
    public Kind kind() {
      return Kind.PRIVATE_MESSAGES;
    }
  }

  /**
   * Loads a page of a private conversation.
   *
   * @param before the message after the page; empty for the newest page
   * @param limit how many messages at most
   * @param ticket returned with the page
   */
  record LoadPage(Nickname peer, Optional<KeptMessage> before, int limit, long ticket)
      implements StorageRequest {
    @Override
    public Kind kind() {
      return Kind.PRIVATE_MESSAGES;
    }
  }
}
