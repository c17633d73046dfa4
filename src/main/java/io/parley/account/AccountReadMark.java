package io.parley.account;

/**
 * A read mark and whose it is.
 *
 * @param account the id of the account
 */
public record AccountReadMark(long account, ReadMark mark) {}
