package io.parley.client.local;

import io.parley.protocol.Nickname;

/** What the client's actor asks its storage to do. The storage does one request after the other. */
public sealed interface StorageRequest {

  /** What is kept. */
  enum Kind {
    IGNORED_USERS("the ignored users"),
    ROOMS("the rooms");

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
}
