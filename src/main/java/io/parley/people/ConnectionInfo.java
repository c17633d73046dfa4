package io.parley.people;

/**
 * What a person is told of a connection of the own account.
 *
 * @param id the number of the connection
 * @param address of the client, without the port
 */
public record ConnectionInfo(long id, String address) {}
