package io.parley.address;

/** Whether a connection may be served. */
public sealed interface AddressAdmission {

  /** Why a connection is refused. */
  enum Reason {
    CONNECTIONS,
    NEW_CONNECTIONS,
    UNREGISTERED
  }

  /**
   * The connection may be served.
   *
   * @param slot counts it until it is released
   */
  record Admitted(AddressSlot slot) implements AddressAdmission {}

  /**
   * The connection is told the reason and closed.
   *
   * @param resets the number of connections of the address that were reset since the last answer
   */
  record Refused(Reason reason, long resets) implements AddressAdmission {}

  /** The connection is reset without an answer, because many were refused. */
  enum Reset implements AddressAdmission {
    INSTANCE
  }
}
