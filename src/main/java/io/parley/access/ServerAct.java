package io.parley.access;

/** What somebody may want to do to the whole server. {@link ServerPermissions} decides who may. */
public enum ServerAct {
  /** End the connections of somebody. */
  KILL,

  /** Keep somebody out of the server, lift that, and see who is kept out. */
  BAN,

  /** Tell everybody something. */
  ANNOUNCE,

  /** See what people with a role have done in all rooms. */
  SEE_AUDIT
}
